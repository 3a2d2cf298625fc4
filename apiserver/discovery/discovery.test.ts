import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import test from "node:test";
import type { APIGroupDefinition, ResourceDefinition } from "../registry/rest/resource-definition.js";
import {
  apiGroup,
  apiGroupDiscoveryList,
  apiGroupList,
  apiResourceList,
  DiscoveryCatalog,
  discoveredGroupOf,
  groupPriority,
  negotiateDiscovery,
  storageVersionHash,
  type DiscoveredGroup,
  type DiscoveredResource,
  type DiscoveredSubresource,
} from "./index.js";

interface Recording {
  readonly name: string;
  readonly response: { readonly body: unknown };
}
interface ListedResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: string[];
  readonly shortNames?: string[];
  readonly categories?: string[];
  readonly storageVersionHash?: string;
}

const GOLDEN = resolve(process.cwd(), "../shared/golden/discovery.json");
const skip = existsSync(GOLDEN) ? false : "the recording is absent";

/** Reads recorded APIResourceLists back into what the documents are made from. */
function recordedGroups(bodies: ReadonlyMap<string, unknown>, names: readonly string[]): DiscoveredGroup[] {
  return names.map((name) => {
    const group = bodies.get(`group ${name}`) as { versions: { version: string }[] } | undefined;
    const versions = group?.versions.map(({ version }) => version) ?? ["v1"];
    return {
      name,
      priority: groupPriority(name),
      versions: versions.map((version) => {
        const list = bodies.get(name === "" ? "api/v1" : `${name}/${version}`) as { resources: ListedResource[] };
        return { version, resources: recordedResources(list.resources, name, version) };
      }),
    };
  });
}

function recordedResources(listed: readonly ListedResource[], group: string, version: string): DiscoveredResource[] {
  return listed
    .filter((resource) => !resource.name.includes("/"))
    .map((resource) => ({
      name: resource.name,
      singular: resource.singularName,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: resource.verbs,
      shortNames: resource.shortNames ?? [],
      categories: resource.categories ?? [],
      ...(resource.storageVersionHash === undefined ? {} : { storageVersionHash: resource.storageVersionHash }),
      subresources: listed
        .filter((candidate) => candidate.name.startsWith(`${resource.name}/`))
        .map((subresource): DiscoveredSubresource => ({
          name: subresource.name.slice(resource.name.length + 1),
          kind: { group: subresource.group ?? group, version: subresource.version ?? version, kind: subresource.kind },
          verbs: subresource.verbs,
        })),
    }));
}

test("every document is what upstream answers", { skip }, () => {
  const recordings = JSON.parse(readFileSync(GOLDEN, "utf8")) as Recording[];
  const bodies = new Map(recordings.map(({ name, response }) => [name, response.body]));
  const listed = bodies.get("apis") as { groups: { name: string }[] };
  const catalog = new DiscoveryCatalog();
  // From the wrong end, so that the order is the catalog's work.
  for (const group of recordedGroups(bodies, ["", ...listed.groups.map(({ name }) => name)]).reverse()) {
    catalog.setGroup("builtin", group);
  }
  const [core, ...groups] = catalog.groups().toSorted((a, b) => Number(b.name === "") - Number(a.name === ""));
  assert.deepEqual(apiGroupList(groups), bodies.get("apis"));
  assert.deepEqual(apiGroupDiscoveryList(groups), bodies.get("aggregated v2 /apis"));
  assert.deepEqual(apiGroupDiscoveryList([core!]), bodies.get("aggregated v2 /api"));
  let lists = 0;
  for (const group of catalog.groups()) {
    if (group.name !== "") assert.deepEqual(apiGroup(group), bodies.get(`group ${group.name}`));
    for (const version of group.versions) {
      const recorded = bodies.get(group.name === "" ? "api/v1" : `${group.name}/${version.version}`);
      assert.equal(JSON.stringify(apiResourceList(group.name, version)), JSON.stringify(recorded));
      lists++;
    }
  }
  assert.equal(lists, 22);
});

test("storage version hashes are upstream's", () => {
  const cases: [string, string, string, string][] = [
    ["", "v1", "ConfigMap", "qFsyl6wFWjQ="],
    ["", "v1", "Event", "r2yiGXH7wu8="],
    ["apps", "v1", "Deployment", "8aSe+NMegvE="],
    ["coordination.k8s.io", "v1", "Lease", "gqkMMb/YqFM="],
  ];
  for (const [group, version, kind, want] of cases) assert.equal(storageVersionHash({ group, version, kind }), want);
});

