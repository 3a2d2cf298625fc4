import {
  duplicate,
  FieldError,
  forbidden,
  invalid,
  isValidCIDRForLegacyField,
  isValidLabelValue,
  notSupported,
  Path,
  required,
  validateLabelName,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { Node, Taint } from "../v1/types.js";
import { validateNonnegativeQuantity } from "./resources.js";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const SPEC = Path.of("spec");
const STATUS = Path.of("status");

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNode */
export function validateNode(node: DeepReadonly<Node>): ErrorList {
  const errs = [...validateTaints(node.spec?.taints), ...validateResources(node)];
  const cidrs = node.spec?.podCIDRs ?? [];
  const path = SPEC.child("podCIDRs");
  const seen = new Set<string>();
  cidrs.forEach((cidr, i) => errs.push(...isValidCIDRForLegacyField(path.index(i), cidr, false)));
  const families = new Set(cidrs.map((cidr) => cidr.includes(":")));
  if (cidrs.length > families.size) {
    errs.push(invalid(path, cidrs, "may specify no more than one CIDR for each IP family"));
  }
  cidrs.forEach((cidr, i) => {
    if (seen.has(cidr)) errs.push(duplicate(path.index(i), cidr));
    seen.add(cidr);
  });
  return errs;
}

/** @see the same file, ValidateNodeUpdate */
export function validateNodeUpdate(node: DeepReadonly<Node>, old: DeepReadonly<Node>): ErrorList {
  const errs = validateResources(node);
  const seen = new Set<string>();
  (node.status?.addresses ?? []).forEach((address, i) => {
    const key = JSON.stringify([address.type, address.address]);
    if (seen.has(key)) errs.push(duplicate(STATUS.child("addresses").index(i), address));
    seen.add(key);
  });
  const [before, now] = [old.spec?.podCIDRs ?? [], node.spec?.podCIDRs ?? []];
  const changed = before.length === 0 ? 0 : differences(before, now);
  for (let i = 0; i < changed; i++) {
    const message = 'node updates may not change podCIDR except from "" to valid';
    errs.push(forbidden(SPEC.child("podCIDRs"), message));
  }
  if (old.spec?.providerID && old.spec.providerID !== node.spec?.providerID) {
    const message = 'node updates may not change providerID except from "" to valid';
    errs.push(forbidden(SPEC.child("providerID"), message));
  }
  return [...errs, ...validateTaints(node.spec?.taints)];
}

function differences(before: readonly string[], now: readonly string[]): number {
  if (before.length !== now.length) return 1;
  return before.filter((cidr, i) => cidr !== now[i]).length;
}

/** Upstream looks for them in the metadata. */
function validateTaints(taints: DeepReadonly<Taint[]> | undefined): ErrorList {
  const seen = new Set<string>();
  return (taints ?? []).flatMap((taint, i) => {
    const path = Path.of("metadata", "taints").index(i);
    const { key, value = "", effect } = taint;
    const errs = validateLabelName(key, path.child("key"));
    const messages = isValidLabelValue(value);
    if (messages.length > 0) errs.push(invalid(path.child("value"), value, messages.join(";")));
    if (!effect) errs.push(required(path.child("effect"), ""));
    else if (!EFFECTS.includes(effect)) errs.push(notSupported(path.child("effect"), effect, EFFECTS));
    const pair = `${key}:${effect}`;
    if (seen.has(pair)) {
      const { timeAdded: _timeAdded, ...plain } = taint;
      errs.push(new FieldError("FieldValueDuplicate", path, plain, "taints must be unique by key and effect pair"));
    }
    seen.add(pair);
    return errs;
  });
}

function validateResources({ status }: DeepReadonly<Node>): ErrorList {
  return (["capacity", "allocatable"] as const).flatMap((field) =>
    Object.entries(status?.[field] ?? {}).flatMap(([name, quantity]) =>
      validateNonnegativeQuantity(quantity, STATUS.child(field, name)),
    ),
  );
}
