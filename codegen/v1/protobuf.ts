/** What generated protobuf descriptors import. */
export type { MessageDescriptors } from "../../apimachinery/protobuf/index.js";
export { lazyTable } from "../../apimachinery/lazytable/index.js";
