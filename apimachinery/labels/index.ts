/** Label selectors. */
export {
  formatLabelSelector,
  labelSelectorAsSelector,
  parseToLabelSelector,
  type LabelSelectorLike,
} from "./label-selector.js";
export { parseRequirements } from "./parser.js";
export { InvalidSelectorError, newRequirement, Requirement, type Labels, type Operator } from "./requirement.js";
export {
  everything,
  labelsToString,
  nothing,
  parseSelector,
  Selector,
  selectorFromSet,
  validatedSelectorFromSet,
} from "./selector.js";
