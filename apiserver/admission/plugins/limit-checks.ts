import { parseQuantity } from "../../../apimachinery/resource/index.js";
import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import { podResources } from "./pod-resources.js";
import type { LimitRange, LimitRangeItem, PersistentVolumeClaim, Pod, ResourceRequirements } from "./shapes.js";

type Resources = DeepReadonly<ResourceRequirements>;
/** Why the resources break one limit; undefined when they do not. */
type Check = (type: string, name: string, enforced: string, resources: Resources) => string | undefined;

/** All that a pod breaks of one LimitRange. */
export function podViolations({ spec = {} }: DeepReadonly<Pod>, range: DeepReadonly<LimitRange>): string[] {
  return (range.spec?.limits ?? []).flatMap((limit) => {
    if (limit.type === "Pod") return violations(limit, podResources(spec));
    if (limit.type !== "Container") return [];
    const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
    return containers.flatMap(({ resources = {} }) => violations(limit, resources));
  });
}

/** All that a claim breaks of one LimitRange. A claim's limits are not looked at. */
export function claimViolations(
  { spec }: DeepReadonly<PersistentVolumeClaim>,
  range: DeepReadonly<LimitRange>,
): string[] {
  const { requests = {} } = spec?.resources ?? {};
  return (range.spec?.limits ?? [])
    .filter(({ type }) => type === "PersistentVolumeClaim")
    .flatMap((limit) => [
      ...checkAll(minimum, limit.type, limit.min, { requests }),
      ...checkAll(maximumRequest, limit.type, limit.max, { requests }),
    ]);
}

function violations(limit: DeepReadonly<LimitRangeItem>, resources: Resources): string[] {
  return [
    ...checkAll(minimum, limit.type, limit.min, resources),
    ...checkAll(maximum, limit.type, limit.max, resources),
    ...checkAll(ratio, limit.type, limit.maxLimitRequestRatio, resources),
  ];
}

function checkAll(
  check: Check,
  type: string,
  enforced: Readonly<Record<string, string>> = {},
  resources: Resources,
): string[] {
  return Object.keys(enforced)
    .sort()
    .flatMap((name) => check(type, name, enforced[name]!, resources) ?? []);
}

const minimum: Check = (type, name, enforced, { requests, limits }) => {
  const [request, limit] = [requests?.[name], limits?.[name]];
  const rule = `minimum ${name} usage per ${type} is ${shown(enforced)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (compare(request, enforced) < 0) return `${rule}, but request is ${shown(request)}`;
  return limit !== undefined && compare(limit, enforced) < 0 ? `${rule}, but limit is ${shown(limit)}` : undefined;
};

const maximum: Check = (type, name, enforced, { requests, limits }) => {
  const [request, limit] = [requests?.[name], limits?.[name]];
  const rule = `maximum ${name} usage per ${type} is ${shown(enforced)}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (compare(limit, enforced) > 0) return `${rule}, but limit is ${shown(limit)}`;
  return request !== undefined && compare(request, enforced) > 0
    ? `${rule}, but request is ${shown(request)}`
    : undefined;
};

/** For what has requests only. */
const maximumRequest: Check = (type, name, enforced, { requests }) => {
  const request = requests?.[name];
  const rule = `maximum ${name} usage per ${type} is ${shown(enforced)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  return compare(request, enforced) > 0 ? `${rule}, but request is ${shown(request)}` : undefined;
};

const ratio: Check = (type, name, enforced, { requests, limits }) => {
  const [request, limit] = [requests?.[name], limits?.[name]];
  const rule = `${name} max limit to request ratio per ${type} is ${shown(enforced)}`;
  if (request === undefined || isZero(request)) return `${rule}, but no request is specified or request is 0`;
  if (limit === undefined || isZero(limit)) return `${rule}, but no limit is specified or limit is 0`;
  const provided = numberOf(limit) / numberOf(request);
  return provided > numberOf(enforced) ? `${rule}, but provided ratio is ${provided.toFixed(6)}` : undefined;
};

function compare(a: string, b: string): number {
  return parseQuantity(a).compare(parseQuantity(b));
}

function isZero(quantity: string): boolean {
  return parseQuantity(quantity).isZero;
}

function numberOf(quantity: string): number {
  return parseQuantity(quantity).asApproximateFloat64();
}

function shown(quantity: string): string {
  return parseQuantity(quantity).toString();
}
