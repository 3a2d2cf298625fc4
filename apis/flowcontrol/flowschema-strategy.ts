import type { StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import type { FlowSchema } from "./types.js";
import { validateFlowSchema } from "./validation.js";

/**
 * Business rules of FlowSchema.
 * @see kubernetes/kubernetes pkg/registry/flowcontrol/flowschema/strategy.go
 */
export const flowSchemaStrategy: StrategyHooks<FlowSchema> = {
  prepareForCreate(_ctx, schema) {
    schema.status = {};
  },
  validate: (_ctx, schema) => validateFlowSchema(schema),
  validateUpdate: (_ctx, schema) => validateFlowSchema(schema),
  tableCells: {
    MatchingPrecedence: (schema) => schema.spec?.matchingPrecedence ?? 0,
    DistinguisherMethod: (schema) => schema.spec?.distinguisherMethod?.type ?? NONE,
    Age: age,
    MissingPL: ({ status }) => (status?.conditions ?? []).find(({ type }) => type === "Dangling")?.status ?? "?",
  },
};
