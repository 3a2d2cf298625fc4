/** The forms in which discovery can be asked for. */
export interface DiscoveryForm {
  readonly mediaType: "application/json" | "application/yaml";
  readonly aggregated: boolean;
}

export const DISCOVERY_MEDIA_TYPES: readonly string[] = [
  "application/json",
  "application/yaml",
  "application/vnd.kubernetes.protobuf",
];
export const AGGREGATED_CONTENT_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly weight: number;
}

/**
 * The first form that an Accept header names and this server has, by weight, then by place; undefined: none.
 * @param aggregatable - whether this path has the aggregated form at all.
 */
export function negotiateDiscovery(accept: string | undefined, aggregatable: boolean): DiscoveryForm | undefined {
  if (accept === undefined || accept.trim() === "") return { mediaType: "application/json", aggregated: false };
  const clauses = accept.split(",").map(parseClause);
  clauses.sort((a, b) => b.weight - a.weight);
  for (const { type, parameters } of clauses) {
    const mediaType = mediaTypeFor(type);
    if (mediaType === undefined) continue;
    if (!parameters.has("as")) return { mediaType, aggregated: false };
    if (!aggregatable) continue;
    const asked = `${parameters.get("g")}/${parameters.get("v")}/${parameters.get("as")}`;
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
    default:
      return undefined;
  }
}

function parseClause(text: string): Clause {
  const [type = "", ...rest] = text.split(";").map((part) => part.trim());
  const parameters = new Map(
    rest.map((part) => {
      const equals = part.indexOf("=");
      return equals < 0 ? [part, ""] : [part.slice(0, equals).toLowerCase(), part.slice(equals + 1)];
    }),
  );
  const weight = Number(parameters.get("q") ?? "1");
  return { type: type.toLowerCase(), parameters, weight: Number.isNaN(weight) ? 1 : weight };
}
