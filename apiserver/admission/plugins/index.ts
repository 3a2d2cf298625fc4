/** The plug-ins that every server has, beside NamespaceLifecycle. */
export { DefaultIngressClass } from "./default-ingress-class.js";
export { DefaultStorageClass } from "./default-storage-class.js";
export { DefaultTolerationSeconds, type DefaultTolerationOptions } from "./default-toleration-seconds.js";
export { EventRateLimit } from "./event-rate-limit.js";
export { LimitRanger } from "./limit-ranger.js";
export { PersistentVolumeClaimResize } from "./persistent-volume-claim-resize.js";
export { Priority } from "./priority.js";
export { RuntimeClass } from "./runtime-class.js";
export { ServiceAccount } from "./service-account.js";
export { StorageObjectInUseProtection } from "./storage-object-in-use-protection.js";
export { TaintNodesByCondition } from "./taint-nodes-by-condition.js";
