/** How objects, lists and tables become bytes. */
export { listMetaOf } from "./list-meta.js";
export { GzipSink } from "./gzip-sink.js";
export { LIST_TAIL, listHead, smallListBody, writeListBody } from "./list-body.js";
export { ChunkedBody, type ChunkSink } from "./chunked-body.js";
export { partialMetadata, partialMetadataText } from "./partial-metadata.js";
export { ProtobufCodec } from "./protobuf.js";
export { watchFrame } from "./protobuf-wire.js";
export { serialize } from "./serialize.js";
export { tableOf, TableView, type IncludeObject, type TableOptions, type TableRow } from "./table.js";
export { VersionView } from "./version-view.js";
