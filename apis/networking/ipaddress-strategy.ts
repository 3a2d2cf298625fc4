import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isValidIP,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import { goNetworking } from "./go-types.js";
import type { IPAddress } from "./v1/types.js";

const PARENT = Path.of("spec", "parentRef");

/**
 * Business rules of IPAddress: its name is the address.
 * @see kubernetes/kubernetes pkg/registry/networking/ipaddress/strategy.go
 */
export const ipAddressStrategy: StrategyHooks<IPAddress> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, address) => dropGeneration(address),
  validate: (_ctx, address) => validateIPAddress(address),
  validateUpdate: (_ctx, address, old) =>
    semanticEqualJSON(address.spec?.parentRef, old.spec?.parentRef)
      ? []
      : [invalid(PARENT, goNetworking.value("ParentReference", address.spec?.parentRef), FIELD_IMMUTABLE_MESSAGE)],
  validateName: (name) => isValidIP(undefined, name).map((error) => error.detail),
  tableCells: { ParentRef: (address) => parent(address), Age: age },
};

function validateIPAddress({ spec }: DeepReadonly<IPAddress>): ErrorList {
  const ref = spec?.parentRef;
  if (ref === undefined) return [required(PARENT, "")];
  const errs: ErrorList = [];
  if (!ref.resource) errs.push(required(PARENT.child("resource"), ""));
  if (!ref.name) errs.push(required(PARENT.child("name"), ""));
  return errs;
}

/** `services/default/web`; the group follows the resource when there is one. */
function parent({ spec }: DeepReadonly<IPAddress>): string {
  if (spec?.parentRef === undefined) return NONE;
  const { group = "", resource = "", namespace = "", name = "" } = spec.parentRef;
  const kind = (group === "" ? resource : `${resource}.${group}`).toLowerCase();
  return namespace === "" ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
