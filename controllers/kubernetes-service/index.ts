/** The `kubernetes` Service and the servers behind it. */
export { SERVICE_NAME, SERVICE_NAMESPACE, type ServerLeases, type ServiceObjects } from "./api.js";
export { EndpointReconciler, type EndpointReconcilerDeps } from "./endpoint-reconciler.js";
export { KubernetesService, type KubernetesServiceDeps } from "./kubernetes-service.js";
export { addressTypeOf } from "./objects.js";
export { firstServiceAddress } from "./service-address.js";
