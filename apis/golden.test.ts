import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { parseGroupVersion, Scheme, type KubeObject, type RuntimeObject } from "../apimachinery/index.js";
import { MainStrategy } from "../apiserver/registry/generic/strategy.js";
import type { WriteContext } from "../apiserver/registry/generic/write-context.js";
import { compileJSONPath } from "../apiserver/registry/rest/json-path.js";
import type { ResourceDefinition, TableColumn } from "../apiserver/registry/rest/resource-definition.js";
import { apiGroups } from "../generated/registry/index.js";

/** Compares defaults, rules and columns of the built-in kinds with recordings of kube-apiserver 1.36. */
const RECORDINGS = join(process.cwd(), "..", "shared", "golden");
const missing = existsSync(RECORDINGS) ? false : "no recordings beside the repository";

const UID = "uid";

interface Recording {
  readonly name: string;
  readonly request?: { readonly method: string; readonly path: string; readonly body?: RuntimeObject };
  readonly response: { readonly status: number; readonly body: RuntimeObject };
}

function recordings(file: string): Recording[] {
  if (missing !== false) return [];
  // Masked uids end up in labels, which would not be valid.
  return JSON.parse(readFileSync(join(RECORDINGS, file), "utf8").replaceAll("<uid>", UID)) as Recording[];
}

const scheme = new Scheme();
for (const group of apiGroups) group.addToScheme(scheme);
const definitions = apiGroups.flatMap((group) => group.resources as unknown as ResourceDefinition[]);

function definitionAt(path: string): { definition: ResourceDefinition | undefined; version: string } {
  const parts = path
    .replace(/\?.*$/, "")
    .split("/")
    .filter((part) => part !== "");
  const [group, version, rest] =
    parts[0] === "api" ? ["", parts[1], parts.slice(2)] : [parts[1], parts[2], parts.slice(3)];
  const plural = rest[0] === "namespaces" && rest.length > 2 ? rest[2] : rest[0];
  const definition = definitions.find((one) => one.group === group && one.plural === plural);
  return { definition, version: version ?? "" };
}

const NOW = Date.parse("2026-01-01T00:00:00Z");

function contextOf(version: string, namespaced: boolean): WriteContext {
  return {
    user: { name: "admin", groups: ["system:masters"] },
    namespace: namespaced ? "golden" : "",
    dryRun: false,
    now: NOW,
    version,
    warn: () => {},
  };
}

/** What a create makes of a body, without admission and what the store itself fills in. */
function create(
  definition: ResourceDefinition,
  version: string,
  body: RuntimeObject,
): { object: KubeObject; errors: string[] } {
  const versioned = structuredClone(body) as KubeObject;
  scheme.default(versioned);
  const hub = structuredClone(scheme.convertToHub<KubeObject>(versioned));
  if (definition.namespaced) hub.metadata.namespace = "golden";
  hub.metadata.uid = UID;
  const strategy = new MainStrategy(definition, scheme);
  const ctx = contextOf(version, definition.namespaced);
  strategy.prepareForCreate(ctx, hub);
  const errors = strategy.validate(ctx, hub).map(String);
  strategy.canonicalize(hub);
  const { group } = parseGroupVersion(body.apiVersion ?? "");
  return { object: scheme.convertToVersion<KubeObject>(hub, { group, version }), errors };
}

/** Takes out what the store fills in, and times. */
function comparable(object: KubeObject): KubeObject {
  const { managedFields: _m, uid: _u, resourceVersion: _r, creationTimestamp: _c, ...metadata } = object.metadata;
  const text = JSON.stringify({ ...object, metadata }, (_key, value: unknown) =>
    value === "<time>" || value === "2026-01-01T00:00:00Z" ? "TIME" : value,
  );
  return JSON.parse(text) as KubeObject;
}

/** What admission plug-ins, controllers and allocators of the recorded server add, by the recording's name. */
const ADDED: { readonly [name: string]: (object: RecordedObject) => void } = {
  "create v1 Pod m": ({ spec }) => {
    delete spec["volumes"];
    delete (spec["containers"] as { volumeMounts?: unknown }[])[0]?.volumeMounts;
    for (const field of ["serviceAccountName", "serviceAccount", "tolerations", "priority", "preemptionPolicy"]) {
      delete spec[field];
    }
  },
  "create v1 Service m": dropAllocated,
  "create v1 Service np": dropAllocated,
  "create v1 Service headless": dropAllocated,
  "create v1 PersistentVolumeClaim m": ({ metadata }) => delete metadata.finalizers,
  "create v1 PersistentVolume m": ({ metadata }) => delete metadata.finalizers,
  "create v1 Node m": ({ spec }) => delete spec["taints"],
  "create events.k8s.io/v1 Event e2": (event) => Object.assign(event, { eventTime: "2026-01-02T03:04:05.000006Z" }),
};

