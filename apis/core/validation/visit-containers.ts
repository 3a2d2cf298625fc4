import type { DeepReadonly, ErrorList, Path } from "kindsmith/apimachinery";
import type { Container, EphemeralContainer, PodSpec } from "../v1/types.js";

/** Looks at all containers in upstream's order: first those that run before the others. `path` is that of the spec. */
export function visitContainers(
  spec: DeepReadonly<PodSpec>,
  path: Path,
  visit: (container: DeepReadonly<Container | EphemeralContainer>, path: Path) => ErrorList,
): ErrorList {
  return (["initContainers", "containers", "ephemeralContainers"] as const).flatMap((field) =>
    (spec[field] ?? []).flatMap((container, i) => visit(container, path.child(field).index(i))),
  );
}
