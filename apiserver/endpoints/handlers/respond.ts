import { newNotAcceptable, StatusError } from "../../../apimachinery/api/errors/index.js";
import { failureStatus } from "../../../apimachinery/api/errors/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { partialMetadata, partialMetadataText, serialize, tableOf } from "../encoding/index.js";
import { MEDIA_TYPES, negotiateOutput, wantsPretty, type OutputType } from "../negotiation/index.js";
import type { RequestContext } from "../request/request-context.js";
import { includeObjectOption } from "./options.js";
import type { ResourceScope } from "./scope.js";

/** The form of the answer, known before anything is done. @throws StatusError 406 */
export function outputOf(ctx: RequestContext, scope: ResourceScope): OutputType {
  return negotiateOutput(ctx.header("accept"), scope);
}

/** Answers with one object of the resource. */
export function sendObject(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  status: number,
  object: StoredObject,
): void {
  const { transform, format } = output;
  if (transform === undefined) {
    if (format === "json" && !output.pretty && !wantsPretty(ctx)) {
      ctx.response.send(status, MEDIA_TYPES.json, scope.view.text(object));
    } else {
      sendValue(ctx, scope, output, status, scope.view.value(object) as RuntimeObject);
    }
    return;
  }
  switch (transform.kind) {
    case "PartialObjectMetadata":
      if (format === "json" && !output.pretty && !wantsPretty(ctx)) {
        ctx.response.send(status, MEDIA_TYPES.json, partialMetadataText(object, transform.version));
      } else {
        sendValue(ctx, scope, output, status, partialMetadata(object, transform.version));
      }
      return;
    case "PartialObjectMetadataList":
      throw notAcceptable(
        `you requested PartialObjectMetadataList, but the requested object is not a list (${scope.definition.kind})`,
      );
    case "Table": {
      const options = {
        version: transform.version,
        includeObject: includeObjectOption(ctx),
        now: scope.deps.clock.now(),
      };
      const metadata = { resourceVersion: object.revision === 0n ? "" : object.revision.toString() };
      const { table } = scope;
      const rows = [table.row(object, options)];
      sendValue(ctx, scope, output, status, tableOf(transform.version, metadata, table.columnDefinitions, rows));
      return;
    }
    default:
      transform.kind satisfies never;
  }
}

/** Answers with any object, as it is. */
export function sendValue(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  status: number,
  value: RuntimeObject,
): void {
  const { format } = output;
  const pretty = format === "json" && (output.pretty || wantsPretty(ctx));
  ctx.response.send(status, MEDIA_TYPES[format], serialize(value, format, pretty, scope.deps.protobuf));
}

/** 406 with a text of its own. */
export function notAcceptable(message: string): StatusError {
  const { code = 406, reason = "" } = newNotAcceptable([]).status;
  return new StatusError(failureStatus({ code, reason, message }));
}
