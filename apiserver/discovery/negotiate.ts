import { allowsMediaType, MEDIA_TYPES, parseAccept, type AcceptClause } from "../endpoints/negotiation/index.js";

export const PROTOBUF_TYPE = MEDIA_TYPES.protobuf;

type MediaType = "application/json" | "application/yaml" | typeof PROTOBUF_TYPE;

/** The forms in which discovery can be asked for. */
export interface DiscoveryForm {
  readonly mediaType: MediaType;
  readonly aggregated: boolean;
  /** Asked for with the media type, as by `pretty=1`. */
  readonly pretty: boolean;
}

export const DISCOVERY_MEDIA_TYPES: readonly MediaType[] = ["application/json", "application/yaml", PROTOBUF_TYPE];
const AGGREGATED_PARAMETERS = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** What an answer in the aggregated form is called. */
export function aggregatedContentType(mediaType: string): string {
  return mediaType + AGGREGATED_PARAMETERS;
}

/**
 * The form that an Accept header asks for; undefined: none that is there. A clause for the aggregated form wins over all
 * others, whatever its weight and place: upstream looks for it first, and for the plain form only without it.
 * @param aggregatable - whether this path has the aggregated form at all.
 * @param protobuf - whether answers can be had as protobuf.
 * @see kubernetes/apiserver pkg/endpoints/discovery/aggregated/wrapper.go
 */
export function negotiateDiscovery(
  accept: string | undefined,
  aggregatable: boolean,
  protobuf = false,
): DiscoveryForm | undefined {
  if (accept === undefined || accept === "") return { mediaType: "application/json", aggregated: false, pretty: false };
  const offered = DISCOVERY_MEDIA_TYPES.filter((type) => protobuf || type !== PROTOBUF_TYPE);
  const clauses = parseAccept(accept);
  const aggregated = aggregatable ? firstMatch(clauses, offered, isAggregated) : undefined;
  if (aggregated !== undefined) return { ...aggregated, aggregated: true };
  const plain = firstMatch(clauses, offered, isPlain);
  return plain && { ...plain, aggregated: false };
}

function firstMatch(
  clauses: readonly AcceptClause[],
  offered: readonly MediaType[],
  allows: (params: AcceptClause["params"]) => boolean,
): { readonly mediaType: MediaType; readonly pretty: boolean } | undefined {
  for (const clause of clauses) {
    const { params } = clause;
    const mediaType = offered.find(
      (offer) => allowsMediaType(clause, offer) && allows(params) && canStream(offer, params["stream"]),
    );
    if (mediaType !== undefined) return { mediaType, pretty: params["pretty"] === "1" };
  }
  return undefined;
}

function isAggregated({ g, v, as, sv = "" }: AcceptClause["params"]): boolean {
  return sv === "" && g === "apidiscovery.k8s.io" && v === "v2" && as === "APIGroupDiscoveryList";
}

function isPlain({ g, v, as, sv = "" }: AcceptClause["params"]): boolean {
  return sv === "" && g === undefined && v === undefined && as === undefined;
}

/** There is no stream of discovery, but who asks for one is answered, where the type has streams. */
function canStream(mediaType: MediaType, stream = ""): boolean {
  return stream === "" || (stream === "watch" && mediaType !== "application/yaml");
}
