/**
 * Generated copies, defaults and validation against what there is without generated code, in one run: read the ratios.
 * Run with `node --import=tsx --conditions=kindsmith-source bench/deepcopy.ts`.
 */
import { deepCopyJSON, Scheme } from "../apimachinery/runtime/index.js";
import type { Pod } from "../apis/core/v1/types.js";
import { deepCopyPod } from "../generated/core/v1/zz_generated.deepcopy.js";
import { SetObjectDefaults_Pod } from "../generated/core/v1/zz_generated.defaults.js";
import { deepCopyFlunder } from "../generated/wardle/v1alpha1/zz_generated.deepcopy.js";
import { install } from "../generated/wardle/zz_generated.install.js";
import { compare } from "./helpers/measure.js";
import { makeFlunders, makePods, OBJECTS } from "./helpers/objects.js";

const pods = makePods();
const flunders = makeFlunders();
const bytes = Math.round(pods.reduce((sum, pod) => sum + JSON.stringify(pod).length, 0) / OBJECTS);

compare(`Copies of a Pod of ${bytes} bytes`, [
  { name: "structuredClone", run: (i) => structuredClone(pods[i % OBJECTS]!) },
  { name: "JSON round trip", run: (i) => JSON.parse(JSON.stringify(pods[i % OBJECTS]!)) as unknown },
  { name: "deepCopyJSON (type not known)", run: (i) => deepCopyJSON(pods[i % OBJECTS]!) },
  { name: "deepCopyPod", run: (i) => deepCopyPod(pods[i % OBJECTS]!) },
]);

compare("Copies of a Flunder", [
  { name: "structuredClone", run: (i) => structuredClone(flunders[i % OBJECTS]!) },
  { name: "deepCopyFlunder", run: (i) => deepCopyFlunder(flunders[i % OBJECTS]!) },
]);

const defaulted = pods.map((pod) => {
  const copy = deepCopyPod(pod);
  SetObjectDefaults_Pod(copy);
  return copy;
});
const texts = pods.map((pod) => JSON.stringify(pod));
// New fields are added to what a request brought, not to copies: on Node 20 each field that is added to a spread costs
// more than the whole copy, since V8 makes a new shape every time.
compare("Defaults of a Pod", [
  { name: "JSON.parse", run: (i) => JSON.parse(texts[i % OBJECTS]!) as unknown },
  {
    name: "JSON.parse, then defaults",
    run: (i) => {
      const pod = JSON.parse(texts[i % OBJECTS]!) as Pod;
      SetObjectDefaults_Pod(pod);
      return pod;
    },
  },
  { name: "defaults, nothing left to do", run: (i) => SetObjectDefaults_Pod(defaulted[i % OBJECTS]!) },
]);

const scheme = new Scheme();
install(scheme);
compare("Declarative validation of a Flunder", [
  { name: "structuredClone", run: (i) => structuredClone(flunders[i % OBJECTS]!) },
  { name: "create", run: (i) => scheme.validate(flunders[i % OBJECTS]!) },
  { name: "update without a change", run: (i) => scheme.validate(flunders[i % OBJECTS]!, flunders[i % OBJECTS]!) },
]);
