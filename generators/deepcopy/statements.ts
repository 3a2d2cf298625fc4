import type { Diagnostics } from "../framework/diagnostics.js";
import type { ImportSet } from "../framework/imports.js";
import type { ApiModel, FieldType, PackageModel, SourcePosition, TypeRef } from "../framework/model.js";
import { copyClass } from "./copy-class.js";
import { copyFunctionName, handWrittenCopy, hasCopyFunction } from "./select.js";
import { helperModule } from "../framework/helper-module.js";

/** One copy of `source` into `target`; `partial` is the template that lays it out. */
export interface CopyStatement {
  readonly partial: string;
  readonly source: string;
  readonly target: string;
  /** Of `copy-call`: the function. */
  readonly fn: string;
  /** Of `copy-list` and `copy-map`: the new container and its loop variable, apart for each depth of nesting. */
  readonly local: string;
  readonly index: string;
  /** Of `copy-list` and `copy-map`: the copy of one element; empty or one. */
  readonly elements: readonly CopyStatement[];
}

export interface StatementContext {
  readonly model: ApiModel;
  readonly imports: ImportSet;
  readonly diagnostics: Diagnostics;
  /** The package that the file is for: its functions are called without an import. */
  readonly pkg: PackageModel;
}

/** How a value of `type` is copied; undefined when assignment is enough. `position` is where a problem is reported. */
export function copyStatement(
  ctx: StatementContext,
  type: FieldType,
  source: string,
  target: string,
  position: SourcePosition,
  depth = 0,
): CopyStatement | undefined {
  const fn = type.kind === "ref" ? copyFunctionFor(ctx, type.ref, position) : undefined;
  if (fn !== undefined) return statement("copy-call", source, target, { fn });
  const resolved = type.kind === "ref" ? aliasTarget(ctx.model, type.ref) : type;
  if (resolved !== undefined && resolved !== type) return copyStatement(ctx, resolved, source, target, position, depth);
  switch (copyClass(ctx.model, type)) {
    case "immutable":
      return undefined;
    case "json":
      return statement("copy-call", source, target, {
        fn: ctx.imports.value("kindsmith/codegen/v1/runtime", "deepCopyJSON"),
      });
    case "flat":
      return statement(type.kind === "array" ? "copy-flat-list" : "copy-flat", source, target);
    case "deep":
      return containerStatement(ctx, type, source, target, position, depth);
  }
}

function containerStatement(
  ctx: StatementContext,
  type: FieldType,
  source: string,
  target: string,
  position: SourcePosition,
  depth: number,
): CopyStatement {
  if (type.kind !== "array" && type.kind !== "map") throw new Error(`a ${type.kind} is no container`);
  const suffix = depth === 0 ? "" : String(depth + 1);
  const [local, index] = type.kind === "array" ? [`list${suffix}`, `i${suffix}`] : [`map${suffix}`, `key${suffix}`];
  const part = `${local}[${index}]`;
  const element = type.kind === "array" ? type.element : type.value;
  const inner = copyStatement(ctx, element, `${part}!`, part, position, depth + 1);
  return statement(type.kind === "array" ? "copy-list" : "copy-map", source, target, {
    local,
    index,
    elements: inner === undefined ? [] : [inner],
  });
}

/** The function that copies a named type, imported; undefined when a spread or the alias's target does. */
function copyFunctionFor(ctx: StatementContext, ref: TypeRef, position: SourcePosition): string | undefined {
  const type = ctx.model.type(ref);
  const pkg = ctx.model.package(ref.packageId);
  const manual = handWrittenCopy(pkg, ref.name);
  if (manual === undefined && (type.kind === "alias" || copyClass(ctx.model, { kind: "ref", ref }) === "flat")) {
    return undefined;
  }
  if (!hasCopyFunction(pkg, type)) {
    ctx.diagnostics.error(
      "KS2104",
      position,
      `${ref.name} of ${pkg.id} has no copy function: add +k8s:deepcopy-gen=package to ${pkg.id}/doc.ts, or ` +
        `+k8s:deepcopy-gen=true to the type`,
    );
  }
  const name = copyFunctionName(ref.name);
  return pkg === ctx.pkg ? name : ctx.imports.value(helperModule(pkg, "zz_generated.deepcopy"), name);
}

function aliasTarget(model: ApiModel, ref: TypeRef): FieldType | undefined {
  const type = model.type(ref);
  return type.kind === "alias" ? type.target : undefined;
}

function statement(
  partial: string,
  source: string,
  target: string,
  more: Partial<Pick<CopyStatement, "fn" | "local" | "index" | "elements">> = {},
): CopyStatement {
  return { partial: `deepcopy/${partial}`, source, target, fn: "", local: "", index: "", elements: [], ...more };
}
