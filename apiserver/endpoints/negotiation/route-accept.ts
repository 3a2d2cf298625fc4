import { bareMediaType } from "./media-type.js";

/**
 * True when a route may answer: the look that upstream's router takes at an Accept header before negotiation, without
 * regard to parameters and to weights. It knows no other wildcard than the one for everything.
 */
export function isAccepted(accept: string | undefined, produces: readonly string[]): boolean {
  if (accept === undefined || accept === "") return true;
  return accept.split(",").some((part) => {
    const type = bareMediaType(part);
    return type === "*/*" || produces.includes(type);
  });
}

/** What the router says to a client that accepts nothing of it. */
export function notAcceptedMessage(produces: readonly string[]): string {
  return `406: Not Acceptable\n\nAvailable representations: ${produces.join(", ")}`;
}
