/** What is compared of a rule. */
export interface Rule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

const ALL = "*";
const EVERY_NAME: readonly string[] = [];

/**
 * The parts of `wanted` that no rule of `held` gives, each for one verb of one resource or path. Every part may be given
 * by another rule of `held`. Wildcards are taken literally where they are wanted, so that only a wildcard gives a wildcard.
 * @see kubernetes/component-helpers auth/rbac/validation/policy_comparator.go, Covers
 */
export function uncoveredRules(held: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  return wanted.flatMap(atomsOf).filter((atom) => !held.some((rule) => covers(rule, atom)));
}

function atomsOf(rule: Rule): Rule[] {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [EVERY_NAME] : resourceNames.map((name) => [name]);
  const onResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        names.map((resourceNames) => ({
          verbs: [verb],
          apiGroups: [group],
          resources: [resource],
          ...(resourceNames.length === 0 ? {} : { resourceNames }),
        })),
      ),
    ),
  );
  const onPaths = nonResourceURLs.flatMap((url) => verbs.map((verb) => ({ verbs: [verb], nonResourceURLs: [url] })));
  return [...onResources, ...onPaths];
}

function covers(held: Rule, atom: Rule): boolean {
  if (!hasAll(held.verbs, atom.verbs)) return false;
  const [url] = atom.nonResourceURLs ?? [];
  if (url !== undefined) return (held.nonResourceURLs ?? []).some((own) => urlCovers(own, url));
  const { resourceNames = [] } = held;
  const named = atom.resourceNames?.[0];
  const nameIsCovered = resourceNames.length === 0 || (named !== undefined && resourceNames.includes(named));
  const [resource = ""] = atom.resources ?? [];
  return hasAll(held.apiGroups, atom.apiGroups) && resourceIsCovered(held.resources, resource) && nameIsCovered;
}

function hasAll(held: readonly string[] = [], wanted: readonly string[] = []): boolean {
  return held.includes(ALL) || wanted.every((value) => held.includes(value));
}

function resourceIsCovered(held: readonly string[] = [], wanted: string): boolean {
  if (held.includes(ALL) || held.includes(wanted)) return true;
  const slash = wanted.indexOf("/");
  return slash >= 0 && held.includes(`*/${wanted.slice(slash + 1)}`);
}

function urlCovers(own: string, wanted: string): boolean {
  return own === ALL || own === wanted || (own.endsWith(ALL) && wanted.startsWith(own.replace(/\*+$/, "")));
}
