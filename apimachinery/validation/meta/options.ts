import type {
  CreateOptions,
  DeleteOptions,
  ListOptions,
  PatchOptions,
  TableOptions,
  UpdateOptions,
} from "../../meta/v1/types.js";
import type { DeepReadonly } from "../../runtime/object.js";
import { forbidden, invalid, notSupported, Path, required, type ErrorList } from "../field/index.js";
import { validateFieldManager } from "./managed-fields.js";

const PROPAGATION_POLICIES: readonly string[] = ["Foreground", "Background", "Orphan"];
const FIELD_VALIDATIONS: readonly string[] = ["", "Ignore", "Strict", "Warn"];
const APPLY_PATCH_TYPES: readonly string[] = ["application/apply-patch+yaml", "application/apply-patch+cbor"];

/** Options of list and watch calls. @see kubernetes/apimachinery pkg/apis/meta/internalversion/validation */
export function validateListOptions(options: DeepReadonly<ListOptions>): ErrorList {
  if (options.watch === true) return validateWatchOptions(options);
  const errs: ErrorList = [];
  const path = Path.of("resourceVersionMatch");
  const match = options.resourceVersionMatch ?? "";
  if (match !== "") {
    if (!options.resourceVersion) {
      errs.push(forbidden(path, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
    }
    if (options.continue) {
      errs.push(forbidden(path, "resourceVersionMatch is forbidden when continue is provided"));
    }
    if (match !== "Exact" && match !== "NotOlderThan") {
      errs.push(notSupported(path, match, ["Exact", "NotOlderThan", ""]));
    }
    if (match === "Exact" && options.resourceVersion === "0") {
      errs.push(forbidden(path, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
    }
  }
  if (options.sendInitialEvents !== undefined) {
    errs.push(forbidden(Path.of("sendInitialEvents"), "sendInitialEvents is forbidden for list"));
  }
  return errs;
}

/** @see kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateDeleteOptions */
export function validateDeleteOptions(options: DeepReadonly<DeleteOptions>): ErrorList {
  const errs: ErrorList = [];
  const path = Path.of("propagationPolicy");
  const policy = options.propagationPolicy;
  if (options.orphanDependents !== undefined && policy !== undefined) {
    errs.push(invalid(path, policy, "orphanDependents and deletionPropagation cannot be both set"));
  }
  if (policy !== undefined && !PROPAGATION_POLICIES.includes(policy)) {
    errs.push(notSupported(path, policy, [...PROPAGATION_POLICIES, "nil"]));
  }
  errs.push(...validateDryRun(options.dryRun));
  errs.push(...validateIgnoreStoreReadError(options));
  return errs;
}

export function validateCreateOptions(options: DeepReadonly<CreateOptions>): ErrorList {
  return validateWriteOptions(options);
}

export function validateUpdateOptions(options: DeepReadonly<UpdateOptions>): ErrorList {
  return validateWriteOptions(options);
}

/** `patchType` is the media type of the patch. */
export function validatePatchOptions(options: DeepReadonly<PatchOptions>, patchType: string): ErrorList {
  const errs: ErrorList = [];
  if (APPLY_PATCH_TYPES.includes(patchType)) {
    if (!options.fieldManager) errs.push(required(Path.of("fieldManager"), "is required for apply patch"));
  } else if (options.force !== undefined) {
    errs.push(forbidden(Path.of("force"), "may not be specified for non-apply patch"));
  }
  return [...errs, ...validateWriteOptions(options)];
}

/** The `includeObject` parameter of answers in form of a Table. */
export function validateTableOptions(options: DeepReadonly<TableOptions>): ErrorList {
  const include = options.includeObject ?? "";
  if (["", "Metadata", "None", "Object"].includes(include)) return [];
  return [invalid(Path.of("includeObject"), include, "must be 'Metadata', 'Object', 'None', or empty")];
}

function validateWatchOptions(options: DeepReadonly<ListOptions>): ErrorList {
  const errs: ErrorList = [];
  const path = Path.of("resourceVersionMatch");
  const match = options.resourceVersionMatch ?? "";
  const initial = options.sendInitialEvents !== undefined;
  if (initial && match !== "NotOlderThan") {
    errs.push(forbidden(path, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
  }
  if (match === "") return errs;
  if (!initial) {
    errs.push(forbidden(path, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
  }
  if (match !== "NotOlderThan") errs.push(notSupported(path, match, ["NotOlderThan"]));
  if (options.continue) errs.push(forbidden(path, "resourceVersionMatch is forbidden when continue is provided"));
  return errs;
}

function validateWriteOptions(options: DeepReadonly<CreateOptions>): ErrorList {
  const { fieldManager = "", fieldValidation = "" } = options;
  const errs = validateFieldManager(fieldManager, Path.of("fieldManager"));
  errs.push(...validateDryRun(options.dryRun));
  if (!FIELD_VALIDATIONS.includes(fieldValidation)) {
    errs.push(notSupported(Path.of("fieldValidation"), fieldValidation, FIELD_VALIDATIONS));
  }
  return errs;
}

function validateDryRun(dryRun: readonly string[] | undefined): ErrorList {
  if ((dryRun ?? []).every((value) => value === "All")) return [];
  return [notSupported(Path.of("dryRun"), dryRun, ["All"])];
}

function validateIgnoreStoreReadError(options: DeepReadonly<DeleteOptions>): ErrorList {
  if (options.ignoreStoreReadErrorWithClusterBreakingPotential !== true) return [];
  const path = Path.of("ignoreStoreReadErrorWithClusterBreakingPotential");
  const others = ["propagationPolicy", "orphanDependents", "gracePeriodSeconds", "preconditions"] as const;
  return others
    .filter((name) => options[name] !== undefined)
    .map((name) => invalid(path, true, `cannot be set together with .${name}`));
}
