import { newBadRequest } from "../api/errors/index.js";
import type {
  CreateOptions,
  DeleteOptions,
  GetOptions,
  ListOptions,
  PatchOptions,
  TableOptions,
  UpdateOptions,
} from "../meta/v1/types.js";
import { TimeParseError } from "../scalars/index.js";
import { NumberFormatError } from "../text/index.js";
import type { DeepReadonly } from "./object.js";
import { readQuery, type QueryKind } from "./read-query.js";

type Fields<T> = { readonly [name in Exclude<keyof T, "kind" | "apiVersion">]?: QueryKind };

const WRITE_FIELDS = { dryRun: "strings", fieldManager: "string", fieldValidation: "string" } as const;
const LIST_FIELDS: Fields<ListOptions> = {
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
  shardSelector: "string",
};
const DELETE_FIELDS: Fields<DeleteOptions> = {
  gracePeriodSeconds: "int64",
  orphanDependents: "boolean",
  propagationPolicy: "string",
  dryRun: "strings",
  ignoreStoreReadErrorWithClusterBreakingPotential: "boolean",
};

/**
 * Options of requests as query parameters and back. Parameters that an options type does not have are not looked at.
 * The decoders throw a BadRequest with upstream's text when a number cannot be read; what the values mean is for
 * validation to check.
 * @see kubernetes/apimachinery pkg/runtime/codec.go, ParameterCodec
 */
export const parameterCodec = {
  decodeGetOptions: (query: URLSearchParams): GetOptions => decode<GetOptions>(query, { resourceVersion: "string" }),
  decodeListOptions: (query: URLSearchParams): ListOptions => decode<ListOptions>(query, LIST_FIELDS),
  decodeCreateOptions: (query: URLSearchParams): CreateOptions => decode<CreateOptions>(query, WRITE_FIELDS),
  decodeUpdateOptions: (query: URLSearchParams): UpdateOptions => decode<UpdateOptions>(query, WRITE_FIELDS),
  decodePatchOptions: (query: URLSearchParams): PatchOptions =>
    decode<PatchOptions>(query, { ...WRITE_FIELDS, force: "boolean" }),
  decodeTableOptions: (query: URLSearchParams): TableOptions =>
    decode<TableOptions>(query, { includeObject: "string" }),
  decodeDeleteOptions,
  encode: encodeParameters,
};

/** `uid` and `resourceVersion` are the preconditions. */
function decodeDeleteOptions(query: URLSearchParams): DeleteOptions {
  const options = decode<DeleteOptions>(query, DELETE_FIELDS);
  const uid = query.get("uid") ?? "";
  const resourceVersion = query.get("resourceVersion") ?? "";
  if (uid === "" && resourceVersion === "") return options;
  const preconditions = { ...(uid === "" ? {} : { uid }), ...(resourceVersion === "" ? {} : { resourceVersion }) };
  return { ...options, preconditions };
}

/**
 * The query parameters of options, in the order of their fields; empty texts, zeros, false and empty lists of fields
 * that always mean the same as absence are left out.
 */
function encodeParameters(options: DeepReadonly<object>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (name === "kind" || name === "apiVersion") continue;
    if (Array.isArray(value)) for (const item of value) query.append(name, String(item));
    else if (isSent(name, value)) query.append(name, String(value));
  }
  return query;
}

// Absent and zero are two things for these; upstream has them as pointers.
const SENT_WHEN_ZERO: ReadonlySet<string> = new Set([
  "timeoutSeconds",
  "gracePeriodSeconds",
  "orphanDependents",
  "sendInitialEvents",
  "force",
  "ignoreStoreReadErrorWithClusterBreakingPotential",
]);

function isSent(name: string, value: unknown): boolean {
  if (value === undefined || value === null || typeof value === "object") return false;
  return SENT_WHEN_ZERO.has(name) || (value !== "" && value !== 0 && value !== false);
}

function decode<T extends object>(query: URLSearchParams, fields: Fields<T>): T {
  try {
    return readQuery<T>(query, fields);
  } catch (err) {
    if (err instanceof NumberFormatError || err instanceof TimeParseError) throw newBadRequest(err);
    throw err;
  }
}