test("a group's definition becomes what discovery says of it", () => {
  const widgets = {
    group: "x.io",
    kind: "Widget",
    plural: "widgets",
    singular: "widget",
    namespaced: true,
    hub: { group: "x.io", version: "__internal", kind: "Widget" },
    storageVersion: { group: "x.io", version: "v1" },
    versions: ["v1", "v1beta1"],
    verbs: ["update", "get"],
    shortNames: ["w"],
    categories: ["all"],
    statusSubresource: true,
    scale: { specReplicasPath: ".spec.replicas", statusReplicasPath: ".status.replicas" },
    subresources: [
      { name: "approval", kind: { group: "x.io", version: "__internal", kind: "Widget" }, verbs: ["update", "get"] },
      { name: "token", kind: { group: "y.io", version: "v1", kind: "Token" }, verbs: ["create"] },
    ],
  } as unknown as ResourceDefinition<never>;
  const group: APIGroupDefinition = {
    group: "x.io",
    versions: ["v1", "v1beta1"],
    addToScheme: () => undefined,
    resources: [widgets],
    virtualResources: [
      {
        group: "x.io",
        kind: "Review",
        plural: "reviews",
        singular: "review",
        namespaced: false,
        hub: { group: "x.io", version: "v1", kind: "Review" },
        versions: ["v1"],
        verbs: ["create"],
      },
    ],
    openAPIDefinitions: () => ({}),
  };
  const discovered = discoveredGroupOf(group);
  assert.equal(discovered.priority, 1000);
  assert.deepEqual(
    discovered.versions.map(({ version, resources }) => [version, resources.map(({ name }) => name)]),
    [
      ["v1", ["reviews", "widgets"]],
      ["v1beta1", ["widgets"]],
    ],
  );
  const beta = discovered.versions[1]!.resources[0]!;
  assert.deepEqual(beta.verbs, ["get", "update"]);
  assert.equal(beta.storageVersionHash, storageVersionHash({ group: "x.io", version: "v1", kind: "Widget" }));
  const own = { group: "x.io", version: "v1beta1", kind: "Widget" };
  assert.deepEqual(beta.subresources, [
    { name: "approval", kind: own, verbs: ["get", "update"] },
    { name: "scale", kind: { group: "autoscaling", version: "v1", kind: "Scale" }, verbs: ["get", "patch", "update"] },
    { name: "status", kind: own, verbs: ["get", "patch", "update"] },
    { name: "token", kind: { group: "y.io", version: "v1", kind: "Token" }, verbs: ["create"] },
  ]);
});

test("the catalog follows changes; the first source of a version wins", () => {
  const catalog = new DiscoveryCatalog();
  const group = (version: string, kind: string): DiscoveredGroup => ({
    name: "x.io",
    priority: 1000,
    versions: [
      {
        version,
        resources: [
          {
            name: "ws",
            singular: "w",
            namespaced: true,
            kind,
            verbs: [],
            shortNames: [],
            categories: [],
            subresources: [],
          },
        ],
      },
    ],
  });
  catalog.setGroup("custom", group("v1", "FromCustom"));
  assert.equal(catalog.resource("x.io", "v1", "ws")?.kind, "FromCustom");
  catalog.setGroup("builtin", group("v1", "FromBuiltin"));
  catalog.setGroup("aggregated", group("v2", "FromAggregated"));
  assert.equal(catalog.resource("x.io", "v1", "ws")?.kind, "FromBuiltin");
  assert.deepEqual(
    catalog.group("x.io")?.versions.map(({ version }) => version),
    ["v2", "v1"],
  );
  const before = catalog.generation;
  catalog.removeGroup("builtin", "x.io");
  catalog.removeGroup("builtin", "x.io");
  assert.equal(catalog.generation, before + 1);
  assert.equal(catalog.resource("x.io", "v1", "ws")?.kind, "FromCustom");
});

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
const accepts: [accept: string | undefined, aggregatable: boolean, form: string][] = [
  [undefined, true, "application/json"],
  ["", true, "application/json"],
  ["*/*", true, "application/json"],
  [`${AGGREGATED},application/json`, true, "application/json aggregated"],
  [`${AGGREGATED},application/json`, false, "application/json"],
  ["application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList", true, "none"],
  ["application/json;g=apidiscovery.k8s.io;v=v9;as=APIGroupDiscoveryList, */*", true, "application/json"],
  ["application/vnd.kubernetes.protobuf,application/json", true, "application/json"],
  ["application/json;q=0.5,application/yaml", true, "application/yaml"],
  ["text/html", true, "none"],
  // The aggregated form wins, wherever it stands.
  [`application/json,${AGGREGATED}`, true, "application/json aggregated"],
  [`application/yaml,${AGGREGATED};q=0.1`, true, "application/json aggregated"],
  [`*/*${AGGREGATED.slice(16)}`, true, "application/json aggregated"],
  [`application/*${AGGREGATED.slice(16)}`, true, "application/json aggregated"],
  [`application/yaml${AGGREGATED.slice(16)}`, true, "application/yaml aggregated"],
  [`${AGGREGATED};profile=nopeer`, true, "application/json aggregated"],
  [`${AGGREGATED};pretty=1`, true, "application/json aggregated pretty"],
  [`${AGGREGATED};sv=v1`, true, "none"],
  [AGGREGATED, false, "none"],
  ["application/json;as=APIGroupDiscoveryList", true, "none"],
  ["application/json;g=apidiscovery.k8s.io", true, "none"],
  ["application/json;v=v2", false, "none"],
  ["application/json;stream=watch", true, "application/json"],
  ["application/json;stream=other", true, "none"],
  ["application/yaml;stream=watch", true, "none"],
  ["application/json;pretty=1", true, "application/json pretty"],
  ["application/json;charset=utf-8", true, "application/json"],
  ["application/*", true, "application/json"],
  ["*/json", true, "none"],
  ["application/vnd.kubernetes.protobuf", true, "none"],
];
for (const [accept, aggregatable, want] of accepts) {
  test(`Accept: ${accept} (${aggregatable ? "list of groups" : "one group"})`, () => {
    const form = negotiateDiscovery(accept, aggregatable);
    assert.equal(
      form === undefined
        ? "none"
        : [form.mediaType, form.aggregated && "aggregated", form.pretty && "pretty"].filter(Boolean).join(" "),
      want,
    );
  });
}
