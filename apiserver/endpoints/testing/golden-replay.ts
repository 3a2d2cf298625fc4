import { FakeClock } from "../../../apimachinery/clock/index.js";
import { Scheme } from "../../../apimachinery/runtime/index.js";
import { NamespaceLifecycle, type AdmissionInitializer, type AdmissionPlugin } from "../../admission/index.js";
import {
  DefaultIngressClass,
  DefaultStorageClass,
  DefaultTolerationSeconds,
  LimitRanger,
  PersistentVolumeClaimResize,
  Priority,
  RuntimeClass,
  ServiceAccount,
  StorageObjectInUseProtection,
  TaintNodesByCondition,
} from "../../admission/plugins/index.js";
import type { APIGroupDefinition, Reservations, ResourceDefinition, ResourceRegistry } from "../../registry/index.js";
import { FieldManagers, protobufOf, SchemaIndex, type BoundSubresourceSource } from "../index.js";
import { ApiBench, type Answer } from "./api-bench.js";

/** One exchange with a real API server, as recorded. */
export interface Recording {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: { readonly [name: string]: string };
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: { readonly [name: string]: string };
    readonly body: unknown;
  };
}

/** What a server admits with unless flags say otherwise, in its order. */
function defaultPlugins(initializer: AdmissionInitializer): readonly AdmissionPlugin[] {
  return [
    new NamespaceLifecycle(initializer),
    new LimitRanger(initializer),
    new ServiceAccount(initializer),
    new TaintNodesByCondition(),
    new Priority(initializer),
    new DefaultTolerationSeconds({ notReadySeconds: 300, unreachableSeconds: 300 }),
    new DefaultStorageClass(initializer),
    new StorageObjectInUseProtection(),
    new PersistentVolumeClaimResize(initializer),
    new RuntimeClass(initializer),
    new DefaultIngressClass(initializer),
  ];
}

export interface GoldenBenchOptions {
  readonly admission?: boolean;
  /** Adds what concerns several groups. */
  readonly extendScheme?: (scheme: Scheme) => void;
  /** By the resource, as its plural. */
  readonly reservations?: { readonly [plural: string]: Reservations };
  readonly boundSubresources?: (registry: ResourceRegistry) => BoundSubresourceSource;
}

/**
 * A server with the groups, and with the namespaces that the recordings use; with `admission`, also with the plug-ins that
 * it has by default and the service accounts that they count on.
 */
export async function goldenBench(
  groups: readonly APIGroupDefinition[],
  opts: GoldenBenchOptions = {},
): Promise<ApiBench> {
  const scheme = new Scheme();
  for (const group of groups) group.addToScheme(scheme);
  opts.extendScheme?.(scheme);
  const schemas = SchemaIndex.ofGroups(groups);
  const bench: ApiBench = await new ApiBench({
    scheme,
    definitions: groups.flatMap((group) => group.resources as unknown as readonly ResourceDefinition[]),
    schemas,
    ...(opts.admission === true ? { plugins: defaultPlugins } : {}),
    ...(opts.reservations === undefined ? {} : { reservations: opts.reservations }),
    deps: {
      protobuf: protobufOf(schemas)!,
      fieldManagers: new FieldManagers({ scheme, schemas, clock: new FakeClock() }),
      boundSubresources: {
        boundSubresource: (resource, name) => opts.boundSubresources?.(bench.registry).boundSubresource(resource, name),
      },
    },
  }).start();
  for (const name of ["default", "golden"]) {
    await bench.send("POST", "/api/v1/namespaces", { body: { metadata: { name } } });
    if (opts.admission !== true) continue;
    await bench.send("POST", `/api/v1/namespaces/${name}/serviceaccounts`, { body: { metadata: { name: "default" } } });
  }
  return bench;
}

/** Sends what was sent. */
export function replay(bench: ApiBench, { request }: Recording, body: unknown = request.body): Promise<Answer> {
  const given = Object.entries({ "User-Agent": "golden/1", ...request.headers });
  const headers = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value]));
  return bench.send(request.method, request.path, { headers, ...(body === undefined ? {} : { body }) });
}

const REPLACED: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<uid>"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>"],
  [/"resourceVersion":"\d+"/g, '"resourceVersion":"<rv>"'],
  [/current: \d+/g, "current: <rv>"],
  [/\b10\.96\.\d+\.\d+\b/g, "<cluster IP>"],
];

/** What can be compared: no managed fields (they have tests of their own), no identities, versions and times. */
export function comparable(body: unknown): unknown {
  return withPlaceholders(body, (key, value) => (key === "managedFields" ? undefined : value));
}

/** As {@link comparable}, with managed fields. */
export function comparableWithManagers(body: unknown): unknown {
  return withPlaceholders(body, (_, value) => value);
}

function withPlaceholders(body: unknown, replacer: (key: string, value: unknown) => unknown): unknown {
  if (body === undefined) return undefined;
  let text = JSON.stringify(body, replacer);
  for (const [pattern, placeholder] of REPLACED) text = text.replace(pattern, placeholder);
  return JSON.parse(text);
}
