import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import type { Ingress } from "./v1/types.js";
import { validateIngress } from "./validation.js";

const SHOWN = 3;

/**
 * Business rules of Ingress.
 * @see kubernetes/kubernetes pkg/registry/networking/ingress/strategy.go
 */
export const ingressStrategy: StrategyHooks<Ingress> = {
  prepareForCreate(_ctx, ingress) {
    ingress.status = { loadBalancer: {} };
  },
  validate: (_ctx, ingress) => validateIngress(ingress),
  validateUpdate: (_ctx, ingress) => validateIngress(ingress),
  tableCells: {
    Class: ({ spec }) => spec?.ingressClassName ?? NONE,
    Hosts: (ingress) => hosts(ingress),
    Address: ({ status }) =>
      (status?.loadBalancer?.ingress ?? [])
        .map(({ ip, hostname }) => ip || hostname || "")
        .filter((text) => text !== "")
        .join(","),
    Ports: ({ spec }) => ((spec?.tls ?? []).length > 0 ? "80, 443" : "80"),
    Age: age,
  },
};

function hosts({ spec }: DeepReadonly<Ingress>): string {
  const named = (spec?.rules ?? []).map(({ host = "" }) => host).filter((host) => host !== "");
  if (named.length === 0) return "*";
  const shown = named.slice(0, SHOWN).join(",");
  return named.length > SHOWN ? `${shown} + ${named.length - SHOWN} more...` : shown;
}
