import { newGenericServerResponse } from "../../apimachinery/api/errors/index.js";
import type { APIGroup, APIResource, APIResourceList } from "../../apimachinery/meta/v1/index.js";
import { apiVersionOf, compareKubeAwareVersions } from "../../apimachinery/schema/index.js";
import { groupVersionPath } from "../rest/index.js";
import type { FakeResource } from "./resources.js";

const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** What discovery's paths answer for the resources of a fake. @throws StatusError NotFound for all other paths */
export function fakeDiscovery(resources: readonly FakeResource[], path: string): object {
  if (path === "/version") return { major: "1", minor: "36", gitVersion: "v1.36.0-fake" };
  if (path === "/api") return { kind: "APIVersions", versions: versionsOf(resources, "") };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groupsOf(resources) };
  const ofVersion = resources.filter((r) => groupVersionPath(r.gvk) === path);
  if (ofVersion.length === 0) throw newGenericServerResponse({ code: 404, verb: "GET" });
  const groupVersion = apiVersionOf(ofVersion[0]!.gvk);
  const list: APIResourceList = { groupVersion, resources: ofVersion.flatMap(apiResources) };
  return { kind: "APIResourceList", apiVersion: "v1", ...list };
}

function groupsOf(resources: readonly FakeResource[]): APIGroup[] {
  const names = [...new Set(resources.map((r) => r.gvk.group))].filter((group) => group !== "").sort();
  return names.map((name) => {
    const versions = versionsOf(resources, name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions, preferredVersion: versions[0]! };
  });
}

function versionsOf(resources: readonly FakeResource[], group: string): string[] {
  const versions = resources.filter((r) => r.gvk.group === group).map((r) => r.gvk.version);
  return [...new Set(versions)].sort(compareKubeAwareVersions);
}

function apiResources(resource: FakeResource): APIResource[] {
  const { gvk, namespaced, singular: singularName } = resource;
  const main = { name: resource.resource, singularName, namespaced, kind: gvk.kind, verbs: VERBS };
  if (!resource.statusSubresource) return [main];
  return [main, { ...main, name: `${resource.resource}/status`, singularName: "", verbs: ["get", "patch", "update"] }];
}
