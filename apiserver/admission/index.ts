/** Decides on writes after authorization: changes them, then accepts or refuses. */
export type {
  AdmissionAttributes,
  AdmissionInitializer,
  AdmissionOperation,
  AdmissionPlugin,
  AdmissionPluginFactory,
  ObjectReader,
} from "./interface.js";
