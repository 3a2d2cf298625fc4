import { MEDIA_TYPES, parseAccept } from "../endpoints/negotiation/index.js";

export const PROTOBUF_TYPE = MEDIA_TYPES.protobuf;

/** The forms in which discovery can be asked for. */
export interface DiscoveryForm {
  readonly mediaType: "application/json" | "application/yaml" | typeof PROTOBUF_TYPE;
  readonly aggregated: boolean;
}

export const DISCOVERY_MEDIA_TYPES: readonly string[] = ["application/json", "application/yaml", PROTOBUF_TYPE];
export const AGGREGATED_CONTENT_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/**
 * The first form that an Accept header names and this server has, by weight, then by place; undefined: none.
 * @param aggregatable - whether this path has the aggregated form at all, which is JSON and nothing else.
 * @param protobuf - whether the plain form can be had as protobuf.
 */
export function negotiateDiscovery(
  accept: string | undefined,
  aggregatable: boolean,
  protobuf = false,
): DiscoveryForm | undefined {
  if (accept === undefined || accept.trim() === "") return { mediaType: "application/json", aggregated: false };
  for (const { type, subtype, params } of parseAccept(accept)) {
    const mediaType = mediaTypeFor(`${type}/${subtype}`);
    if (mediaType === undefined) continue;
    if (params["as"] === undefined) {
      if (mediaType === PROTOBUF_TYPE && !protobuf) continue;
      return { mediaType, aggregated: false };
    }
    if (!aggregatable || mediaType !== "application/json") continue;
    const asked = `${params["g"]}/${params["v"]}/${params["as"]}`;
    if (asked === "apidiscovery.k8s.io/v2/APIGroupDiscoveryList") return { mediaType, aggregated: true };
  }
  return undefined;
}

function mediaTypeFor(type: string): DiscoveryForm["mediaType"] | undefined {
  switch (type) {
    case "*/*":
    case "application/*":
    case "application/json":
      return "application/json";
    case "application/yaml":
      return "application/yaml";
    case PROTOBUF_TYPE:
      return PROTOBUF_TYPE;
    default:
      return undefined;
  }
}
