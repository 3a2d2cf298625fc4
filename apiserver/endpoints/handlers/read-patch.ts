import { parseYAML } from "../../../apimachinery/runtime/yaml/index.js";
import type { RequestContext } from "../request/request-context.js";
import { APPLY_PATCH } from "./patch-types.js";
import { readBody } from "./request.js";
import type { ResourceScope } from "./scope.js";

/** The body of a PATCH, which audit may record. */
export async function readPatch(ctx: RequestContext, scope: ResourceScope, type: string): Promise<Uint8Array> {
  const body = await readBody(ctx, scope);
  ctx.audit?.requestPatch(() => {
    try {
      return type === APPLY_PATCH ? parseYAML(body).value : JSON.parse(Buffer.from(body).toString());
    } catch {
      // The client is told what is wrong with it.
      return undefined;
    }
  });
  return body;
}
