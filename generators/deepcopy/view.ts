import type { GeneratorContext } from "../framework/generator.js";
import type { ImportSet } from "../framework/imports.js";
import type { PackageModel, StructModel, TypeModel } from "../framework/model.js";
import { propertyAccess } from "../framework/property-access.js";
import { interfacesOf } from "./interfaces.js";
import { copyFunctionName, handWrittenCopy } from "./select.js";
import { copyStatement, type CopyStatement, type StatementContext } from "./statements.js";

export interface DeepCopyView {
  readonly functions: readonly FunctionView[];
}

interface FunctionView {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  /** A struct is spread first, then `fields` replaces what is shared. Otherwise `body` copies `input` to `out`. */
  readonly isStruct: boolean;
  /** Nothing to replace after the spread. */
  readonly isFlat: boolean;
  /** The author's own function, which is exported again; "" when there is none. */
  readonly handWritten: string;
  readonly fields: readonly { readonly access: string; readonly statement: CopyStatement }[];
  readonly body: readonly CopyStatement[];
  readonly interfaces: readonly { readonly name: string; readonly type: string; readonly doc: string }[];
}

export function deepCopyView(
  ctx: GeneratorContext,
  pkg: PackageModel,
  types: readonly TypeModel[],
  imports: ImportSet,
): DeepCopyView {
  imports.reserve("input", "out", "list", "map", "key", "i");
  imports.reserve(...types.map((type) => copyFunctionName(type.name)));
  const statements: StatementContext = { model: ctx.model, imports, diagnostics: ctx.diagnostics, pkg };
  return { functions: types.map((type) => functionView(ctx, statements, type)) };
}

function functionView(ctx: GeneratorContext, statements: StatementContext, type: TypeModel): FunctionView {
  const { pkg, imports } = statements;
  const manual = handWrittenCopy(pkg, type.name);
  if (manual !== undefined && manual.parameters.length !== 1) {
    ctx.diagnostics.error(
      "KS2105",
      manual.position,
      `${manual.name} must take the value to copy and nothing else: (input: ${type.name}) => ${type.name}`,
    );
  }
  const fields = manual === undefined && type.kind === "struct" ? fieldViews(statements, type) : [];
  const body = manual === undefined && type.kind === "alias" ? aliasBody(statements, type) : [];
  return {
    name: copyFunctionName(type.name),
    type: imports.type(pkg.importPath, type.name),
    doc: `A copy of a ${type.name} that shares nothing mutable with it.`,
    isStruct: manual === undefined && type.kind === "struct",
    isFlat: fields.length === 0,
    handWritten: manual === undefined ? "" : imports.value(manual.file, manual.name),
    fields,
    body,
    interfaces: interfacesOf(ctx, type).map((face) => ({
      name: `${copyFunctionName(type.name)}As${face.suffix}`,
      type: imports.type(face.from, face.name),
      doc: `The same, seen as ${face.suffix}.`,
    })),
  };
}

function fieldViews(ctx: StatementContext, type: StructModel): FunctionView["fields"] {
  return type.fields.flatMap((field) => {
    const access = propertyAccess("input", field.name);
    const statement = copyStatement(ctx, field.type, access, propertyAccess("out", field.name), field.position);
    return statement === undefined ? [] : [{ access, statement }];
  });
}

function aliasBody(ctx: StatementContext, type: Extract<TypeModel, { kind: "alias" }>): readonly CopyStatement[] {
  const statement = copyStatement(ctx, type.target, "input", "const out", type.position);
  return statement === undefined ? [] : [statement];
}
