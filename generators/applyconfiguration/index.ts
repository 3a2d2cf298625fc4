import type { Generator } from "../framework/generator.js";
import { applyConfigurationModule } from "./paths.js";
import { configuredTypes } from "./select.js";
import { configurationView } from "./view.js";

/**
 * Emits an apply configuration for each kind with a client and for all structs within: the type with every field
 * optional, and a function that starts one to be filled by setters. Has no tags of its own.
 * @see kubernetes/code-generator cmd/applyconfiguration-gen
 */
export const applyconfigurationGen: Generator = {
  name: "applyconfiguration-gen",
  revision: 1,
  tags: [],
  *plan(ctx) {
    for (const configured of configuredTypes(ctx)) {
      const path = applyConfigurationModule(configured.pkg, configured.type.name);
      const imports = ctx.imports(path);
      yield {
        path,
        template: "applyconfiguration/type",
        view: configurationView(ctx, configured, imports),
        imports,
        origin: { packageId: configured.pkg.id, types: [configured.type.name] },
      };
    }
  },
};
