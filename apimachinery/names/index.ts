/** Names that the server makes. */
export {
  GENERATED_NAME_ALPHABET,
  generateName,
  MAX_GENERATED_NAME_BASE_LENGTH,
  randomSuffix,
} from "./generate-name.js";
