/** What generated apply configurations import. */
export type { DeepReadonly } from "../../apimachinery/runtime/index.js";
export {
  defineBuilder,
  defineObjectBuilder,
  extractApplied,
  identify,
  type Builder,
  type FieldStyles,
  type ObjectBuilder,
} from "../../client/applyconfiguration/index.js";
