/** Field paths and the errors that validation collects. */
export { Path, childOf } from "./path.js";
export {
  FieldError,
  type ErrorList,
  type ErrorType,
  OMIT_VALUE,
  aggregateMessage,
  duplicate,
  forbidden,
  internalError,
  invalid,
  notFound,
  notSupported,
  required,
  tooFew,
  tooLong,
  tooLongCharacters,
  tooMany,
  tooShort,
  typeInvalid,
} from "./error.js";
