import { FieldSet, type FieldPart } from "./field-set.js";
import type { FieldPath, PathElement } from "./path-element.js";
import { isDeducedMap, NOTHING, type SchemaNode } from "./schema-node.js";

/**
 * Brings a set up to date with a schema that changed after it was written: who owned parts of what has become atomic
 * owns the whole. Returns the set itself when there is nothing to do.
 * @see kubernetes-sigs/structured-merge-diff typed/reconcile_schema.go
 */
export function reconcileSet(set: FieldSet, type: SchemaNode): FieldSet {
  const collapsed: FieldPath[] = [];
  visitBelow(set, type, [], collapsed);
  if (collapsed.length === 0) return set;
  const whole = FieldSet.of(...collapsed);
  return set.recursiveDifference(whole).union(whole);
}

function visitBelow(set: FieldSet, type: SchemaNode, path: readonly PathElement[], collapsed: FieldPath[]): void {
  const { map, scalar, list } = type;
  if (map !== undefined) {
    if (isDeducedMap(map)) return;
    if (map.atomic) {
      collapsed.push(path);
      return;
    }
  } else if (scalar !== undefined) return;
  else if (list === undefined) return;
  else if (list.atomic) {
    collapsed.push(path);
    return;
  }
  for (const { element, children } of set.parts()) {
    if (children === undefined) continue;
    const below = map === undefined ? list!.element : typeOf(map, element);
    if (below !== undefined) visitBelow(children, below, [...path, element], collapsed);
  }
}

function typeOf(map: NonNullable<SchemaNode["map"]>, element: PathElement): SchemaNode | undefined {
  const name = element.fieldName;
  return (name === undefined ? undefined : map.fields.get(name)?.type) ?? map.element;
}

/**
 * The set with every named field that has members below it: a manager of `a.b` also has the field `a`, but not the entry
 * `a` of a map.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/set.go, EnsureNamedFieldsAreMembers
 */
export function withNamedFields(set: FieldSet, type: SchemaNode): FieldSet {
  const out: FieldPart[] = [];
  for (const part of set.parts()) {
    const { element, member, children } = part;
    const name = element.fieldName;
    const field = name === undefined ? undefined : type.map?.fields.get(name);
    if (children === undefined) {
      out.push(part);
      continue;
    }
    const below =
      name !== undefined ? (field?.type ?? type.map?.element) : element.kind === "key" ? type.list?.element : undefined;
    out.push({
      element,
      member: member || field !== undefined,
      children: withNamedFields(children, below ?? NOTHING),
    });
  }
  return FieldSet.ofParts(out);
}
