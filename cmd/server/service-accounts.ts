import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../apimachinery/clock/index.js";
import {
  discoveryDocument,
  generateSigningKey,
  keySet,
  parsePrivateKey,
  parsePublicKeys,
  ServiceAccountTokens,
  TokenIssuer,
  type SigningKey,
} from "../../apiserver/authentication/service-accounts/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { ResourceRegistry } from "../../apiserver/registry/index.js";
import type { PlainPath } from "../../apiserver/openapi/index.js";
import { routed, writeFileAtomic, type GenericAPIServer } from "../../apiserver/server/index.js";
import type { FlagValues } from "./flags/server-flags.js";

// As kubeadm has it.
const DEFAULT_ISSUER = "https://kubernetes.default.svc.cluster.local";
const KEY_FILE = "sa.key";
const DISCOVERY_PATH = "/.well-known/openid-configuration";
const KEYS_PATH = "/openid/v1/jwks";

/** What OpenAPI says of the two. */
export const OPENID_PATHS: readonly PlainPath[] = [
  {
    path: DISCOVERY_PATH.slice(1),
    id: "getServiceAccountIssuerOpenIDConfiguration",
    tag: "WellKnown",
    description: "where those who check tokens of service accounts find the keys",
  },
  {
    path: KEYS_PATH.slice(1),
    id: "getServiceAccountIssuerOpenIDKeyset",
    tag: "openid",
    description: "the keys of the tokens of service accounts",
  },
];
const SECOND_MS = 1000;

/** Whose tokens are issued and known. */
export interface ServiceAccountOptions {
  /** The first one issues. */
  readonly issuers: readonly string[];
  readonly apiAudiences: readonly string[];
  /** undefined: the server's own, made when there is none. */
  readonly signingKey: SigningKey | undefined;
  readonly verifyingKeys: readonly SigningKey[];
  readonly lookup: boolean;
  readonly maxTokenSeconds: number;
  readonly extendExpiration: boolean;
  /** undefined: at this server. */
  readonly jwksURI: string | undefined;
}

export function serviceAccountOptionsOf(flags: FlagValues, problems: string[]): ServiceAccountOptions {
  const given = flags["service-account-issuer"];
  for (const issuer of given) {
    if (issuer.includes(":") && !URL.canParse(issuer)) {
      problems.push(`--service-account-issuer=${issuer}: must be a URL where it contains a colon`);
    }
  }
  const issuers = given.length === 0 ? [DEFAULT_ISSUER] : given;
  const signing = flags["service-account-signing-key-file"];
  const maxTokenSeconds = flags["service-account-max-token-expiration"] / SECOND_MS;
  if (maxTokenSeconds !== 0 && (maxTokenSeconds < 3600 || maxTokenSeconds > 2 ** 32)) {
    problems.push("--service-account-max-token-expiration: must be between 1h and 2^32 seconds");
  }
  return {
    issuers,
    apiAudiences: flags["api-audiences"].length === 0 ? issuers : flags["api-audiences"],
    signingKey:
      signing === undefined ? undefined : read("service-account-signing-key-file", signing, parsePrivateKey, problems),
    verifyingKeys: flags["service-account-key-file"].flatMap(
      (path) => read("service-account-key-file", path, parsePublicKeys, problems) ?? [],
    ),
    lookup: flags["service-account-lookup"],
    maxTokenSeconds,
    extendExpiration: flags["service-account-extend-token-expiration"],
    jwksURI: flags["service-account-jwks-uri"],
  };
}

/** Issues tokens and knows them again. */
export interface ServiceAccounts {
  readonly issuer: TokenIssuer;
  readonly tokens: ServiceAccountTokens;
  /** Publishes what others need to verify tokens, for whom authorization lets read it. */
  addTo(server: GenericAPIServer, baseURL: () => string): void;
}

/** @param deps.dir - where a key that is made is kept; undefined: in memory. */
export async function createServiceAccounts(
  options: ServiceAccountOptions,
  deps: {
    readonly dir: string | undefined;
    readonly registry: ResourceRegistry;
    readonly metrics: MetricsRegistry;
    readonly clock: Clock;
  },
): Promise<ServiceAccounts> {
  const { registry, metrics, clock } = deps;
  const { issuers, apiAudiences, lookup } = options;
  const signingKey = options.signingKey ?? (await ownKey(deps.dir));
  const keys = [signingKey, ...options.verifyingKeys];
  const issuer = issuers[0] ?? DEFAULT_ISSUER;
  return {
    issuer: new TokenIssuer(signingKey, issuer),
    tokens: new ServiceAccountTokens({
      keys,
      issuers,
      apiAudiences,
      lookup,
      clock,
      registry: metrics,
      objects: (resource, namespace, name, opts) => registry.get({ group: "", resource }, namespace, name, opts),
    }),
    addTo(server, baseURL) {
      const publish = (path: string, contentType: string, document: () => object): void => {
        const serve = routed([contentType], (request) => {
          request.response.setHeader("cache-control", "public, max-age=3600");
          request.response.send(200, contentType, JSON.stringify(document()));
          return Promise.resolve();
        });
        server.mux.handle(path, serve);
      };
      publish(DISCOVERY_PATH, "application/json", () => {
        return discoveryDocument(issuer, keys, options.jwksURI ?? `${baseURL()}${KEYS_PATH}`);
      });
      publish(KEYS_PATH, "application/jwk-set+json", () => keySet(keys));
    },
  };
}

async function ownKey(dir: string | undefined): Promise<SigningKey> {
  if (dir === undefined) return parsePrivateKey(generateSigningKey());
  const path = join(dir, KEY_FILE);
  let pem: string;
  try {
    pem = await readFile(path, "utf8");
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== "ENOENT") throw err;
    pem = generateSigningKey();
    await writeFileAtomic(path, pem, 0o600);
  }
  try {
    return parsePrivateKey(pem);
  } catch (err) {
    throw new Error(`${path}: is not a private key: ${(err as Error).message}`, { cause: err });
  }
}

function read<T>(flag: string, path: string, parse: (pem: string) => T, problems: string[]): T | undefined {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (err) {
    const { code, message } = err as NodeJS.ErrnoException;
    problems.push(`--${flag}=${path}: ${code === "ENOENT" ? "no such file" : message}`);
    return undefined;
  }
}
