import type { FieldDescriptor } from "./descriptor.js";

/** What a value reads as when nothing of it was written. */
export function zeroValue(field: FieldDescriptor): unknown {
  switch (field.kind) {
    case "string":
    case "bytes":
      return "";
    case "bool":
      return false;
    case "int32":
    case "int64":
    case "double":
    case "IntOrString":
      return 0;
    case "Quantity":
      return "0";
    case "Duration":
      return "0s";
    case "Time":
    case "MicroTime":
    case "JSON":
      return null;
    default:
      return {};
  }
}
