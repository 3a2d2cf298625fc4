import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, ingressAddresses, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { Ingress } from "./v1/types.js";
import { validateIngress } from "./validation.js";

const SHOWN = 3;

/**
 * Business rules of Ingress.
 * @see kubernetes/kubernetes pkg/registry/networking/ingress/strategy.go
 */
export const ingressStrategy: StrategyHooks<Ingress> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, ingress) {
    ingress.status = { loadBalancer: {} };
  },
  validate: (_ctx, ingress) => validateIngress(ingress),
  validateUpdate: (_ctx, ingress) => validateIngress(ingress),
  tableCells: {
    Class: ({ spec }) => spec?.ingressClassName ?? NONE,
    Hosts: (ingress) => hosts(ingress),
    Address: ({ status }) => ingressAddresses(status?.loadBalancer?.ingress).join(","),
    Ports: ({ spec }) => ((spec?.tls ?? []).length > 0 ? "80, 443" : "80"),
    Age: age,
  },
};

/** The first hosts, and how many rules there are beyond that number. */
function hosts({ spec }: DeepReadonly<Ingress>): string {
  const all = (spec?.rules ?? []).map(({ host = "" }) => host);
  const named = all.filter((host) => host !== "");
  if (named.length === 0) return "*";
  const shown = named.slice(0, SHOWN).join(",");
  const isAllSeen = named.length < SHOWN || all.lastIndexOf(named[SHOWN - 1]!) === all.length - 1;
  return isAllSeen && named.length <= SHOWN ? shown : `${shown} + ${all.length - SHOWN} more...`;
}
