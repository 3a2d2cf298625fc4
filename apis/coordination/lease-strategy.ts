import { invalid, Path, required, type DeepReadonly, type ErrorList, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { dropGeneration } from "../shared/generation.js";
import type { Lease, LeaseSpec } from "./v1/types.js";

const SPEC = Path.of("spec");

/**
 * Business rules of Lease.
 * @see kubernetes/kubernetes pkg/registry/coordination/lease/strategy.go
 */
export const leaseStrategy: StrategyHooks<Lease> = {
  prepareForCreate(_ctx, lease) {
    dropGeneration(lease);
    dropCoordination(lease, {});
  },
  prepareForUpdate: (_ctx, lease, old) => dropCoordination(lease, old.spec ?? {}),
  validate: (_ctx, lease) => validateLease(lease),
  validateUpdate: (_ctx, lease) => validateLease(lease),
  allowCreateOnUpdate: true,
  allowUnconditionalUpdate: false,
  tableCells: { Holder: (lease) => lease.spec?.holderIdentity ?? "", Age: age },
};

/** What candidates for a lease agree on is behind the gate CoordinatedLeaderElection, which is off; what there is, stays. */
function dropCoordination({ spec }: Lease, old: DeepReadonly<LeaseSpec>): void {
  if (spec === undefined) return;
  if (old.strategy === undefined) delete spec.strategy;
  if (old.preferredHolder === undefined) delete spec.preferredHolder;
}

/** @see kubernetes/kubernetes pkg/apis/coordination/validation/validation.go, ValidateLeaseSpec */
function validateLease({ spec = {} }: DeepReadonly<Lease>): ErrorList {
  const { leaseDurationSeconds, leaseTransitions, strategy, preferredHolder, holderIdentity } = spec;
  const errs: ErrorList = [];
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
    errs.push(invalid(SPEC.child("leaseDurationSeconds"), leaseDurationSeconds, "must be greater than 0"));
  }
  if (leaseTransitions !== undefined && leaseTransitions < 0) {
    errs.push(invalid(SPEC.child("leaseTransitions"), leaseTransitions, "must be greater than or equal to 0"));
  }
  if (preferredHolder && !strategy) {
    errs.push(
      invalid(SPEC.child("preferredHolder"), preferredHolder, "must be specified only if strategy is specified"),
    );
  }
  if (strategy && holderIdentity === "") errs.push(required(SPEC.child("holderIdentity"), "must not be empty"));
  return errs;
}
