import type { ApiModel, FieldType, ScalarName } from "../framework/model.js";

const SCALARS: Readonly<Record<ScalarName, string>> = {
  Quantity: '"0"',
  IntOrString: "0",
  Time: "null",
  MicroTime: "null",
  Duration: '"0s"',
  Bytes: '""',
  RawExtension: "{}",
  JSONValue: "null",
  FieldsV1: "{}",
};

/** What a required value reads as when nothing was given, as an expression. `text` names a type for an assertion. */
export function zeroText(model: ApiModel, type: FieldType, text: (type: FieldType) => string): string {
  switch (type.kind) {
    case "primitive":
      return type.name === "string" ? '""' : type.name === "boolean" ? "false" : "0";
    case "scalar":
      return SCALARS[type.name];
    case "array":
      return "[]";
    case "map":
      return "{}";
    case "ref": {
      const target = model.type(type.ref);
      if (target.kind === "struct") return `{} as ${text(type)}`;
      const zero = zeroText(model, target.target, text);
      return target.enumValues.length > 0 ? `${zero} as string as ${text(type)}` : zero;
    }
  }
}
