/** A storage backend in an etcd cluster. */
export { EtcdBackend } from "./etcd-backend.js";
export type { EtcdBackendOptions } from "./etcd-backend.js";
export type { EtcdTLS } from "./etcd-client.js";
