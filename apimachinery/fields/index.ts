/** Field selectors. */
export {
  escapeFieldValue,
  everyField,
  FieldSelector,
  fieldSelectorFromSet,
  parseFieldSelector,
  type FieldRequirement,
  type Fields,
  type FieldTransform,
} from "./selector.js";
export { InvalidFieldSelectorError } from "./syntax.js";
