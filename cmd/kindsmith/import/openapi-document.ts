import { isVersionName } from "../../../generators/framework/names.js";
import { META_SCALARS } from "../../../generators/framework/scalars.js";
import { CommandError } from "../io.js";
import type { ImportedKind, ImportedPackage, ResolvedRef, Schema } from "./schema.js";

/** The part of an OpenAPI document that is read: version 3, or version 2 as Kubernetes serves it. */
export interface OpenAPIDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly paths?: Readonly<Record<string, unknown>>;
}

const META_PREFIX = "io.k8s.apimachinery.pkg.apis.meta.v1.";
const META = "kindsmith/apimachinery/meta/v1";

/** Models of the API machinery that are scalars here. */
const SCALARS: ReadonlyMap<string, string> = new Map([
  ["io.k8s.apimachinery.pkg.api.resource.Quantity", "Quantity"],
  ["io.k8s.apimachinery.pkg.util.intstr.IntOrString", "IntOrString"],
  ["io.k8s.apimachinery.pkg.runtime.RawExtension", "RawExtension"],
]);

/** The packages of the kinds that a document describes, with every model that they use. */
export function packagesOfDocument(document: OpenAPIDocument): ImportedPackage[] {
  const schemas = document.components?.schemas ?? document.definitions ?? {};
  const packages = new Map<
    string,
    { readonly group: string; readonly version: string; readonly kinds: ImportedKind[]; readonly prefix: string }
  >();
  for (const [model, schema] of Object.entries(schemas)) {
    const [gvk, ...others] = schema["x-kubernetes-group-version-kind"] ?? [];
    // Lists come with their kinds; models of several groups (DeleteOptions) are the machinery's own.
    if (gvk === undefined || others.length > 0 || schema.properties?.["metadata"] === undefined) continue;
    if (isList(schema) || model.startsWith(META_PREFIX) || !isVersionName(gvk.version)) continue;
    const key = `${gvk.group}/${gvk.version}`;
    const pkg = packages.get(key) ?? { group: gvk.group, version: gvk.version, kinds: [], prefix: prefixOf(model) };
    packages.set(key, pkg);
    const tags = ["genclient"];
    if (isClusterScoped(document, gvk.group, gvk.version, gvk.kind)) tags.push("genclient:nonNamespaced");
    pkg.kinds.push({ kind: gvk.kind, list: `${gvk.kind}List`, schema, tags });
  }
  if (packages.size === 0) {
    throw new CommandError(
      "the document describes no kinds: no schema has metadata and x-kubernetes-group-version-kind",
    );
  }
  return [...packages.values()].map(({ group, version, kinds, prefix }) => ({
    group,
    version,
    kinds,
    resolve: (ref) => resolveRef(ref, prefix, schemas),
  }));
}

function resolveRef(ref: string, prefix: string, schemas: Readonly<Record<string, Schema>>): ResolvedRef | undefined {
  const model = ref.replace(/^#\/(components\/schemas|definitions)\//, "");
  const scalar = SCALARS.get(model);
  if (scalar !== undefined) return { kind: "import", specifier: META, name: scalar };
  const name = model.slice(model.lastIndexOf(".") + 1);
  if (model.startsWith(META_PREFIX)) return { kind: "import", specifier: META, name };
  const builtIn = /^io\.k8s\.api\.([a-z0-9]+)\.(v[a-z0-9]+)\.[A-Za-z0-9]+$/.exec(model);
  if (builtIn !== null && prefixOf(model) !== prefix) {
    return { kind: "import", specifier: `kindsmith/apis/${builtIn[1]}/${builtIn[2]}`, name };
  }
  const schema = schemas[model];
  return schema === undefined
    ? undefined
    : { kind: "schema", name: META_SCALARS.has(name) ? `${name}Value` : name, schema };
}

function isList(schema: Schema): boolean {
  const metadata = schema.properties?.["metadata"];
  const ref = metadata?.$ref ?? metadata?.allOf?.[0]?.$ref ?? "";
  return ref.endsWith(".ListMeta");
}

/** A kind that is created at a path without a namespace. undefined paths tell nothing, and most kinds are namespaced. */
function isClusterScoped(document: OpenAPIDocument, group: string, version: string, kind: string): boolean {
  const root = group === "" ? `/api/${version}/` : `/apis/${group}/${version}/`;
  const serves = (item: unknown): boolean => {
    const post = (
      item as { readonly post?: { readonly "x-kubernetes-group-version-kind"?: { readonly kind: string } } }
    ).post;
    return post?.["x-kubernetes-group-version-kind"]?.kind === kind;
  };
  const paths = Object.entries(document.paths ?? {}).filter(([path, item]) => path.startsWith(root) && serves(item));
  return paths.length > 0 && paths.every(([path]) => !path.includes("/namespaces/{namespace}/"));
}

function prefixOf(model: string): string {
  return model.slice(0, model.lastIndexOf(".") + 1);
}
