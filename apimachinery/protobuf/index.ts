/** Kubernetes' protobuf form of objects, driven by generated descriptors. */
export type { FieldDescriptor, MessageDescriptor, MessageDescriptors, WireKind } from "./descriptor.js";
export { decodeEnvelope, encodeEnvelope, type Envelope } from "./envelope.js";
export { decodeMessage } from "./decode.js";
export { encodeMessage } from "./encode.js";
export { ProtobufError } from "./reader.js";
export { zerolessFields } from "./zeroless-fields.js";
