import { statusOf } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { Scheme, type KubeObject } from "../../../apimachinery/runtime/index.js";
import { RequestAttributes, type AttributesParts } from "../attributes.js";
import { AdmissionChain } from "../chain.js";
import type { AdmissionInitializer, AdmissionPlugin, ObjectReader } from "../interface.js";

const KINDS: { readonly [resource: string]: string } = {
  pods: "Pod",
  events: "Event",
  nodes: "Node",
  services: "Service",
  persistentvolumes: "PersistentVolume",
  persistentvolumeclaims: "PersistentVolumeClaim",
  ingresses: "Ingress",
  priorityclasses: "PriorityClass",
};

/** Attributes of a request for `resource`, `resource.group` or `resource/subresource`, by default of its creation. */
export function attributesFor(
  target: string,
  object: unknown,
  parts: Partial<AttributesParts> = {},
): RequestAttributes {
  const [groupResource = "", subresource = ""] = target.split("/");
  const dot = groupResource.indexOf(".");
  const resource = dot < 0 ? groupResource : groupResource.slice(0, dot);
  const group = dot < 0 ? "" : groupResource.slice(dot + 1);
  const metadata = (object as Partial<KubeObject> | undefined)?.metadata;
  return new RequestAttributes({
    operation: "CREATE",
    kind: { group, version: "v1", kind: KINDS[resource] ?? resource },
    resource: { group, version: "v1", resource },
    subresource,
    namespace: metadata?.namespace ?? "ns",
    name: metadata?.name ?? "",
    object: object as KubeObject | undefined,
    oldObject: undefined,
    options: undefined,
    user: { name: "alice", uid: "", groups: [], extra: {} },
    dryRun: false,
    warnings: new Set(),
    annotations: new Map(),
    ...parts,
  });
}

/** Objects by `resource/name` or `resource/namespace/name`; it can be changed at any time. */
export class FakeReader implements ObjectReader {
  readonly objects: Map<string, unknown>;
  /** Reads that wanted the newest state. */
  fresh = 0;

  constructor(objects: { readonly [key: string]: unknown } = {}) {
    this.objects = new Map(Object.entries(objects));
  }

  async get(
    { resource }: { readonly resource: string },
    namespace: string,
    name: string,
    opts: { readonly fresh?: boolean } = {},
  ): Promise<KubeObject | undefined> {
    if (opts.fresh === true) this.fresh++;
    const key = namespace === "" ? `${resource}/${name}` : `${resource}/${namespace}/${name}`;
    return this.objects.get(key) as KubeObject | undefined;
  }

  async list({ resource }: { readonly resource: string }, namespace: string): Promise<KubeObject[]> {
    const prefix = namespace === "" ? `${resource}/` : `${resource}/${namespace}/`;
    return [...this.objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object as KubeObject);
  }
}

/** What a plug-in is built from, with an empty store. */
export function fakeInitializer(
  parts: Partial<AdmissionInitializer> = {},
): AdmissionInitializer & { clock: FakeClock } {
  const initializer = {
    scheme: new Scheme(),
    reader: new FakeReader(),
    random: () => 0.5,
    config: undefined,
    ...parts,
  };
  return { ...initializer, clock: new FakeClock() };
}

/** `allowed`, or the refusal's code and message, when the plug-in alone makes up a chain. */
export async function outcomeOf(plugin: AdmissionPlugin, attributes: RequestAttributes): Promise<string> {
  const chain = new AdmissionChain([plugin], { clock: new FakeClock() });
  try {
    await chain.admit(attributes, {});
    await chain.validate(attributes, {});
    return "allowed";
  } catch (err) {
    const status = statusOf(err);
    if (status === undefined) throw err;
    return `${status.code} ${status.message}`;
  }
}
