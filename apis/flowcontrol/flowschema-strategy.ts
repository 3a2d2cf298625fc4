import { compareBytes, type StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { FlowSchema } from "./types.js";
import { validateFlowSchema } from "./validation.js";

/**
 * Business rules of FlowSchema.
 * @see kubernetes/kubernetes pkg/registry/flowcontrol/flowschema/strategy.go
 */
export const flowSchemaStrategy: StrategyHooks<FlowSchema> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, schema) {
    schema.status = {};
  },
  validate: (_ctx, schema) => validateFlowSchema(schema),
  validateUpdate: (_ctx, schema) => validateFlowSchema(schema),
  // As the server tries them.
  compareTableRows: (a, b) =>
    (a.spec?.matchingPrecedence ?? 0) - (b.spec?.matchingPrecedence ?? 0) ||
    compareBytes(a.metadata.name ?? "", b.metadata.name ?? ""),
  tableCells: {
    MatchingPrecedence: (schema) => schema.spec?.matchingPrecedence ?? 0,
    DistinguisherMethod: (schema) => schema.spec?.distinguisherMethod?.type ?? NONE,
    Age: age,
    MissingPL: ({ status }) => (status?.conditions ?? []).find(({ type }) => type === "Dangling")?.status ?? "?",
  },
};
