/** Field paths and the errors that validation collects. */
export { Path, childOf } from "./path.js";
export {
  FieldError,
  type ErrorList,
  type ErrorType,
  duplicate,
  forbidden,
  internalError,
  invalid,
  notFound,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from "./error.js";
