import {
  forbidden,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isValidLabelValue,
  required,
  validateLabelName,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type {
  Affinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
} from "../v1/types.js";
import { validateMatchLabelKeys } from "./match-label-keys.js";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateAffinity */
export function validateAffinity(affinity: DeepReadonly<Affinity> | undefined, path: Path): ErrorList {
  if (affinity === undefined) return [];
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  const errs: ErrorList = [];
  if (nodeAffinity !== undefined) {
    const place = path.child("nodeAffinity");
    if (nodeAffinity[REQUIRED] !== undefined) {
      errs.push(...validateNodeSelector(nodeAffinity[REQUIRED], place.child(REQUIRED)));
    }
    (nodeAffinity[PREFERRED] ?? []).forEach(({ weight, preference }, i) => {
      const at = place.child(PREFERRED).index(i);
      errs.push(...validateWeight(weight, at));
      // What is only preferred may name labels that cannot exist.
      errs.push(...validateNodeSelectorTerm(preference, false, at.child("preference")));
    });
  }
  if (podAffinity !== undefined) errs.push(...validatePodAffinity(podAffinity, path.child("podAffinity")));
  if (podAntiAffinity !== undefined) errs.push(...validatePodAffinity(podAntiAffinity, path.child("podAntiAffinity")));
  return errs;
}

function validateWeight(weight: number | undefined, path: Path): ErrorList {
  if (weight !== undefined && weight > 0 && weight <= 100) return [];
  return [invalid(path.child("weight"), weight ?? 0, "must be in the range 1-100")];
}

export function validateNodeSelector(selector: DeepReadonly<NodeSelector>, path: Path): ErrorList {
  const terms = selector.nodeSelectorTerms ?? [];
  const place = path.child("nodeSelectorTerms");
  if (terms.length === 0) return [required(place, "must have at least one node selector term")];
  return terms.flatMap((term, i) => validateNodeSelectorTerm(term, true, place.index(i)));
}

function validateNodeSelectorTerm(term: DeepReadonly<NodeSelectorTerm>, checkValues: boolean, path: Path): ErrorList {
  return [
    ...(term.matchExpressions ?? []).flatMap((requirement, i) =>
      validateNodeRequirement(requirement, checkValues, path.child("matchExpressions").index(i)),
    ),
    ...(term.matchFields ?? []).flatMap((requirement, i) =>
      validateNodeFieldRequirement(requirement, path.child("matchFields").index(i)),
    ),
  ];
}

function validateNodeRequirement(
  { key, operator, values = [] }: DeepReadonly<NodeSelectorRequirement>,
  checkValues: boolean,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const place = path.child("values");
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length === 0) errs.push(required(place, "must be specified when `operator` is 'In' or 'NotIn'"));
      break;
    case "Exists":
    case "DoesNotExist":
      if (values.length > 0) {
        errs.push(forbidden(place, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      }
      break;
    case "Gt":
    case "Lt":
      if (values.length !== 1) {
        errs.push(required(place, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      }
      break;
    default:
      errs.push(invalid(path.child("operator"), operator, "not a valid selector operator"));
  }
  errs.push(...validateLabelName(key, path.child("key")));
  if (!checkValues) return errs;
  values.forEach((value, i) => {
    errs.push(...isValidLabelValue(value).map((message) => invalid(place.index(i), value, message)));
  });
  return errs;
}

/** Of a node's fields, only its name can be asked for. */
function validateNodeFieldRequirement(
  { key, operator, values = [] }: DeepReadonly<NodeSelectorRequirement>,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const place = path.child("values");
  if (operator !== "In" && operator !== "NotIn") {
    errs.push(invalid(path.child("operator"), operator, "not a valid selector operator"));
  } else if (values.length !== 1) {
    errs.push(required(place, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  }
  if (key !== "metadata.name") return [...errs, invalid(path.child("key"), key, "not a valid field selector key")];
  values.forEach((value, i) => {
    errs.push(...isDNS1123Subdomain(value).map((message) => invalid(place.index(i), value, message)));
  });
  return errs;
}

/** Attraction and repulsion have the same shape. */
function validatePodAffinity(affinity: DeepReadonly<PodAffinity>, path: Path): ErrorList {
  return [
    ...(affinity[REQUIRED] ?? []).flatMap((term, i) => validatePodTerm(term, path.child(REQUIRED).index(i))),
    ...(affinity[PREFERRED] ?? []).flatMap(({ weight, podAffinityTerm }, i) => {
      const place = path.child(PREFERRED).index(i);
      return [...validateWeight(weight, place), ...validatePodTerm(podAffinityTerm, place.child("podAffinityTerm"))];
    }),
  ];
}

function validatePodTerm(term: DeepReadonly<PodAffinityTerm>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (term.labelSelector !== undefined) {
    errs.push(...validateLabelSelector(term.labelSelector, {}, path.child("labelSelector")));
  }
  if (term.namespaceSelector !== undefined) {
    errs.push(...validateLabelSelector(term.namespaceSelector, {}, path.child("namespaceSelector")));
  }
  for (const name of term.namespaces ?? []) {
    errs.push(...isDNS1123Label(name).map((message) => invalid(path.child("namespace"), name, message)));
  }
  errs.push(...validateMatchLabelKeys(term, path));
  const topology = path.child("topologyKey");
  if (!term.topologyKey) errs.push(required(topology, "can not be empty"));
  return [...errs, ...validateLabelName(term.topologyKey ?? "", topology)];
}
