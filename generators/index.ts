import { applyconfigurationGen } from "./applyconfiguration/index.js";
import { clientGen } from "./client/index.js";
import { conversionGen } from "./conversion/index.js";
import { deepcopyGen } from "./deepcopy/index.js";
import { defaulterGen } from "./defaulter/index.js";
import type { Generator } from "./framework/generator.js";
import { informerGen } from "./informer/index.js";
import { listerGen } from "./lister/index.js";
import { openapiGen } from "./openapi/index.js";
import { protobufGen } from "./protobuf/index.js";
import { registerGen } from "./register/index.js";
import { registryGen } from "./registry/index.js";
import { roundtripGen } from "./roundtrip/index.js";
import { validationGen } from "./validation/index.js";

/** Every generator, in the order in which files are planned. The order does not change what is made. */
export const generators: readonly Generator[] = [
  deepcopyGen,
  defaulterGen,
  conversionGen,
  validationGen,
  registerGen,
  openapiGen,
  protobufGen,
  registryGen,
  roundtripGen,
  clientGen,
  listerGen,
  informerGen,
  applyconfigurationGen,
];
