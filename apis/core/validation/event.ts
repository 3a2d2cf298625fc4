import { invalid, isDNS1123Subdomain, Path, type DeepReadonly, type ErrorList } from "kindsmith/apimachinery";
import type { Event } from "../v1/types.js";

/**
 * An event stands in the namespace of what it is about, or in the default one for cluster-scoped objects.
 * @see kubernetes/kubernetes pkg/apis/core/validation/events.go, legacyValidateEvent
 */
export function validateEvent(event: DeepReadonly<Event>): ErrorList {
  const errs: ErrorList = [];
  const own = event.metadata.namespace ?? "";
  const namespace = event.involvedObject?.namespace ?? "";
  const path = Path.of("involvedObject", "namespace");
  if (namespace === "" && own !== "default" && own !== "") {
    errs.push(invalid(path, namespace, "does not match event.namespace"));
  } else if (namespace !== "" && namespace !== own) {
    errs.push(invalid(path, namespace, "does not match event.namespace"));
  }
  errs.push(...isDNS1123Subdomain(own).map((message) => invalid(Path.of("namespace"), own, message)));
  return errs;
}
