/** Who manages which fields of API objects, and server-side apply. */
export { extract } from "./extract.js";
export { LAST_APPLIED_ANNOTATION } from "./last-applied.js";
export { decodeManagedFields, encodeManagedFields, managerId, type Managed } from "./managed.js";
export { ManagedTypes, type ManagedType, type PublishedSchema } from "./managed-types.js";
export { ResourceFieldManager, type FieldManagerParts } from "./resource-field-manager.js";
export { type ObjectConvertor } from "./version-converter.js";
