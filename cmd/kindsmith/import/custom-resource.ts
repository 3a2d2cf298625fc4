import { CommandError } from "../io.js";
import { markerFields } from "./schema-tags.js";
import type { ImportedPackage, Schema } from "./schema.js";

/** The part of a CustomResourceDefinition (apiextensions.k8s.io/v1) that is read. */
export interface CustomResourceDefinition {
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    readonly group: string;
    readonly scope?: string;
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly singular?: string;
      readonly listKind?: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly CustomResourceVersion[];
  };
}

interface CustomResourceVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
  readonly subresources?: {
    readonly status?: object;
    readonly scale?: {
      readonly specReplicasPath: string;
      readonly statusReplicasPath: string;
      readonly labelSelectorPath?: string;
    };
  };
  readonly additionalPrinterColumns?: readonly {
    readonly name: string;
    readonly type: string;
    readonly jsonPath: string;
    readonly description?: string;
    readonly format?: string;
    readonly priority?: number;
  }[];
  readonly selectableFields?: readonly { readonly jsonPath: string }[];
}

/** One package for each version of a definition. */
export function packagesOfDefinition({ spec, metadata }: CustomResourceDefinition): ImportedPackage[] {
  const { kind, listKind } = spec.names;
  return spec.versions.map((version) => {
    const schema = version.schema?.openAPIV3Schema;
    if (schema === undefined) {
      throw new CommandError(`${metadata?.name ?? kind}: version ${version.name} has no schema to make types from`);
    }
    const tags = kindTags(spec, version, schema);
    return {
      group: spec.group,
      version: version.name,
      kinds: [{ kind, list: listKind ?? `${kind}List`, schema, tags }],
      resolve: () => undefined,
    };
  });
}

function kindTags(spec: CustomResourceDefinition["spec"], version: CustomResourceVersion, schema: Schema): string[] {
  const { names, scope } = spec;
  const { status, scale } = version.subresources ?? {};
  const isCluster = scope === "Cluster";
  const resource = markerFields({
    path: names.plural,
    singular: names.singular,
    shortName: names.shortNames?.join(";"),
    categories: names.categories?.join(";"),
    scope: isCluster ? "Cluster" : "Namespaced",
  });
  const tags = ["genclient"];
  if (isCluster) tags.push("genclient:nonNamespaced");
  if (status === undefined && schema.properties?.["status"] !== undefined) tags.push("genclient:noStatus");
  tags.push(`kubebuilder:resource:${resource}`);
  if (version.storage === true && spec.versions.length > 1) tags.push("kubebuilder:storageversion");
  if (version.served === false) tags.push("kubebuilder:unservedversion");
  if (version.deprecated === true) {
    const warning = markerFields({ warning: version.deprecationWarning });
    tags.push(`kubebuilder:deprecatedversion${warning === "" ? "" : `:${warning}`}`);
  }
  if (status !== undefined) tags.push("kubebuilder:subresource:status");
  if (scale !== undefined) {
    const fields = markerFields({
      specpath: scale.specReplicasPath,
      statuspath: scale.statusReplicasPath,
      selectorpath: scale.labelSelectorPath,
    });
    tags.push(`kubebuilder:subresource:scale:${fields}`);
  }
  for (const { jsonPath, ...column } of version.additionalPrinterColumns ?? []) {
    tags.push(`kubebuilder:printcolumn:${markerFields({ ...column, JSONPath: jsonPath })}`);
  }
  for (const { jsonPath } of version.selectableFields ?? [])
    tags.push(`kubebuilder:selectablefield:JSONPath=${jsonPath}`);
  return tags;
}
