/** Writing objects as JSON. */
export { encodeObject, encodeStored } from "./encode-object.js";
export { metadataOffset, resourceVersionMember, spliceResourceVersion } from "./splice.js";
