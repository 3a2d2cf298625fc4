import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { DeleteOptions } from "../../../apimachinery/meta/v1/index.js";
import { DecodeError } from "../../../apimachinery/runtime/decode/index.js";
import { JSONSyntaxError, parseJSON, readTypeMeta, TypeMetaError } from "../../../apimachinery/runtime/json/index.js";
import { parseYAML, YAMLSyntaxError } from "../../../apimachinery/runtime/yaml/index.js";
import { negotiateInput } from "../negotiation/index.js";
import type { RequestContext } from "../request/request-context.js";
import { checkDeleteOptions, deleteOptionsFromQuery } from "./options.js";
import { readBody } from "./request.js";
import type { ResourceScope } from "./scope.js";

const DELETE_OPTIONS = { group: "meta.k8s.io", version: "v1", kind: "DeleteOptions" };

/**
 * How to delete: from the body, or from the query when there is none. A body may call its version that of any group.
 * @throws StatusError 400, 415, 422
 */
export async function readDeleteOptions(ctx: RequestContext, scope: ResourceScope): Promise<DeleteOptions> {
  const body = await readBody(ctx, scope);
  return checkDeleteOptions(body.length === 0 ? deleteOptionsFromQuery(ctx) : fromBody(ctx, scope, body));
}

function fromBody(ctx: RequestContext, scope: ResourceScope, body: Uint8Array): DeleteOptions {
  const format = negotiateInput(ctx.header("content-type"), scope.formats);
  try {
    const value =
      format === "json"
        ? parseJSON(body)
        : format === "yaml"
          ? parseYAML(body).value
          : scope.deps.protobuf!.decode(body);
    const { kind } = readTypeMeta(value);
    if (kind !== "" && kind !== "DeleteOptions")
      throw newBadRequest("decoded object cannot be converted to DeleteOptions");
    const schema = scope.deps.schemas.schemaOf(DELETE_OPTIONS);
    if (schema === undefined) throw new Error("no schema of DeleteOptions");
    const { object } = schema.decoder.decode<DeleteOptions>(value, DELETE_OPTIONS, { strict: false });
    ctx.audit?.requestObject(object);
    return object;
  } catch (err) {
    const bad = [JSONSyntaxError, TypeMetaError, YAMLSyntaxError, DecodeError].some((type) => err instanceof type);
    throw bad ? newBadRequest(err as Error) : err;
  }
}
