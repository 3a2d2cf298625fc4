/**
 * A kind for tests: namespaced, with spec, status and scale, in two versions that differ from the hub. `v1` is the hub's
 * twin and stored; `v2` calls replicas `count`.
 */
import type { OpenAPIDefinitions } from "../../../apimachinery/openapi/index.js";
import { deepCopyJSON, Scheme, type KubeObject, type RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { StrategyHooks } from "../../../apimachinery/strategy/index.js";
import { invalid, Path, type ErrorList } from "../../../apimachinery/validation/field/index.js";
import { ALL_VERBS, type ResourceDefinition } from "../rest/resource-definition.js";

export const WIDGET_GROUP = "example.com";

export interface Widget extends KubeObject {
  spec?: { replicas?: number; color?: string; parts?: { name: string; weight?: number }[] };
  status?: { ready?: number; selector?: string };
}

export function widget(name: string, parts: Partial<Widget> = {}): Widget {
  const { metadata, ...rest } = parts;
  return {
    apiVersion: `${WIDGET_GROUP}/__internal`,
    kind: "Widget",
    metadata: { name, ...metadata },
    ...rest,
  };
}

export function widgetScheme(): Scheme {
  const scheme = new Scheme();
  for (const version of ["__internal", "v1", "v2"]) {
    scheme.addKnownTypes(
      { group: WIDGET_GROUP, version },
      { kind: "Widget", deepCopy: deepCopyJSON<RuntimeObject> },
      { kind: "WidgetList", deepCopy: deepCopyJSON<RuntimeObject>, list: true },
    );
  }
  const gvk = (version: string) => ({ group: WIDGET_GROUP, version, kind: "Widget" });
  const retyped = (version: string) => (input: RuntimeObject) => ({
    ...input,
    apiVersion: `${WIDGET_GROUP}/${version}`,
  });
  scheme.addConversionFunc(gvk("v1"), gvk("__internal"), retyped("__internal"));
  scheme.addConversionFunc(gvk("__internal"), gvk("v1"), retyped("v1"));
  scheme.addConversionFunc(gvk("v2"), gvk("__internal"), (input) => renamed(input, "__internal", "count", "replicas"));
  scheme.addConversionFunc(gvk("__internal"), gvk("v2"), (input) => renamed(input, "v2", "replicas", "count"));
  scheme.addTypeDefaultingFunc<Widget>(gvk("v1"), (obj) => {
    obj.spec ??= {};
    obj.spec.color ??= "grey";
  });
  scheme.addValidationFunc<Widget>(gvk("v1"), (obj) => validateReplicas(obj.spec?.replicas, "replicas"));
  scheme.addValidationFunc<Widget & { spec?: { count?: number } }>(gvk("v2"), (obj) =>
    validateReplicas(obj.spec?.count, "count"),
  );
  scheme.addFieldLabelConversionFunc(gvk("v1"), widgetFieldLabels);
  scheme.addFieldLabelConversionFunc(gvk("v2"), widgetFieldLabels);
  return scheme;
}

function widgetFieldLabels(label: string, value: string): { label: string; value: string } {
  if (["metadata.name", "metadata.namespace", "spec.color"].includes(label)) return { label, value };
  throw new Error(`field label not supported: ${label}`);
}

function renamed(input: RuntimeObject, version: string, from: string, to: string): RuntimeObject {
  const { spec, ...rest } = input as RuntimeObject & { spec?: { [key: string]: unknown } };
  const out = { ...rest, apiVersion: `${WIDGET_GROUP}/${version}` };
  if (spec === undefined) return out;
  const { [from]: value, ...others } = spec;
  return { ...out, spec: value === undefined ? others : { ...others, [to]: value } } as RuntimeObject;
}

function validateReplicas(replicas: number | undefined, field: string): ErrorList {
  if (replicas === undefined || replicas >= 0) return [];
  return [invalid(Path.of("spec", field), replicas, "must be greater than or equal to 0")];
}

export function widgetDefinition(hooks: StrategyHooks<Widget> = {}): ResourceDefinition {
  const definition: ResourceDefinition<Widget> = {
    group: WIDGET_GROUP,
    kind: "Widget",
    listKind: "WidgetList",
    plural: "widgets",
    singular: "widget",
    shortNames: ["wd"],
    categories: ["all"],
    namespaced: true,
    hub: { group: WIDGET_GROUP, version: "__internal", kind: "Widget" },
    storageVersion: { group: WIDGET_GROUP, version: "v1" },
    versions: ["v1", "v2"],
    verbs: ALL_VERBS,
    hooks,
    hasSpec: true,
    statusSubresource: true,
    scale: {
      specReplicasPath: ".spec.replicas",
      statusReplicasPath: ".status.ready",
      labelSelectorPath: ".status.selector",
    },
    columns: [
      { name: "Color", type: "string", priority: 0, jsonPath: ".spec.color" },
      { name: "Ready", type: "integer", priority: 1, description: "How many are ready.", jsonPath: ".status.ready" },
    ],
    versionColumns: {},
    selectableFields: [{ label: "spec.color", jsonPath: ".spec.color" }],
    storagePrefix: "example.com/widgets",
    subresources: [],
  };
  return definition as unknown as ResourceDefinition;
}

/** Names of OpenAPI models follow the versions' Go packages elsewhere; here they are simply told. */
export function widgetModel(version: string): string {
  return `com.example.${version}.Widget`;
}

const META = { $ref: "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" };

export const widgetOpenAPI: OpenAPIDefinitions = Object.fromEntries(
  (["v1", "v2"] as const).map((version) => [
    widgetModel(version),
    {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: META,
        spec: {
          type: "object",
          properties: {
            [version === "v1" ? "replicas" : "count"]: { type: "integer", format: "int32" },
            color: { type: "string" },
            parts: {
              type: "array",
              items: {
                type: "object",
                properties: { name: { type: "string" }, weight: { type: "integer", format: "int32" } },
              },
              "x-kubernetes-patch-strategy": "merge",
              "x-kubernetes-patch-merge-key": "name",
            },
          },
        },
        status: {
          type: "object",
          properties: { ready: { type: "integer", format: "int32" }, selector: { type: "string" } },
        },
      },
      "x-kubernetes-group-version-kind": [{ group: WIDGET_GROUP, version, kind: "Widget" }],
    },
  ]),
);
