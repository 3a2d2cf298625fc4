import { childOf, invalid, type ErrorList, type Path } from "../field/index.js";
import { quote } from "../../text/index.js";
import { check, type Check } from "./check.js";
import type { Operation } from "./operation.js";
import type { IsSet } from "./presence.js";

/** A field that is a member of a union. */
export interface FieldMember<T> {
  readonly field: keyof T & string;
  readonly isSet: IsSet;
  /** The discriminator's value that stands for it. */
  readonly value?: string;
}

/** An item of a list that is a member of a union; `name` is how messages call it. */
export interface ItemMember<T> {
  readonly name: string;
  readonly criteria: Partial<T>;
}

interface Member {
  readonly name: string;
  readonly isSet: (owner: unknown) => boolean;
}

/**
 * `+k8s:unionMember` on fields: exactly one of them is set. A union whose members are as they were is not validated again.
 * @see kubernetes/apimachinery pkg/api/validate/union.go
 */
export function union<T>(members: readonly FieldMember<T>[]): Check<T> {
  return exactlyOne(members.map(fieldMember));
}

/** `+k8s:unionMember` on items of a list. */
export function itemUnion<T>(members: readonly ItemMember<T>[]): Check<readonly T[]> {
  return exactlyOne(members.map(itemMember));
}

/** `+k8s:zeroOrOneOfMember` on fields. */
export function zeroOrOneOf<T>(members: readonly FieldMember<T>[]): Check<T> {
  return atMostOne(members.map(fieldMember));
}

/** `+k8s:zeroOrOneOfMember` on items of a list. */
export function itemZeroOrOneOf<T>(members: readonly ItemMember<T>[]): Check<readonly T[]> {
  return atMostOne(members.map(itemMember));
}

/** `+k8s:unionMember` with a `+k8s:unionDiscriminator`: the member that it names is set, and no other. */
export function discriminatedUnion<T>(
  discriminator: keyof T & string,
  members: readonly Required<FieldMember<T>>[],
): Check<T> {
  return check((path, obj, old, op) => {
    const value = (fieldOf(obj, discriminator) ?? "") as string;
    let changed = value !== ((fieldOf(old, discriminator) ?? "") as string);
    const errs: ErrorList = [];
    for (const member of members) {
      const isSet = member.isSet(fieldOf(obj, member.field));
      changed ||= isSet !== member.isSet(fieldOf(old, member.field));
      if (isSet && member.value !== value) {
        const detail = `may only be specified when \`${discriminator}\` is ${quote(member.value)}`;
        errs.push(invalid(childOf(path, member.field), "", detail));
      } else if (!isSet && member.value === value) {
        const detail = `must be specified when \`${discriminator}\` is ${quote(value)}`;
        errs.push(invalid(childOf(path, member.field), "", detail));
      }
    }
    return op.update && old !== undefined && !changed ? [] : errs;
  });
}

function exactlyOne<T>(members: readonly Member[]): Check<T> {
  const all = listOf(members);
  return check((path, value, old, op) => {
    const set = changedMembers(members, value, old, op);
    if (set === undefined || set.length === 1) return [];
    if (set.length === 0) return [invalid(path, "", `must specify one of: ${all}`)];
    return [several(path, set, `must specify exactly one of: ${all}`)];
  });
}

function atMostOne<T>(members: readonly Member[]): Check<T> {
  const all = listOf(members);
  return check((path, value, old, op) => {
    const set = changedMembers(members, value, old, op);
    return set === undefined || set.length < 2 ? [] : [several(path, set, `must specify at most one of: ${all}`)];
  });
}

/** The names of the members that are set; undefined when an update left all of them as they were. */
function changedMembers(members: readonly Member[], value: unknown, old: unknown, op: Operation): string[] | undefined {
  const isUnchanged = members.every((member) => member.isSet(value) === member.isSet(old));
  if (op.update && old !== undefined && isUnchanged) return undefined;
  return members.filter((member) => member.isSet(value)).map((member) => member.name);
}

function several(path: Path | undefined, set: readonly string[], detail: string): ErrorList[number] {
  return invalid(path, `{${set.join(", ")}}`, detail);
}

function listOf(members: readonly Member[]): string {
  return members.map((member) => `\`${member.name}\``).join(", ");
}

function fieldMember<T>(member: FieldMember<T>): Member {
  return { name: member.field, isSet: (owner) => member.isSet(fieldOf(owner, member.field)) };
}

function itemMember<T>(member: ItemMember<T>): Member {
  const wanted = Object.entries(member.criteria);
  return {
    name: member.name,
    isSet: (owner) =>
      Array.isArray(owner) && owner.some((one) => wanted.every(([key, value]) => fieldOf(one, key) === value)),
  };
}

function fieldOf(obj: unknown, name: string): unknown {
  return obj == null ? undefined : (obj as { readonly [key: string]: unknown })[name];
}
