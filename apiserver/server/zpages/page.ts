import { newNotAcceptable } from "../../../apimachinery/api/errors/index.js";
import { toYAML } from "../../../apimachinery/runtime/yaml/index.js";
import { allowsMediaType, parseAccept, type AcceptClause } from "../../endpoints/negotiation/index.js";
import { answerError, answerJSON } from "../answer.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";

const GROUP = "config.k8s.io";
const VERSIONS = ["v1beta1", "v1alpha1"];
const DEPRECATED = new Set(["v1alpha1"]);
const TYPES = ["application/json", "application/yaml", "text/plain"] as const;

type PageForm =
  | { readonly type: "text/plain" }
  | { readonly type: "application/json" | "application/yaml"; readonly version: string };

export interface Page {
  /** `Statusz` */
  readonly kind: string;
  /** For people. */
  readonly text: () => string;
  /** What the object has beside its kind and version. */
  readonly fields: () => object;
}

/**
 * A page about the server itself: text for people, and an object for who asks for one by its group, version and kind.
 * @see kubernetes/apiserver pkg/server/statusz, pkg/server/flagz
 */
export function createPageHandler(page: Page): ServerHandler {
  return (request) => {
    const form = negotiatePage(request.header("accept"), page.kind);
    const { response } = request;
    if (form === undefined) return refuse(request);
    if (form.type === "text/plain") return response.send(200, "text/plain; charset=utf-8", page.text());
    const { type, version } = form;
    if (DEPRECATED.has(version)) {
      const name = page.kind.toLowerCase();
      request.warnings.add(`This version of the ${name} endpoint is deprecated. Please use a newer version.`);
    }
    const object = { kind: page.kind, apiVersion: `${GROUP}/${version}`, ...page.fields() };
    const contentType = `${type};g=${GROUP};v=${version};as=${page.kind}`;
    if (type === "application/json") return answerJSON(request, 200, object, { type: contentType });
    return response.send(200, contentType, toYAML(object));
  };
}

/** undefined: nothing that the header names is there. */
export function negotiatePage(accept: string | undefined, kind: string): PageForm | undefined {
  if (accept === undefined || accept.trim() === "") return { type: "text/plain" };
  for (const clause of parseAccept(accept)) {
    const { params } = clause;
    for (const offered of TYPES) {
      if (!allowsMediaType(clause, offered)) continue;
      if ((params["sv"] ?? "") !== "" || (params["stream"] ?? "") !== "") continue;
      const form = formOf(offered, params, kind);
      if (form !== undefined) return form;
    }
  }
  return undefined;
}

function formOf(type: (typeof TYPES)[number], params: AcceptClause["params"], kind: string): PageForm | undefined {
  const { g, v, as } = params;
  if (type === "text/plain") return g === undefined && v === undefined && as === undefined ? { type } : undefined;
  return g === GROUP && as === kind && v !== undefined && VERSIONS.includes(v) ? { type, version: v } : undefined;
}

/** Errors come as JSON, and as YAML to who accepts that only. */
function refuse(request: ServerRequest): void {
  const error = newNotAcceptable(TYPES);
  const first = parseAccept(request.header("accept") ?? "").find(({ type }) => type === "application");
  if (first?.subtype !== "yaml" || first.params["as"] !== undefined) return answerError(request, error);
  request.response.send(406, "application/yaml", toYAML(error.status));
}
