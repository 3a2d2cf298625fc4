import type { Diagnostics } from "../framework/diagnostics.js";
import type { ImportSet } from "../framework/imports.js";
import type { ApiModel, FieldType, PackageModel, Tag } from "../framework/model.js";
import { mismatch } from "./literal-type.js";

const REFERENCE = /^ref\(([^")]+)\)$/;

export interface LiteralContext {
  readonly model: ApiModel;
  readonly imports: ImportSet;
  readonly diagnostics: Diagnostics;
}

export interface DefaultLiteral {
  /** The TypeScript expression, which makes a new value each time. */
  readonly expression: string;
  /** The value is what an absent field of the type reads as: "", 0, false. */
  readonly zero: boolean;
}

/** Reads a `+default` of a value of `type`; undefined after a diagnostic. `pkg` is where a bare `ref(Name)` is looked up. */
export function readDefault(
  ctx: LiteralContext,
  tag: Tag,
  type: FieldType,
  pkg: PackageModel,
  nullable = false,
): DefaultLiteral | undefined {
  const reference = REFERENCE.exec(tag.value);
  if (reference !== null) return readReference(ctx, tag, reference[1]!.trim(), type, pkg);
  let value: unknown;
  try {
    value = JSON.parse(tag.value);
  } catch {
    ctx.diagnostics.error(
      "KS2305",
      tag.position,
      `the default ${tag.value} is not JSON: text needs quotes (+default="text"), a constant is written +default=ref(NAME)`,
    );
    return undefined;
  }
  const problem = nullable && value === null ? undefined : mismatch(ctx.model, type, value, "");
  if (problem !== undefined) {
    ctx.diagnostics.error("KS2306", tag.position, `the default ${tag.value} does not fit its type: ${problem}`);
    return undefined;
  }
  const zero = value === "" || value === 0 || value === false;
  return { expression: `${JSON.stringify(value)}${assertion(ctx, type, value)}`, zero };
}

/**
 * A literal may leave out what its type requires, and an enum may be unset: such values are legal in JSON, and the type
 * has to be asserted.
 */
function assertion(ctx: LiteralContext, type: FieldType, value: unknown): string {
  if (type.kind !== "ref") return "";
  const target = ctx.model.type(type.ref);
  const unset = target.kind === "alias" && target.enumValues.length > 0 && value === "";
  if (target.kind !== "struct" && !unset) return "";
  const name = ctx.imports.type(ctx.model.package(type.ref.packageId).importPath, type.ref.name);
  return unset ? ` as string as ${name}` : ` as ${name}`;
}

function readReference(
  ctx: LiteralContext,
  tag: Tag,
  text: string,
  type: FieldType,
  pkg: PackageModel,
): DefaultLiteral | undefined {
  const dot = text.lastIndexOf(".");
  const name = text.slice(dot + 1);
  const target = dot < 0 ? pkg : packageNamed(ctx.model, text.slice(0, dot));
  const constant = target?.functions.find((one) => one.name === name && one.parameters.length === 0);
  if (target === undefined || constant === undefined) {
    ctx.diagnostics.error(
      "KS2307",
      tag.position,
      `${name} is no constant that ${target?.id ?? text.slice(0, dot)} exports: add \`export const ${name} = …\` to a file ` +
        "beside its types",
    );
    return undefined;
  }
  const imported = ctx.imports.value(constant.file, name);
  // A constant that is an object is copied, or all objects would share it.
  const plain = type.kind === "primitive" || (type.kind === "ref" && ctx.model.type(type.ref).kind === "alias");
  const expression = plain
    ? imported
    : `${ctx.imports.value("kindsmith/codegen/v1/runtime", "deepCopyJSON")}(${imported})`;
  return { expression, zero: false };
}

/** Go paths of a package are known by how they end: `k8s.io/api/core/v1` is `apis/core/v1`. */
function packageNamed(model: ApiModel, path: string): PackageModel | undefined {
  const tail = path.split("/").slice(-2).join("/");
  return model.packages.find((pkg) => pkg.id === path) ?? model.packages.find((pkg) => pkg.id.endsWith(`/${tail}`));
}
