import { labelSelectorAsSelector, labelsToString, type LabelSelectorLike } from "../../../apimachinery/labels/index.js";
import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { OpenAPIDefinitions } from "../../../apimachinery/openapi/index.js";
import { SchemaDecoder } from "../../../apimachinery/runtime/decode/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { compileJSONPath, type JSONPath, type ScaleDefinition } from "../../registry/index.js";

export const SCALE_KIND = { group: "autoscaling", version: "v1", kind: "Scale" };

/** How many replicas something wants and has, whatever its kind. */
export interface Scale extends KubeObject {
  spec: { replicas?: number };
  status: { replicas: number; selector?: string };
}

const TEXT = { type: "string" } as const;
const INTEGER = { type: "integer", format: "int32" } as const;

const TIME = { type: "string", format: "date-time" } as const;
const TEXTS = { type: "object", additionalProperties: TEXT } as const;
const ANYTHING = { type: "array", items: {} } as const;

const ref = (model: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${model}` });

export const SCALE_MODEL = "io.k8s.api.autoscaling.v1.Scale";

/** Scales can be read and written whether the group autoscaling is served or not. */
export const SCALE_DEFINITIONS: OpenAPIDefinitions = {
  [SCALE_MODEL]: {
    type: "object",
    properties: {
      kind: TEXT,
      apiVersion: TEXT,
      metadata: ref("ObjectMeta"),
      spec: ref("ScaleSpec"),
      status: ref("ScaleStatus"),
    },
    "x-kubernetes-group-version-kind": [SCALE_KIND],
  },
  ScaleSpec: { type: "object", properties: { replicas: INTEGER } },
  ScaleStatus: { type: "object", properties: { replicas: INTEGER, selector: TEXT } },
  ObjectMeta: {
    type: "object",
    properties: {
      name: TEXT,
      generateName: TEXT,
      namespace: TEXT,
      selfLink: TEXT,
      uid: TEXT,
      resourceVersion: TEXT,
      generation: { type: "integer", format: "int64" },
      creationTimestamp: TIME,
      deletionTimestamp: TIME,
      deletionGracePeriodSeconds: { type: "integer", format: "int64" },
      labels: TEXTS,
      annotations: TEXTS,
      ownerReferences: ANYTHING,
      finalizers: { type: "array", items: TEXT },
      managedFields: ANYTHING,
    },
  },
};
export const scaleDecoder = new SchemaDecoder(SCALE_DEFINITIONS);

/** Reads and writes the scale of a kind's objects by the paths it declares. */
export class ScaleAccess {
  readonly #wanted: JSONPath;
  readonly #actual: JSONPath;
  readonly #selector: JSONPath | undefined;
  readonly #wantedSteps: readonly string[];

  constructor({ specReplicasPath, statusReplicasPath, labelSelectorPath }: ScaleDefinition) {
    this.#wanted = compileJSONPath(specReplicasPath);
    this.#actual = compileJSONPath(statusReplicasPath);
    this.#selector = labelSelectorPath === undefined ? undefined : compileJSONPath(labelSelectorPath);
    this.#wantedSteps = specReplicasPath.replace(/^\./, "").split(".");
  }

  scaleOf(object: DeepReadonly<KubeObject>): Scale {
    const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
    const metadata: ObjectMeta = {};
    if (name !== undefined) metadata.name = name;
    if (namespace !== undefined) metadata.namespace = namespace;
    if (uid !== undefined) metadata.uid = uid;
    if (resourceVersion !== undefined) metadata.resourceVersion = resourceVersion;
    if (creationTimestamp !== undefined) metadata.creationTimestamp = creationTimestamp;
    const wanted = this.#wanted(object)[0];
    const selector = selectorText(this.#selector?.(object)[0]);
    return {
      kind: SCALE_KIND.kind,
      apiVersion: "autoscaling/v1",
      metadata,
      spec: typeof wanted === "number" ? { replicas: wanted } : {},
      status: { replicas: numberOr0(this.#actual(object)[0]), ...(selector === "" ? {} : { selector }) },
    };
  }

  /** The field of the replicas, as managers have it. */
  get replicasField(): object {
    return this.#wantedSteps.reduceRight<object>((below, step) => ({ [`f:${step}`]: below }), {});
  }

  setReplicas(object: KubeObject, replicas: number): void {
    let at = object as unknown as { [key: string]: unknown };
    for (const step of this.#wantedSteps.slice(0, -1)) {
      at[step] ??= {};
      at = at[step] as { [key: string]: unknown };
    }
    at[this.#wantedSteps.at(-1)!] = replicas;
  }
}

function numberOr0(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** A selector as text, whether the kind has it so, as a LabelSelector or as a plain map. */
function selectorText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  if ("matchLabels" in value || "matchExpressions" in value)
    return labelSelectorAsSelector(value as LabelSelectorLike).toString();
  return labelsToString(value as { readonly [key: string]: string });
}
