/** Contract suites: a backend or a resource storage is right when it passes them. */
export { runStorageBackendTests } from "./backend-suite.js";
export { bytesOf, changesOf, describeEvent, readChanges, readUntil, textOf } from "./backend-under-test.js";
export type { BackendUnderTest, MakeBackend } from "./backend-under-test.js";
export { runResourceStorageTests } from "./resource-suite.js";
export { take, whileTimePasses } from "./resource-under-test.js";
export type { MakeResourceStorage, ResourceUnderTest } from "./resource-under-test.js";
export { everything, selecting, TestCodec, testObject } from "./test-objects.js";
