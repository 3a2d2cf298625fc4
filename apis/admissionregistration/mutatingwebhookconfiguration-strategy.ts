import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { countChanges, startGeneration } from "../shared/generation.js";
import type { MutatingWebhookConfiguration } from "./v1/types.js";
import { validateWebhooks } from "./validation.js";

/**
 * Business rules of MutatingWebhookConfiguration.
 * @see kubernetes/kubernetes pkg/registry/admissionregistration/mutatingwebhookconfiguration/strategy.go
 */
export const mutatingWebhookConfigurationStrategy: StrategyHooks<MutatingWebhookConfiguration> = {
  prepareForCreate: (_ctx, configuration) => startGeneration(configuration),
  prepareForUpdate: (_ctx, configuration, old) => countChanges(configuration, old, ["webhooks"]),
  validate: (_ctx, { webhooks }) => validateWebhooks(webhooks),
  validateUpdate: (_ctx, { webhooks }) => validateWebhooks(webhooks),
  allowUnconditionalUpdate: false,
  tableCells: { Webhooks: ({ webhooks }) => (webhooks ?? []).length, Age: age },
};
