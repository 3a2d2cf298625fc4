import assert from "node:assert/strict";
import test from "node:test";
import type { UserInfo } from "../../authentication/index.js";
import { parseRequestInfo } from "../../endpoints/index.js";
import { attributesOf } from "../attributes.js";
import { ruleAllows } from "./rule-matching.js";
import type { PolicyRule } from "./types.js";

const user: UserInfo = { name: "u", uid: "", groups: [], extra: {} };
const on = (group: string, resource: string, verb: string, name?: string): PolicyRule => ({
  apiGroups: [group],
  resources: [resource],
  verbs: verb.split(","),
  ...(name === undefined ? {} : { resourceNames: [name] }),
});
const paths = (url: string): PolicyRule => ({ nonResourceURLs: [url], verbs: ["get"] });

const POD = "/api/v1/namespaces/n/pods/a";
const MAPS = "/api/v1/namespaces/n/configmaps";
const cases: readonly [rule: PolicyRule, method: string, url: string, want: boolean][] = [
  [on("", "pods", "get"), "GET", POD, true],
  [on("", "pods", "get"), "GET", `${POD}/log`, false],
  [on("", "pods/*", "get"), "GET", `${POD}/log`, false],
  [on("", "pods/log", "get"), "GET", `${POD}/log`, true],
  [on("", "*/log", "get"), "GET", `${POD}/log`, true],
  [on("", "*/log", "get"), "GET", POD, false],
  [on("", "*", "get"), "GET", `${POD}/exec`, true],
  [on("", "pods", "get"), "GET", "/api/v1/pods", false],
  [on("", "pods", "get"), "GET", "/api/v1/pods?watch=1", false],
  [on("", "pods", "watch"), "GET", "/api/v1/pods?watch=1", true],
  [on("*", "deployments", "*"), "DELETE", "/apis/apps/v1/namespaces/n/deployments", true],
  [on("apps", "deployments", "get"), "GET", "/apis/extensions/v1beta1/namespaces/n/deployments/d", false],
  [on("", "configmaps", "get,update", "cm1"), "PUT", `${MAPS}/cm1`, true],
  [on("", "configmaps", "get,update", "cm1"), "PUT", `${MAPS}/cm2`, false],
  [on("", "configmaps", "create", "cm1"), "POST", MAPS, false],
  [on("", "configmaps", "list", "cm1"), "GET", `${MAPS}?fieldSelector=metadata.name%3Dcm1`, true],
  [on("", "configmaps", "list", "cm1"), "GET", MAPS, false],
  [on("", "configmaps", "deletecollection", "cm1"), "DELETE", MAPS, false],
  [paths("/healthz/*"), "GET", "/healthz/etcd", true],
  [paths("/healthz/*"), "GET", "/healthz", false],
  [paths("/a*"), "GET", "/abc", true],
  [paths("*"), "GET", "/metrics", true],
  [paths("/metrics"), "POST", "/metrics", false],
  [paths("*"), "GET", "/apis/apps/v1/deployments", false],
  [on("*", "*", "*"), "GET", "/metrics", false],
  [{ verbs: ["get"] }, "GET", POD, false],
];
for (const [rule, method, url, want] of cases) {
  test(`${JSON.stringify(rule)} ${want ? "allows" : "does not allow"} ${method} ${url}`, () => {
    const [path = "", query = ""] = url.split("?");
    const attributes = attributesOf(user, parseRequestInfo(method, path, { query: new URLSearchParams(query) }));
    assert.equal(ruleAllows(attributes, rule), want);
  });
}
