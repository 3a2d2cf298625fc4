import assert from "node:assert/strict";
import test from "node:test";
import { requestPath, type RequestSpec } from "./request.js";

const V1 = { group: "", version: "v1" };
const APPS = { group: "apps", version: "v1" };

const paths: { name: string; spec: RequestSpec; want: string }[] = [
  { name: "core list", spec: { method: "GET", groupVersion: V1, resource: "pods" }, want: "/api/v1/pods" },
  {
    name: "all namespaces as an empty text",
    spec: { method: "GET", groupVersion: V1, namespace: "", resource: "pods" },
    want: "/api/v1/pods",
  },
  {
    name: "namespaced object with a subresource",
    spec: {
      method: "PUT",
      groupVersion: APPS,
      namespace: "ns",
      resource: "deployments",
      name: "d",
      subresource: "status",
    },
    want: "/apis/apps/v1/namespaces/ns/deployments/d/status",
  },
  {
    name: "subresource with a path of its own",
    spec: { method: "GET", groupVersion: V1, namespace: "ns", resource: "pods", name: "p", subresource: "proxy/a b" },
    want: "/api/v1/namespaces/ns/pods/p/proxy/a%20b",
  },
  {
    name: "names are escaped",
    spec: { method: "GET", groupVersion: V1, resource: "nodes", name: "a:b?c" },
    want: "/api/v1/nodes/a%3Ab%3Fc",
  },
  {
    name: "parameters: empty ones are left out, arrays repeat",
    spec: {
      method: "GET",
      groupVersion: V1,
      resource: "pods",
      params: {
        labelSelector: "a=b,c in (d)",
        limit: 5,
        watch: false,
        continue: "",
        fieldSelector: undefined,
        x: ["1", "2"],
      },
    },
    want: "/api/v1/pods?labelSelector=a%3Db%2Cc+in+%28d%29&limit=5&watch=false&x=1&x=2",
  },
  { name: "absolute", spec: { method: "GET", absolutePath: "/version" }, want: "/version" },
];
for (const tc of paths) test(tc.name, () => assert.equal(requestPath("", tc.spec), tc.want));

test("the server URL's path comes first", () => {
  assert.equal(requestPath("/k8s/clusters/c", { method: "GET", absolutePath: "/version" }), "/k8s/clusters/c/version");
});

const refused: { name: string; spec: RequestSpec; want: RegExp }[] = [
  { name: "no version", spec: { method: "GET", resource: "pods" }, want: /group version is required/ },
  { name: "no resource", spec: { method: "GET", groupVersion: V1 }, want: /resource is required/ },
  {
    name: "empty name",
    spec: { method: "GET", groupVersion: V1, resource: "pods", name: "" },
    want: /resource name may not be empty/,
  },
  {
    name: "create without a namespace",
    spec: { method: "POST", groupVersion: V1, namespace: "", resource: "pods" },
    want: /an empty namespace may not be set during creation/,
  },
  {
    name: "get without a namespace",
    spec: { method: "GET", groupVersion: V1, namespace: "", resource: "pods", name: "p" },
    want: /an empty namespace may not be set when a resource name is provided/,
  },
  {
    name: "slash",
    spec: { method: "GET", groupVersion: V1, resource: "nodes", name: "a/b" },
    want: /may not contain '\/'/,
  },
  { name: "dots", spec: { method: "GET", groupVersion: V1, resource: "nodes", name: ".." }, want: /may not be '..'/ },
];
for (const tc of refused) {
  test(`refused: ${tc.name}`, () => assert.throws(() => requestPath("", tc.spec), tc.want));
}
