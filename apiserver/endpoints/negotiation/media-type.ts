import { newNotAcceptable, newUnsupportedMediaType } from "../../../apimachinery/api/errors/index.js";
import { allowsMediaType, parseAccept, type AcceptClause } from "./accept.js";

/** How an object is written. */
export type Format = "json" | "yaml" | "protobuf";

export const MEDIA_TYPES = {
  json: "application/json",
  yaml: "application/yaml",
  protobuf: "application/vnd.kubernetes.protobuf",
} as const satisfies { readonly [F in Format]: string };

/** What the client wants to see in place of the object. */
export interface Transform {
  readonly kind: "Table" | "PartialObjectMetadata" | "PartialObjectMetadataList";
  readonly version: "v1" | "v1beta1";
}

/** The result of negotiating an answer's form. */
export interface OutputType {
  readonly format: Format;
  readonly transform: Transform | undefined;
  /** Asked for in the media type itself. */
  readonly pretty: boolean;
}

/** What one endpoint can write. */
export interface OutputOffer {
  /** The first is the default. */
  readonly formats: readonly Format[];
  /** Watches: only formats that can be streamed. */
  readonly stream?: boolean;
}

// Clients send a handful of different headers over and over.
const MAX_REMEMBERED = 512;
const remembered = new Map<string, readonly AcceptClause[]>();

/**
 * Picks the form of an answer.
 * @throws StatusError 406 when nothing that the client accepts is offered
 * @see kubernetes/apiserver pkg/endpoints/handlers/negotiation/negotiate.go
 */
export function negotiateOutput(accept: string | undefined, offer: OutputOffer): OutputType {
  const found = accept === undefined || accept === "" ? defaultType(offer) : firstMatch(clausesOf(accept), offer);
  if (found === undefined) throw newNotAcceptable(offer.formats.map((format) => MEDIA_TYPES[format]));
  if (offer.stream === true && found.format === "yaml") throw newNotAcceptable(streamTypes(offer));
  return found;
}

/** Media types of watch streams, as clients ask for them. */
export function streamTypes(offer: OutputOffer): string[] {
  return offer.formats.filter((format) => format !== "yaml").map((format) => `${MEDIA_TYPES[format]};stream=watch`);
}

/** @throws StatusError 415 */
export function negotiateInput(contentType: string | undefined, formats: readonly Format[]): Format {
  if (contentType === undefined || contentType === "") return formats[0]!;
  const bare = bareMediaType(contentType).toLowerCase();
  const found = formats.find((format) => MEDIA_TYPES[format] === bare);
  if (found === undefined) throw newUnsupportedMediaType(formats.map((format) => MEDIA_TYPES[format]));
  return found;
}

/** Without parameters such as `; charset=utf-8`. */
export function bareMediaType(mediaType: string): string {
  const semicolon = mediaType.indexOf(";");
  return (semicolon < 0 ? mediaType : mediaType.slice(0, semicolon)).trim();
}

function defaultType(offer: OutputOffer): OutputType {
  return { format: offer.formats[0]!, transform: undefined, pretty: false };
}

function clausesOf(accept: string): readonly AcceptClause[] {
  let clauses = remembered.get(accept);
  if (clauses === undefined) {
    clauses = parseAccept(accept);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(accept, clauses);
  }
  return clauses;
}

function firstMatch(clauses: readonly AcceptClause[], offer: OutputOffer): OutputType | undefined {
  for (const clause of clauses) {
    for (const format of offer.formats) {
      if (!allowsMediaType(clause, MEDIA_TYPES[format])) continue;
      const type = withParams(clause, format);
      if (type !== undefined) return type;
    }
  }
  return undefined;
}

function withParams(clause: AcceptClause, format: Format): OutputType | undefined {
  const { as, g, v, stream, sv, pretty } = clause.params;
  if (sv !== undefined && sv !== "") return undefined;
  if (stream !== undefined && stream !== "" && (stream !== "watch" || format === "yaml")) return undefined;
  if (as === undefined && g === undefined && v === undefined) {
    return { format, transform: undefined, pretty: pretty === "1" };
  }
  const transform = transformOf(as ?? "", g ?? "", v ?? "", format);
  return transform === undefined ? undefined : { format, transform, pretty: pretty === "1" };
}

function transformOf(kind: string, group: string, version: string, format: Format): Transform | undefined {
  if (group !== "meta.k8s.io" || (version !== "v1" && version !== "v1beta1")) return undefined;
  if (kind === "Table") return format === "protobuf" ? undefined : { kind, version };
  if (kind === "PartialObjectMetadata" || kind === "PartialObjectMetadataList") return { kind, version };
  return undefined;
}
