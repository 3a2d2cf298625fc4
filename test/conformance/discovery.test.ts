import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeEnvelope, decodeMessage } from "../../apimachinery/protobuf/index.js";
import { AGGREGATED_MESSAGES, AGGREGATED_MODEL } from "../../apiserver/discovery/index.js";
import type { RawResponse } from "../../client/rest/index.js";
import { protobufDescriptors } from "../../generated/meta/v1/zz_generated.protobuf.js";
import { readGolden, skipWithout } from "../support/golden.js";
import { ownServer } from "../support/own-server.js";

const FILE = "discovery.json";

interface Recording {
  readonly name: string;
  readonly request: { readonly path: string; readonly headers?: { readonly [name: string]: string } };
  readonly response: { readonly status: number; readonly body: unknown };
}

interface Resource {
  readonly name: string;
  readonly storageVersionHash?: string;
}

/** Groups that the recorded server has and this one does not, and why. */
const ABSENT: { readonly [group: string]: string } = {
  "apiregistration.k8s.io": "the aggregator's group is no group of types",
  "apiextensions.k8s.io": "resources are not yet defined while the server runs",
  "resource.k8s.io": "devices are not among the types",
};

/** Resources whose stored version is another one there, and why. */
const STORED_OTHERWISE: { readonly [resource: string]: string } = {
  mutatingadmissionpolicies: "upstream still stores v1beta1, which is not served here",
  mutatingadmissionpolicybindings: "as mutatingadmissionpolicies",
};

const client = ownServer();

function get(absolutePath: string, accept = "application/json"): Promise<RawResponse> {
  return client.requestRaw({ method: "GET", absolutePath, accept });
}

function isAbsent(path: string): boolean {
  return Object.keys(ABSENT).some((group) => path.startsWith(`/apis/${group}`));
}

function withoutOtherHashes({ resources, ...rest }: { readonly resources: readonly Resource[] }): object {
  const compared = resources.map((resource) => {
    const { storageVersionHash: _hash, ...others } = resource;
    return STORED_OTHERWISE[resource.name] === undefined ? resource : others;
  });
  return { ...rest, resources: compared };
}

const recordings = (): readonly Recording[] => readGolden<Recording[]>(FILE, []);
const skip = skipWithout(FILE);

test("groups and resources are those of a Kubernetes server", { skip }, async (t) => {
  for (const { name, request, response } of recordings()) {
    const { path } = request;
    const isList = /^(api|[a-z.0-9]+)\/v\d+$/.test(name);
    if ((!isList && !/^(group |no such )/.test(name)) || isAbsent(path)) continue;
    await t.test(name, async () => {
      const { status, body } = await get(path);
      assert.equal(status, response.status);
      if (!isList) {
        assert.equal(body.toString().trim(), textOf(response.body));
        return;
      }
      const [answer, recorded] = [JSON.parse(body.toString()) as unknown, response.body].map((list) =>
        withoutOtherHashes(list as { resources: Resource[] }),
      );
      assert.deepEqual(answer, recorded);
    });
  }
});

function textOf(body: unknown): string {
  return typeof body === "string" ? body.trim() : JSON.stringify(body);
}

test("the index of groups lists the same ones in the same order", { skip }, async () => {
  const { response } = recordings().find(({ name }) => name === "apis")!;
  const { body } = await get("/apis");
  const recorded = response.body as { readonly groups: readonly { readonly name: string }[] };
  const expected = recorded.groups.filter(({ name }) => ABSENT[name] === undefined);
  assert.deepEqual((JSON.parse(body.toString()) as typeof recorded).groups, expected);
});

test("OpenAPI has the paths and models of a Kubernetes server", { skip }, async () => {
  const known = (path: string): boolean => !/wardle/.test(path);
  // Absent groups, and what only their models refer to.
  const served = (path: string): boolean =>
    !Object.keys(ABSENT).some((group) => path.includes(group)) && !/apiextensions|kube-aggregator/.test(path);
  const recorded = <T>(name: string): T => recordings().find((recording) => recording.name === name)!.response as T;
  const get3 = await get("/openapi/v3");
  const index = JSON.parse(get3.body.toString()) as { readonly paths: object };
  assert.deepEqual(
    Object.keys(index.paths).filter(known),
    recorded<{ readonly paths: string[] }>("openapi/v3 paths").paths.filter(served),
  );
  const outline = recorded<{ readonly info: object; readonly definitions: string[]; readonly paths: string[] }>(
    "openapi/v2 outline",
  );
  const v2 = JSON.parse((await get("/openapi/v2")).body.toString()) as {
    readonly info: object;
    readonly definitions: object;
    readonly paths: { readonly [path: string]: object };
  };
  assert.deepEqual(v2.info, outline.info);
  const methods = ["get", "put", "post", "delete", "options", "head", "patch"];
  const paths = Object.entries(v2.paths).map(
    ([path, item]) => `${path} ${methods.filter((method) => Object.hasOwn(item, method)).join(",")}`,
  );
  assert.deepEqual(paths.filter(known).sort(), outline.paths.filter(served).sort());
  const models = (names: string[]): string[] => names.filter((name) => known(name) && served(name));
  const ofAbsent = /^io\.k8s\.api\.resource\./;
  assert.deepEqual(
    models(Object.keys(v2.definitions)),
    models(outline.definitions).filter((name) => !ofAbsent.test(name)),
  );
});

test("discovery can be had as protobuf", async () => {
  for (const path of ["/apis", "/api", "/api/v1", "/apis/apps", "/apis/apps/v1"]) {
    const [json, protobuf] = [await get(path), await get(path, "application/vnd.kubernetes.protobuf")];
    const document = JSON.parse(json.body.toString()) as { readonly kind: string };
    const { kind, raw } = decodeEnvelope(protobuf.body);
    assert.equal(kind, document.kind);
    const model = `io.k8s.apimachinery.pkg.apis.meta.v1.${kind}`;
    const fields = decodeMessage(protobufDescriptors, model, raw);
    const { kind: _kind, apiVersion: _apiVersion, ...expected } = document as { kind: string; apiVersion?: string };
    assert.deepEqual(fields, expected, path);
  }
});

test("aggregated discovery can be had in every form that upstream has", async () => {
  const form = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  for (const path of ["/apis", "/api"]) {
    const json = await get(path, `application/json${form}`);
    const { kind, apiVersion, ...expected } = JSON.parse(json.body.toString()) as { kind: string; apiVersion: string };
    const protobuf = await get(path, `application/json, application/vnd.kubernetes.protobuf${form}`);
    assert.equal(protobuf.headers["content-type"], `application/vnd.kubernetes.protobuf${form}`);
    assert.equal(protobuf.headers["etag"], json.headers["etag"]);
    const envelope = decodeEnvelope(protobuf.body);
    assert.deepEqual([envelope.kind, envelope.apiVersion], [kind, apiVersion]);
    const descriptors = { ...protobufDescriptors, ...AGGREGATED_MESSAGES };
    assert.deepEqual(decodeMessage(descriptors, AGGREGATED_MODEL, envelope.raw), expected, path);
    const yaml = await get(path, `application/yaml${form}`);
    assert.equal(yaml.headers["content-type"], `application/yaml${form}`);
    assert.match(yaml.body.toString(), /^apiVersion: apidiscovery\.k8s\.io\/v2\nitems:\n/);
    const pretty = await get(`${path}?pretty=true`, `application/json${form}`);
    assert.match(pretty.body.toString(), /^\{\n {2}"kind": "APIGroupDiscoveryList",\n/);
    assert.equal(pretty.headers["content-type"], `application/json${form}`);
  }
});
