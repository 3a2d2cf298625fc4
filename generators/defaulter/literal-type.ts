import type { ApiModel, FieldType, PrimitiveName, ScalarName, StructModel } from "../framework/model.js";

/** Why `value` is no value of `type`, or undefined when it is one. `path` is where in the literal it stands. */
export function mismatch(model: ApiModel, type: FieldType, value: unknown, path: string): string | undefined {
  switch (type.kind) {
    case "primitive":
      return isPrimitive(type.name, value) ? undefined : expected(path, withArticle(type.name), value);
    case "scalar":
      return isScalar(type.name, value) ? undefined : expected(path, withArticle(type.name), value);
    case "array":
      if (!Array.isArray(value)) return expected(path, "a list", value);
      return first(value.map((element, i) => mismatch(model, type.element, element, `${path}[${i}]`)));
    case "map":
      if (!isObject(value)) return expected(path, "an object", value);
      return first(Object.entries(value).map(([key, one]) => mismatch(model, type.value, one, `${path}[${key}]`)));
    case "ref": {
      const target = model.type(type.ref);
      if (target.kind === "struct") return structMismatch(model, target, value, path);
      const values = target.enumValues.map((one) => one.value);
      // "" is what an unset enum reads as, whichever values it has.
      if (values.length > 0 && value !== "" && !values.includes(value as string)) {
        return expected(path, `one of ${values.map((one) => JSON.stringify(one)).join(", ")}`, value);
      }
      return mismatch(model, target.target, value, path);
    }
  }
}

function structMismatch(model: ApiModel, type: StructModel, value: unknown, path: string): string | undefined {
  if (!isObject(value)) return expected(path, `a ${type.name}`, value);
  return first(
    Object.entries(value).map(([key, one]) => {
      const field = type.fields.find((candidate) => candidate.name === key);
      return field === undefined
        ? `${type.name} has no field ${key}`
        : mismatch(model, field.type, one, path === "" ? key : `${path}.${key}`);
    }),
  );
}

function isPrimitive(name: PrimitiveName, value: unknown): boolean {
  switch (name) {
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "float64":
      return typeof value === "number";
    case "int32":
      return Number.isInteger(value) && Math.abs((value as number) + 0.5) < 2 ** 31;
    case "int64":
      return Number.isSafeInteger(value);
  }
}

function isScalar(name: ScalarName, value: unknown): boolean {
  switch (name) {
    case "IntOrString":
      return typeof value === "string" || Number.isInteger(value);
    case "JSONValue":
      return true;
    case "RawExtension":
    case "FieldsV1":
      return isObject(value);
    case "Time":
    case "MicroTime":
      return typeof value === "string" || value === null;
    default:
      return typeof value === "string";
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withArticle(name: string): string {
  return /^[aeiouA]|^Int/.test(name) ? `an ${name}` : `a ${name}`;
}

function expected(path: string, what: string, value: unknown): string {
  return `${path === "" ? "" : `${path} `}must be ${what}, not ${JSON.stringify(value)}`;
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
