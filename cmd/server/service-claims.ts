import { isAlreadyExists, isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { IPAddress } from "../../apis/networking/v1/types.js";
import type { Store } from "../../apiserver/registry/index.js";
import { isStorageError } from "../../apiserver/storage/errors.js";
import type { StorageBackend } from "../../apiserver/storage/index.js";
import { familyOf, type Claim, type Claims, type Owner } from "../../controllers/service-allocation/index.js";
import { StoreAccess } from "./object-access.js";
import type { Stores } from "./stores.js";

const IP_ADDRESSES: GroupResource = { group: "networking.k8s.io", resource: "ipaddresses" };
const FAMILY_LABEL = "ipaddress.kubernetes.io/ip-family";
const MANAGED_BY_LABEL = "ipaddress.kubernetes.io/managed-by";
const MANAGER = "ipallocator.k8s.io";

/** A key for each claim, straight in the store: `<prefix>30080`. */
export class KeyClaims implements Claims {
  readonly #backend: StorageBackend;
  readonly #prefix: string;
  readonly #clock: Clock;

  constructor(backend: StorageBackend, prefix: string, clock: Clock) {
    this.#backend = backend;
    this.#prefix = prefix;
    this.#clock = clock;
  }

  async claim(value: string, owner: Owner): Promise<boolean> {
    const bytes = Buffer.from(JSON.stringify({ owner, claimedAt: this.#clock.now() }));
    try {
      await this.#backend.create(this.#prefix + value, bytes, { ttlSeconds: 0 });
      return true;
    } catch (err) {
      if (isStorageError(err, "KeyExists")) return false;
      throw err;
    }
  }

  async isTaken(value: string): Promise<boolean> {
    return (await this.#backend.get(this.#prefix + value, {})) !== undefined;
  }

  async release(value: string): Promise<void> {
    for (;;) {
      const current = await this.#backend.get(this.#prefix + value, {});
      if (current === undefined) return;
      try {
        await this.#backend.delete(this.#prefix + value, current.modRevision, {});
        return;
      } catch (err) {
        if (!isStorageError(err, "Conflict")) throw err;
      }
    }
  }

  async list(): Promise<readonly Claim[]> {
    const { values } = await this.#backend.list(this.#prefix, {});
    return values.map(({ key, bytes }) => ({ value: key.slice(this.#prefix.length), ...parsed(bytes) }));
  }

  count(): Promise<number> {
    return this.#backend.count(this.#prefix);
  }
}

/** What somebody else may have written there counts as nobody's. */
function parsed(bytes: Uint8Array): Omit<Claim, "value"> {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as Omit<Claim, "value">;
  } catch {
    return { owner: undefined, claimedAt: 0 };
  }
}

/**
 * An IPAddress object for each claim, as kube-apiserver has them. Where the server does not serve that kind, keys stand in.
 * @see kubernetes pkg/registry/core/service/ipallocator/ipallocator.go
 */
export class IPAddressClaims implements Claims {
  readonly #stores: () => Stores;
  readonly #clock: Clock;
  readonly #fallback: Claims;

  constructor(deps: { readonly stores: () => Stores; readonly clock: Clock; readonly fallback: Claims }) {
    this.#stores = deps.stores;
    this.#clock = deps.clock;
    this.#fallback = deps.fallback;
  }

  async claim(value: string, owner: Owner): Promise<boolean> {
    const addresses = this.#addresses();
    if (addresses === undefined) return this.#fallback.claim(value, owner);
    const labels = { [FAMILY_LABEL]: familyOf(value), [MANAGED_BY_LABEL]: MANAGER };
    const parentRef = { group: "", resource: "services", ...owner };
    try {
      await addresses.create({ metadata: { name: value, labels }, spec: { parentRef } }, {});
      return true;
    } catch (err) {
      if (isAlreadyExists(err)) return false;
      throw err;
    }
  }

  async isTaken(value: string): Promise<boolean> {
    if (this.#store() === undefined) return this.#fallback.isTaken(value);
    return (await this.#stores().registry.get(IP_ADDRESSES, "", value)) !== undefined;
  }

  async release(value: string): Promise<void> {
    const addresses = this.#addresses();
    if (addresses === undefined) return this.#fallback.release(value);
    try {
      await addresses.delete(value, {});
    } catch (err) {
      if (!isNotFound(err)) throw err;
    }
  }

  async list(): Promise<readonly Claim[]> {
    const addresses = this.#addresses();
    if (addresses === undefined) return this.#fallback.list();
    const all = await addresses.list({});
    return all.filter(({ metadata }) => metadata.labels?.[MANAGED_BY_LABEL] === MANAGER).map(claimOf);
  }

  async count(): Promise<number> {
    return (await this.#store()?.count("")) ?? this.#fallback.count();
  }

  #store(): Store | undefined {
    return this.#stores().registry.store(IP_ADDRESSES);
  }

  #addresses(): StoreAccess<IPAddress> | undefined {
    const store = this.#store();
    return store && new StoreAccess<IPAddress>({ store, stores: this.#stores(), clock: this.#clock });
  }
}

function claimOf({ metadata, spec }: DeepReadonly<IPAddress>): Claim {
  const { namespace = "", name = "" } = spec?.parentRef ?? {};
  const claimedAt = Date.parse(metadata.creationTimestamp ?? "") || 0;
  return { value: metadata.name ?? "", owner: name === "" ? undefined : { namespace, name }, claimedAt };
}
