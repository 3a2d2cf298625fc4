import { newBadRequest, newInvalid } from "../../../apimachinery/api/errors/index.js";
import type {
  CreateOptions,
  DeleteOptions,
  GetOptions,
  ListOptions,
  PatchOptions,
  TableOptions,
  UpdateOptions,
} from "../../../apimachinery/meta/v1/index.js";
import { readQuery, type QueryKind, type RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { ErrorList } from "../../../apimachinery/validation/field/index.js";
import {
  validateCreateOptions,
  validateDeleteOptions,
  validateListOptions,
  validatePatchOptions,
  validateTableOptions,
  validateUpdateOptions,
} from "../../../apimachinery/validation/meta/index.js";
import type { IncludeObject } from "../encoding/index.js";
import type { RequestContext } from "../request/request-context.js";

const META_V1 = "meta.k8s.io/v1";
const NO_OPTIONS = {};

const WRITE_FIELDS = { dryRun: "strings", fieldManager: "string", fieldValidation: "string" } as const;
const LIST_FIELDS = {
  labelSelector: "string",
  fieldSelector: "string",
  watch: "boolean",
  allowWatchBookmarks: "boolean",
  resourceVersion: "string",
  resourceVersionMatch: "string",
  timeoutSeconds: "int64",
  limit: "int64",
  continue: "string",
  sendInitialEvents: "boolean",
} as const;
const DELETE_FIELDS = {
  gracePeriodSeconds: "int64",
  orphanDependents: "boolean",
  propagationPolicy: "string",
  dryRun: "strings",
} as const;

/** @throws StatusError 400, as all functions here for parameters that cannot be read */
export function getOptions(ctx: RequestContext): GetOptions {
  if (ctx.rawQuery === "") return NO_OPTIONS;
  const exported = ctx.query.get("export");
  if (exported !== null && exported !== "0" && exported.toLowerCase() !== "false") {
    throw newBadRequest("the export parameter, deprecated since v1.14, is no longer supported");
  }
  return read<GetOptions>(ctx, { resourceVersion: "string" });
}

/** Options of list, watch and deletecollection. @throws StatusError 422 when they contradict each other */
export function listOptions(ctx: RequestContext, forceWatch = false): ListOptions {
  const options = ctx.rawQuery === "" ? {} : read<ListOptions>(ctx, LIST_FIELDS);
  if (forceWatch) options.watch = true;
  const { watch, sendInitialEvents, resourceVersionMatch = "", resourceVersion = "" } = options;
  // What watches have always done without a version: show what is there first.
  if (watch === true && sendInitialEvents === undefined && resourceVersionMatch === "") {
    if (resourceVersion === "" || resourceVersion === "0") {
      options.sendInitialEvents = true;
      options.resourceVersionMatch = "NotOlderThan";
    }
  }
  check("ListOptions", validateListOptions(options));
  return options;
}

export function createOptions(ctx: RequestContext): CreateOptions {
  const options = read<CreateOptions>(ctx, WRITE_FIELDS);
  check("CreateOptions", validateCreateOptions(options));
  return typed(options, "CreateOptions");
}

export function updateOptions(ctx: RequestContext): UpdateOptions {
  const options = read<UpdateOptions>(ctx, WRITE_FIELDS);
  check("UpdateOptions", validateUpdateOptions(options));
  return typed(options, "UpdateOptions");
}

export function patchOptions(ctx: RequestContext, patchType: string): PatchOptions {
  const options = read<PatchOptions>(ctx, { ...WRITE_FIELDS, force: "boolean" });
  check("PatchOptions", validatePatchOptions(options, patchType));
  return typed(options, "PatchOptions");
}

/** From the query; a body takes its place. */
export function deleteOptionsFromQuery(ctx: RequestContext): DeleteOptions {
  return read<DeleteOptions>(ctx, DELETE_FIELDS);
}

/** @throws StatusError 422 */
export function checkDeleteOptions(options: DeleteOptions): DeleteOptions {
  check("DeleteOptions", validateDeleteOptions(options));
  return typed(options, "DeleteOptions");
}

export function includeObjectOption(ctx: RequestContext): IncludeObject {
  const options = read<TableOptions>(ctx, { includeObject: "string" });
  const [problem] = validateTableOptions(options);
  if (problem !== undefined) throw newBadRequest(`Unable to convert to Table as requested: ${String(problem)}`);
  return (options.includeObject || "Metadata") as IncludeObject;
}

export function isDryRun(options: { readonly dryRun?: readonly string[] }): boolean {
  return (options.dryRun?.length ?? 0) > 0;
}

function read<T extends object>(
  ctx: RequestContext,
  fields: { readonly [name in Exclude<keyof T, "kind" | "apiVersion">]?: QueryKind },
): T {
  if (ctx.rawQuery === "") return {} as T;
  try {
    return readQuery<T>(ctx.query, fields);
  } catch (err) {
    throw newBadRequest(err as Error);
  }
}

function check(kind: string, errs: ErrorList): void {
  if (errs.length > 0) throw newInvalid({ group: "meta.k8s.io", kind }, "", errs);
}

function typed<T extends RuntimeObject>(options: T, kind: string): T {
  return Object.assign(options, { kind, apiVersion: META_V1 });
}
