/** A query or path parameter, described once for both versions of OpenAPI. */
export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly type: "string" | "boolean" | "integer";
  readonly description: string;
}

function query(name: string, type: Parameter["type"], description: string): Parameter {
  return { name, in: "query", type, description };
}

export const PRETTY = query("pretty", "string", "Indents the answer for people when 'true'.");
export const NAMESPACE: Parameter = {
  name: "namespace",
  in: "path",
  type: "string",
  description: "The namespace that the object is in.",
};

export const PATH: Parameter = {
  name: "path",
  in: "path",
  type: "string",
  description: "The path below, of what is connected to.",
};

export function nameParameter(kind: string): Parameter {
  return { name: "name", in: "path", type: "string", description: `The name of the ${kind}.` };
}

const DRY_RUN = query("dryRun", "string", "With 'All' nothing is stored; the answer is as if it were.");
const FIELD_MANAGER = query(
  "fieldManager",
  "string",
  "Who makes the change, for managed fields: at most 128 printable characters; by default the client's name.",
);
const FIELD_VALIDATION = query(
  "fieldValidation",
  "string",
  "What happens to unknown and duplicate fields: Ignore drops them, Warn (the default) also warns, Strict refuses.",
);
const RESOURCE_VERSION = query("resourceVersion", "string", "How new the data has to be; empty is the newest.");

const SELECTION: readonly Parameter[] = [
  query("continue", "string", "The token of the list before, to get what follows."),
  query("fieldSelector", "string", "Only objects whose fields match."),
  query("labelSelector", "string", "Only objects whose labels match."),
  query("limit", "integer", "At most so many objects; the answer's metadata has a token when there are more."),
  RESOURCE_VERSION,
  query("resourceVersionMatch", "string", "How resourceVersion is meant for lists: Exact or NotOlderThan."),
  query("sendInitialEvents", "boolean", "A watch begins with the objects there are, and a bookmark after them."),
  query("timeoutSeconds", "integer", "When a list or watch ends, at the latest."),
];

export const LIST_PARAMETERS: readonly Parameter[] = [
  query("allowWatchBookmarks", "boolean", "Lets a watch send bookmarks."),
  ...SELECTION,
  query("watch", "boolean", "Sends changes as they happen instead of a list."),
];

export const WRITE_PARAMETERS: readonly Parameter[] = [DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION];

export const PATCH_PARAMETERS: readonly Parameter[] = [
  ...WRITE_PARAMETERS,
  query("force", "boolean", "An apply takes over fields that others manage."),
];

export const DELETE_PARAMETERS: readonly Parameter[] = [
  DRY_RUN,
  query("gracePeriodSeconds", "integer", "Time to come to an end; 0 is at once, none is the kind's own default."),
  query(
    "ignoreStoreReadErrorWithClusterBreakingPotential",
    "boolean",
    "Removes an object that cannot be read from the store, without its finalizers.",
  ),
  query("orphanDependents", "boolean", "Deprecated: use propagationPolicy."),
  query("propagationPolicy", "string", "What happens to dependents: Orphan, Background or Foreground."),
];

export const DELETE_COLLECTION_PARAMETERS: readonly Parameter[] = [
  ...SELECTION.filter(({ name }) => name !== "sendInitialEvents"),
  ...DELETE_PARAMETERS,
];
