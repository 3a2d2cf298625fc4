import type { Clock } from "../../apimachinery/clock/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { Endpoints, Service } from "../../apis/core/v1/types.js";
import type { EndpointSlice } from "../../apis/discovery/v1/types.js";
import type { GenericAPIServer, Logger } from "../../apiserver/server/index.js";
import type { StorageBackend } from "../../apiserver/storage/index.js";
import {
  addressTypeOf,
  EndpointReconciler,
  firstServiceAddress,
  KubernetesService,
  SERVICE_NAMESPACE,
  type ServiceObjects,
} from "../../controllers/kubernetes-service/index.js";
import { publicAddress } from "./certificates.js";
import { MasterLeases } from "./master-leases.js";
import { StoreAccess } from "./object-access.js";
import type { ServerOptions } from "./options.js";
import type { Stores } from "./stores.js";

// The port of https, whatever the servers behind the Service listen at.
const SERVICE_PORT = 443;

export interface KubernetesServiceDeps {
  readonly options: ServerOptions;
  readonly stores: Stores;
  readonly backend: StorageBackend;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The port that the server listens at; asked once it does. */
  readonly port: () => number;
}

/** Adds the hooks that keep the `kubernetes` Service and this server's place among its endpoints. */
export function addKubernetesService(server: GenericAPIServer, deps: KubernetesServiceDeps): void {
  const objects = objectsOf(deps.stores, deps.clock);
  // Switched off by --runtime-config.
  if (objects === undefined) return;
  let service: KubernetesService | undefined;
  server.addPostStartHook("bootstrap-controller", async ({ signal }) => {
    service = kubernetesService(deps, objects);
    await service.prepare(signal);
    void runOnceReady(server, service, signal);
  });
  server.addPreShutdownHook("kubernetes-service-controller", () => service?.leave() ?? Promise.resolve());
}

/** Clients are sent here only once the server is ready. */
async function runOnceReady(server: GenericAPIServer, service: KubernetesService, signal: AbortSignal): Promise<void> {
  const { hasBeenReady, shutdownInitiated } = server.lifecycle;
  await Promise.race([hasBeenReady.reached, shutdownInitiated.reached]);
  if (!shutdownInitiated.done) await service.run(signal);
}

function kubernetesService(deps: KubernetesServiceDeps, objects: ServiceObjects): KubernetesService {
  const { options, clock, logger } = deps;
  const { flags } = options;
  const address = firstServiceAddress(flags["service-cluster-ip-range"][0]!);
  const nodePort = flags["kubernetes-service-node-port"];
  return new KubernetesService({
    objects,
    reconciler: reconcilerOf(deps, objects, address),
    settings: { address, port: SERVICE_PORT, targetPort: deps.port(), nodePort },
    clock,
    onError: (what, err) => logger.error(what, err),
  });
}

function reconcilerOf(
  { options, backend, logger, port }: KubernetesServiceDeps,
  objects: ServiceObjects,
  serviceAddress: string,
): EndpointReconciler | undefined {
  const { flags } = options;
  if (flags["endpoint-reconciler-type"] === "none") return undefined;
  const address = publicAddress(flags);
  if (address === undefined) {
    logger.warn(
      "the kubernetes Service gets no endpoints: --advertise-address must be one that other machines can reach",
    );
    return undefined;
  }
  return new EndpointReconciler({
    leases: new MasterLeases(backend, options.keyPrefix),
    objects,
    address,
    port: port(),
    addressType: addressTypeOf(serviceAddress),
  });
}

function objectsOf(stores: Stores, clock: Clock): ServiceObjects | undefined {
  const access = <T extends Service | Endpoints | EndpointSlice>(resource: GroupResource) => {
    const store = stores.registry.store(resource);
    return store && new StoreAccess<T>({ store, stores, clock, namespace: SERVICE_NAMESPACE });
  };
  const services = access<Service>({ group: "", resource: "services" });
  return (
    services && {
      services,
      endpoints: access<Endpoints>({ group: "", resource: "endpoints" }),
      endpointSlices: access<EndpointSlice>({ group: "discovery.k8s.io", resource: "endpointslices" }),
    }
  );
}
