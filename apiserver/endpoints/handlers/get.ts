import { andThen } from "../../../apimachinery/promises/index.js";
import type { Handler } from "../request/request-context.js";
import { getOptions } from "./options.js";
import { outputOf, sendObject } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/** GET of one object; also of its status, which is the same object. */
export function getHandler(scope: ResourceScope): Handler {
  return (ctx) => {
    const output = outputOf(ctx, scope);
    const { resourceVersion = "" } = getOptions(ctx);
    const { namespace, name } = ctx.requestInfo;
    return andThen(scope.store.get(namespace, name, { resourceVersion, signal: ctx.signal }), (object) =>
      sendObject(ctx, scope, output, 200, object),
    );
  };
}
