import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { Endpoints } from "./v1/types.js";
import { validateEndpoints } from "./validation/endpoints.js";

const DEPRECATED = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
const SHOWN = 3;

/**
 * Business rules of Endpoints.
 * @see kubernetes/kubernetes pkg/registry/core/endpoint/strategy.go
 */
export const endpointsStrategy: StrategyHooks<Endpoints> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, endpoints) => validateEndpoints(endpoints),
  validateUpdate: (_ctx, endpoints) => validateEndpoints(endpoints),
  warningsOnCreate: () => [DEPRECATED],
  warningsOnUpdate: () => [DEPRECATED],
  allowCreateOnUpdate: true,
  tableCells: { Endpoints: (endpoints) => addresses(endpoints), Age: age },
};

/** The first few addresses with each of their ports, and how many more there are. */
function addresses({ subsets = [] }: DeepReadonly<Endpoints>): string {
  const all = subsets.flatMap(({ addresses: ready = [], ports = [] }) => {
    if (ports.length === 0) return ready.map(({ ip }) => ip);
    return ports.flatMap(({ port }) => ready.map(({ ip }) => (ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`)));
  });
  if (subsets.length === 0) return NONE;
  const shown = all.slice(0, SHOWN).join(",");
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}