type RecordedObject = KubeObject & { spec: { [field: string]: unknown } };

function dropAllocated({ spec }: RecordedObject): void {
  delete spec["ipFamilies"];
  delete spec["ipFamilyPolicy"];
  if (spec["clusterIP"] === "None") return;
  delete spec["clusterIP"];
  delete spec["clusterIPs"];
}

for (const recording of recordings("defaults.json")) {
  const { request, response, name } = recording;
  if (request?.method !== "POST" || request.body?.kind === undefined || !name.startsWith("create ")) continue;
  const { definition, version } = definitionAt(request.path);
  if (definition === undefined) continue;
  test(name, () => {
    const { object, errors } = create(definition, version, request.body as RuntimeObject);
    if (response.status === 422) {
      const { details } = response.body as { details?: { causes?: { field: string; message: string }[] } };
      assert.deepEqual(
        errors,
        (details?.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`),
      );
      return;
    }
    assert.deepEqual(errors, []);
    const wanted = structuredClone(response.body) as RecordedObject;
    ADDED[name]?.(wanted);
    assert.deepEqual(comparable(object), comparable(wanted));
  });
}

/** What had happened to an object by the time its table was recorded. */
const MEANWHILE: { readonly [path: string]: object } = {
  "/api/v1/namespaces/golden/pods": {
    metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" },
    spec: { nodeName: "m" },
    status: { phase: "Pending" },
  },
  "/apis/apps/v1/namespaces/golden/deployments": { spec: { replicas: 4 } },
  "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas": {
    status: { conditions: [{ type: "Dangling", status: "False" }] },
  },
};

function merge(object: { [key: string]: unknown }, changes: object): void {
  for (const [key, value] of Object.entries(changes)) {
    const old = object[key];
    if (typeof value === "object" && !Array.isArray(value) && typeof old === "object" && old !== null) {
      merge(old as { [key: string]: unknown }, value as object);
    } else object[key] = value;
  }
}

interface RecordedTable extends RuntimeObject {
  readonly columnDefinitions?: { name: string; type: string; format: string; priority: number }[];
  readonly rows?: { cells: unknown[] }[];
}

const created = new Map<string, KubeObject>();
for (const { request, response } of recordings("defaults.json")) {
  if (request?.method !== "POST" || response.status !== 201) continue;
  const object = response.body as KubeObject;
  const key = `${request.path}/${object.metadata?.name ?? ""}`;
  if (!created.has(key)) created.set(key, object);
}

for (const recording of recordings("tables.json")) {
  const path = recording.request?.path.replace(/\?.*$/, "") ?? "";
  const table = recording.response.body as RecordedTable;
  if (!recording.name.startsWith("table /") || table.columnDefinitions === undefined) continue;
  const { definition, version } = definitionAt(path);
  if (definition === undefined) continue;
  test(recording.name, () => {
    const columns = definition.versionColumns[version] ?? definition.columns;
    const implied = columns.some((column) => column.name === "Name")
      ? []
      : [{ name: "Name", type: "string", format: "name", priority: 0 }];
    const shapes = [...implied, ...columns].map(({ name, type, format = "", priority }) => ({
      name,
      type,
      format,
      priority,
    }));
    const wanted = table.columnDefinitions?.map(({ name, type, format, priority }) => ({
      name,
      type,
      format,
      priority,
    }));
    assert.deepEqual(shapes, wanted);
    const object = created.get(`${path}/m`);
    const cells = table.rows?.[0]?.cells;
    if (object === undefined || cells === undefined || table.rows?.length !== 1) return;
    const row = rowOf(definition, columns, structuredClone(object), MEANWHILE[path]);
    const offset = implied.length;
    const recorded = cells.slice(offset).map((cell, i) => {
      const column = columns[i] as TableColumn;
      // The recording masks times and addresses; ages are those of the moment.
      return column.type === "date" ? "<time>" : cell;
    });
    assert.deepEqual(row, recorded);
  });
}

function rowOf(
  definition: ResourceDefinition,
  columns: readonly TableColumn[],
  object: KubeObject,
  meanwhile: object | undefined,
): unknown[] {
  object.metadata.creationTimestamp = "2026-01-01T00:00:00Z";
  if (meanwhile !== undefined) merge(object as unknown as { [key: string]: unknown }, meanwhile);
  const hub = scheme.convertToHub<KubeObject>(object);
  return columns.map((column) => {
    if (column.jsonPath !== undefined) return compileJSONPath(column.jsonPath)(object)[0];
    const cell = definition.hooks.tableCells?.[column.name];
    assert.ok(cell, `no cell for the column ${column.name}`);
    return column.type === "date" ? "<time>" : cell(hub, NOW);
  });
}

test("there are recordings to compare with", { skip: missing }, () => {
  assert.ok(created.size > 40);
});
