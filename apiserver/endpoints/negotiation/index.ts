/** Which form requests and answers have. */
export { allowsMediaType, parseAccept, type AcceptClause } from "./accept.js";
export {
  bareMediaType,
  MEDIA_TYPES,
  negotiateInput,
  negotiateOutput,
  streamTypes,
  type Format,
  type OutputOffer,
  type OutputType,
  type Transform,
} from "./media-type.js";
export { isAccepted, notAcceptedMessage } from "./route-accept.js";
export { wantsPretty } from "./pretty.js";
