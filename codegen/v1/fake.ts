/** What generated fake clientsets import. */
export type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
export {
  createFakeREST,
  type FakeClientsetOptions,
  type FakeREST,
  type FakeResource,
} from "../../client/testing/index.js";
