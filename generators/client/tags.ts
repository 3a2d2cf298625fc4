import type { TagDefinition, TagGrammar } from "../framework/tags.js";

const owner = "client-gen";

function genclient(suffix: string, grammar: TagGrammar, doc: string, example: string): TagDefinition {
  return { name: suffix === "" ? "genclient" : `genclient:${suffix}`, owner, scopes: ["type"], grammar, doc, example };
}

const FLAG: TagGrammar = { kind: "flag" };
const LIST: TagGrammar = { kind: "list" };

/** All `+genclient…` tags; an unknown one is an error. */
export const clientTags: readonly TagDefinition[] = [
  genclient(
    "",
    FLAG,
    "A typed client, lister, informer and apply configuration are emitted for the kind.",
    "+genclient",
  ),
  genclient(
    "nonNamespaced",
    FLAG,
    "Objects of the kind belong to the cluster; the client takes no namespace.",
    "+genclient:nonNamespaced",
  ),
  genclient(
    "noStatus",
    FLAG,
    "No updateStatus and applyStatus, although the kind has a status.",
    "+genclient:noStatus",
  ),
  genclient("noVerbs", FLAG, "The client has only the methods that other tags add.", "+genclient:noVerbs"),
  genclient("readonly", FLAG, "The client has only get, list and watch.", "+genclient:readonly"),
  genclient("onlyVerbs", LIST, "The client has only these methods.", "+genclient:onlyVerbs=create,get"),
  genclient("skipVerbs", LIST, "The client lacks these methods.", "+genclient:skipVerbs=deleteCollection"),
  {
    ...genclient(
      "method",
      LIST,
      "The client has one more method: its name, the verb it stands for and, where they differ from the kind's own, the " +
        "subresource and the types that are sent (`input`) and answered (`result`).",
      "+genclient:method=GetScale,verb=get,subresource=scale,result=kindsmith/apis/autoscaling/v1.Scale",
    ),
    repeatable: true,
  },
];
