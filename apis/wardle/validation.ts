import { childOf, invalid, required, type DeepReadonly, type ErrorList, type Path } from "kindsmith/apimachinery";
import type { FlunderSpec } from "./types.js";

/** What the declarative tags cannot say: the references and their type have to agree. */
export function validateFlunderSpec(spec: DeepReadonly<FlunderSpec>, path: Path): ErrorList {
  const flunder = spec.flunderReference ?? "";
  const fischer = spec.fischerReference ?? "";
  if (flunder !== "" && fischer !== "") {
    return [
      invalid(childOf(path, "fischerReference"), fischer, "cannot be set with flunderReference at the same time"),
    ];
  }
  if (flunder !== "" && spec.referenceType !== "Flunder") {
    return [invalid(childOf(path, "flunderReference"), flunder, "cannot be set if referenceType is not Flunder")];
  }
  if (fischer !== "" && spec.referenceType !== "Fischer") {
    return [invalid(childOf(path, "fischerReference"), fischer, "cannot be set if referenceType is not Fischer")];
  }
  if (flunder === "" && spec.referenceType === "Flunder") {
    return [required(childOf(path, "flunderReference"), "must be set if referenceType is Flunder")];
  }
  if (fischer === "" && spec.referenceType === "Fischer") {
    return [required(childOf(path, "fischerReference"), "must be set if referenceType is Fischer")];
  }
  return [];
}
