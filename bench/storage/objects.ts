import type { KubeObject } from "../../apimachinery/runtime/index.js";
import type { ResourceCodec, SelectionPredicate } from "../../apiserver/storage/index.js";

export const PREFIX = "/registry/configmaps/";
const NAMESPACES = 100;
const FILLER = "x".repeat(1_000);

export function keyOf(i: number): string {
  return `${PREFIX}ns-${i % NAMESPACES}/object-${i}`;
}

/** A ConfigMap of about 1.2 KB; one in a hundred has the label `rare: yes`. */
export function encoded(i: number): Buffer {
  const object = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: `object-${i}`,
      namespace: `ns-${i % NAMESPACES}`,
      uid: `7d9e2b1c-0000-4000-8000-${String(i).padStart(12, "0")}`,
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels: { app: `app-${i % 20}`, rare: i % 100 === 0 ? "yes" : "no" },
    },
    data: { payload: FILLER, index: String(i) },
  };
  return Buffer.from(JSON.stringify(object));
}

export const codec: ResourceCodec = {
  decode(value) {
    const object = JSON.parse(Buffer.from(value.bytes).toString()) as KubeObject;
    object.metadata.resourceVersion = value.modRevision.toString();
    return object;
  },
  attributes: ({ metadata }) => ({
    labels: metadata.labels ?? {},
    fields: { "metadata.name": metadata.name ?? "", "metadata.namespace": metadata.namespace ?? "" },
  }),
};

export const everything: SelectionPredicate = { empty: true, matches: () => true };
export const rare: SelectionPredicate = { empty: false, matches: ({ labels }) => labels.rare === "yes" };
