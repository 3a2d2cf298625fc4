import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import {
  everyField,
  fieldSelectorFromSet,
  parseFieldSelector,
  type FieldSelector,
} from "../../../apimachinery/fields/index.js";
import { everything, parseSelector } from "../../../apimachinery/labels/index.js";
import type { ListOptions } from "../../../apimachinery/meta/v1/index.js";
import { EVERY_OBJECT, SelectorPredicate } from "../../registry/index.js";
import type { SelectionPredicate } from "../../storage/resource-storage.js";
import type { ResourceScope } from "./scope.js";

/**
 * The objects that a list, a watch or a deletion of a collection is about. `name` is the one in the path, or the one that
 * the field selector pins down.
 * @throws StatusError 400
 */
export function selectionOf(scope: ResourceScope, options: ListOptions, name: string): SelectionPredicate {
  const { labelSelector = "", fieldSelector = "" } = options;
  if (labelSelector === "" && fieldSelector === "" && name === "") return EVERY_OBJECT;
  try {
    const labels = labelSelector === "" ? everything() : parseSelector(labelSelector);
    const fields = fieldSelector === "" ? everyField() : fieldsOf(scope, fieldSelector);
    return new SelectorPredicate(labels, withName(fields, name));
  } catch (err) {
    throw newBadRequest(err as Error);
  }
}

function fieldsOf(scope: ResourceScope, text: string): FieldSelector {
  const { selectableLabels, kind, deps } = scope;
  return parseFieldSelector(text, (label, value) => {
    if (selectableLabels.has(label)) return { label, value };
    if (selectableLabels.size > 0 && label !== "metadata.name" && label !== "metadata.namespace") {
      throw new Error(`field label not supported: ${label}`);
    }
    return deps.scheme.convertFieldLabel(kind, label, value);
  });
}

function withName(fields: FieldSelector, name: string): FieldSelector {
  if (name === "") return fields;
  if (fields.empty) return fieldSelectorFromSet({ "metadata.name": name });
  if (fields.requiresExactMatch("metadata.name") !== name) {
    throw new Error("fieldSelector metadata.name doesn't match requested name");
  }
  return fields;
}
