import { randomUUID } from "node:crypto";
import { hostname as hostnameOf } from "node:os";
import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { Lease } from "../../apis/coordination/v1/types.js";
import type { GenericAPIServer, Logger } from "../../apiserver/server/index.js";
import {
  collectExpiredLeases,
  keepIdentityLease,
  LEASE_NAMESPACE,
  serverIdentity,
} from "../../controllers/identity-lease/index.js";
import { StoreAccess } from "./object-access.js";
import type { Stores } from "./stores.js";

export interface IdentityLeaseDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Adds the hooks that keep this server's identity Lease, and remove those of servers that are gone. */
export function addIdentityLease(server: GenericAPIServer, deps: IdentityLeaseDeps): void {
  const { stores, clock, random, logger } = deps;
  const store = stores.registry.store({ group: "coordination.k8s.io", resource: "leases" });
  // Switched off by --runtime-config.
  if (store === undefined) return;
  const leases = new StoreAccess<Lease>({ store, stores, clock, namespace: LEASE_NAMESPACE });
  const onError = (what: string, err: unknown): void => logger.error(what, err);
  const hostname = hostnameOf();
  const identity = serverIdentity(hostname);
  const holder = `${identity}_${randomUUID()}`;
  server.addPostStartHook("start-kube-apiserver-identity-lease-controller", ({ signal }) => {
    void keepIdentityLease({ leases, clock, random, onError, identity, holder, hostname }, signal);
    return Promise.resolve();
  });
  server.addPostStartHook("start-kube-apiserver-identity-lease-garbage-collector", ({ signal }) => {
    void collectExpiredLeases({ leases, clock, onError }, signal);
    return Promise.resolve();
  });
}
