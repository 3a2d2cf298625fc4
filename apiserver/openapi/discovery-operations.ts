import { apiVersionOf, type GroupVersion } from "../../apimachinery/schema/index.js";
import { META_MODEL, VERSION_INFO } from "./models.js";
import { idOf, tagOf, type Operation, type PathOperations } from "./operations.js";

/** A path that is no resource's and answers GET with one document. */
export interface PlainPath {
  /** Without a slash at its ends: `version`. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly description: string;
  /** Of the answer; undefined: a text. */
  readonly model?: string;
}

export const VERSION_PATH: PlainPath = {
  path: "version",
  id: "getCodeVersion",
  tag: "version",
  description: "the version of the server",
  model: VERSION_INFO,
};

/** `/apis/GROUP/VERSION/`, or `/api/VERSION/`: the resources of a group version. */
export function resourcesOperation(gv: GroupVersion): PathOperations {
  const description = `the resources of ${apiVersionOf(gv)}`;
  const path = gv.group === "" ? `api/${gv.version}` : `apis/${gv.group}/${gv.version}`;
  return plainOperation({
    path,
    id: `get${idOf(gv)}APIResources`,
    tag: tagOf(gv),
    description,
    model: `${META_MODEL}APIResourceList`,
  });
}

/** What there is above group versions, by the path of the document that tells of it. */
export function indexPaths(groups: readonly string[], more: readonly PlainPath[]): PlainPath[] {
  const named = groups.filter((group) => group !== "");
  const paths: PlainPath[] = [...more, VERSION_PATH];
  if (groups.includes("")) {
    const description = "the versions of the core group";
    paths.push({ path: "api", id: "getCoreAPIVersions", tag: "core", description, model: `${META_MODEL}APIVersions` });
  }
  const description = "the groups that are served";
  paths.push({ path: "apis", id: "getAPIVersions", tag: "apis", description, model: `${META_MODEL}APIGroupList` });
  for (const group of named) {
    const id = idOf({ group, version: "" });
    const tag = `${id[0]!.toLowerCase()}${id.slice(1)}`;
    const model = `${META_MODEL}APIGroup`;
    paths.push({ path: `apis/${group}`, id: `get${id}APIGroup`, tag, description: `the group ${group}`, model });
  }
  return paths;
}

export function plainOperation({ path, id, tag, description, model }: PlainPath): PathOperations {
  const operation: Operation = {
    id,
    method: "get",
    action: undefined,
    description,
    kind: undefined,
    parameters: [],
    body: undefined,
    answer: model === undefined ? "text" : { model },
    tag,
  };
  return { path: `/${path}/`, parameters: [], operations: [operation] };
}
