import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { Container, LimitRange, Pod } from "./shapes.js";

const ANNOTATION = "kubernetes.io/limit-ranger";

interface Defaults {
  readonly limits: Readonly<Record<string, string>>;
  readonly requests: Readonly<Record<string, string>>;
}

/** Fills in what containers leave out, and notes in the pod what was filled in. */
export function setDefaultResources(pod: Pod, range: DeepReadonly<LimitRange>): void {
  const defaults = defaultsOf(range);
  const notes = [
    ...(pod.spec?.containers ?? []).flatMap((container) => fill("container", container, defaults)),
    ...(pod.spec?.initContainers ?? []).flatMap((container) => fill("init container", container, defaults)),
  ];
  if (notes.length === 0) return;
  pod.metadata.annotations = {
    ...pod.metadata.annotations,
    [ANNOTATION]: `LimitRanger plugin set: ${notes.join("; ")}`,
  };
}

function defaultsOf({ spec }: DeepReadonly<LimitRange>): Defaults {
  const ofContainers = (spec?.limits ?? []).filter(({ type }) => type === "Container");
  return {
    limits: Object.assign({}, ...ofContainers.map((limit) => limit.default ?? {})) as Record<string, string>,
    requests: Object.assign({}, ...ofContainers.map((limit) => limit.defaultRequest ?? {})) as Record<string, string>,
  };
}

function fill(what: string, container: Container, defaults: Defaults): string[] {
  const notes: string[] = [];
  for (const list of ["requests", "limits"] as const) {
    const missing = Object.keys(defaults[list])
      .filter((name) => container.resources?.[list]?.[name] === undefined)
      .sort();
    if (missing.length === 0) continue;
    const values = ((container.resources ??= {})[list] ??= {});
    for (const name of missing) values[name] = defaults[list][name]!;
    notes.push(`${missing.join(", ")} ${list.slice(0, -1)} for ${what} ${container.name}`);
  }
  return notes;
}
