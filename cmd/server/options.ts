import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getCiphers } from "node:tls";
import type { APIGroupDefinition } from "../../apiserver/registry/rest/resource-definition.js";
import { parseTokenFile, type UserInfo } from "../../apiserver/authentication/index.js";
import { parseRateLimitConfig, type RateLimitConfiguration } from "../../apiserver/ratelimit/index.js";
import { parseTracingConfig, type TracingConfiguration } from "../../apiserver/tracing/index.js";
import { STORE_FOLDER } from "../../apiserver/storage/embedded/store-folder.js";
import { auditOptionsOf, type AuditOptions } from "./audit-options.js";
import { parseFeatureGates, type FeatureGates } from "./feature-gates.js";
import type { FlagValues } from "./flags/server-flags.js";
import { kubeletOptionsOf } from "./kubelet-options.js";
import type { KubeletOptions } from "./subresources/connect/kubelets.js";
import { serviceAccountOptionsOf, type ServiceAccountOptions } from "./service-accounts.js";
import { applyRuntimeConfig, type GroupSelection } from "./runtime-config.js";

export type StorageOptions =
  | { readonly kind: "memory" }
  | { readonly kind: "embedded"; readonly dir: string }
  | {
      readonly kind: "etcd3";
      readonly servers: readonly string[];
      readonly caFile: string | undefined;
      readonly certFile: string | undefined;
      readonly keyFile: string | undefined;
    };

export type AuthorizationMode = "AlwaysAllow" | "AlwaysDeny" | "RBAC" | "Node";
const AUTHORIZATION_MODES: readonly AuthorizationMode[] = ["AlwaysAllow", "AlwaysDeny", "RBAC", "Node"];

/** A server's options, checked and with their files read. */
export interface ServerOptions {
  readonly flags: FlagValues;
  readonly groups: readonly APIGroupDefinition[];
  readonly featureGates: FeatureGates;
  readonly storage: StorageOptions;
  /** Where certificates are kept; undefined: in memory. */
  readonly certDir: string | undefined;
  /** PEM texts given by flags. */
  readonly servingCertificate: { readonly cert: string; readonly key: string } | undefined;
  readonly clientCA: string | undefined;
  readonly tokens: ReadonlyMap<string, UserInfo>;
  readonly serviceAccounts: ServiceAccountOptions;
  readonly kubelets: KubeletOptions;
  readonly authorizationModes: readonly AuthorizationMode[];
  /** `--etcd-prefix` without a slash at its end. */
  readonly keyPrefix: string;
  /** Requests that may run at a time. */
  readonly inFlight: { readonly readOnly: number; readonly mutating: number };
  readonly rateLimits: RateLimitConfiguration | undefined;
  readonly corsAllowedOrigins: readonly RegExp[];
  /** undefined: nothing is recorded. */
  readonly audit: AuditOptions | undefined;
  /** undefined: no spans are sent anywhere. */
  readonly tracing: TracingConfiguration | undefined;
  /** OpenSSL names, joined by `:`. */
  readonly ciphers: string | undefined;
  /** Resources without a watch cache, as `resource` or `resource.group`. */
  readonly uncached: ReadonlySet<string>;
}

/** Checks what flags say together, and reads the files they name. @returns all problems, each naming its flag. */
export function completeOptions(
  flags: FlagValues,
  given: ReadonlySet<string>,
  selection: GroupSelection,
): { readonly options: ServerOptions; readonly problems: readonly string[]; readonly warnings: readonly string[] } {
  const problems: string[] = [];
  const runtimeConfig = applyRuntimeConfig(selection, flags["runtime-config"]);
  const features = parseFeatureGates(flags["feature-gates"]);
  problems.push(...runtimeConfig.problems, ...features.problems);
  const storage = storageOf(flags, problems);
  const inMemory = storage.kind === "memory" && !given.has("data-dir");
  const options: ServerOptions = {
    flags,
    groups: runtimeConfig.groups,
    featureGates: features.gates,
    storage,
    certDir: flags["cert-dir"] ?? (inMemory ? undefined : join(flags["data-dir"], "pki")),
    servingCertificate: servingCertificateOf(flags, problems),
    clientCA: readOptional("client-ca-file", flags["client-ca-file"], problems),
    tokens: tokensOf(flags, problems),
    serviceAccounts: serviceAccountOptionsOf(flags, problems),
    kubelets: kubeletOptionsOf(flags, problems),
    authorizationModes: authorizationModesOf(flags, runtimeConfig.groups, problems),
    keyPrefix: flags["etcd-prefix"].replace(/\/+$/, ""),
    inFlight: inFlightOf(flags, runtimeConfig.groups, problems),
    rateLimits: configOf("rate-limit-config", parseRateLimitConfig, flags, problems),
    corsAllowedOrigins: originsOf(flags, problems),
    audit: auditOptionsOf(flags, problems),
    tracing: configOf("tracing-config-file", parseTracingConfig, flags, problems),
    ciphers: ciphersOf(flags, problems),
    uncached: uncachedOf(flags, problems),
  };
  return { options, problems, warnings: features.warnings };
}

function storageOf(flags: FlagValues, problems: string[]): StorageOptions {
  const servers = flags["etcd-servers"];
  const kind = flags["storage-backend"] ?? (servers.length > 0 ? "etcd3" : "embedded");
  if (kind === "memory" || kind === "embedded") {
    if (servers.length > 0) problems.push(`--etcd-servers: has no meaning with --storage-backend=${kind}`);
    return kind === "memory" ? { kind } : { kind, dir: join(flags["data-dir"], STORE_FOLDER) };
  }
  if (servers.length === 0) problems.push("--etcd-servers: must be given with --storage-backend=etcd3");
  const [certFile, keyFile] = [flags["etcd-certfile"], flags["etcd-keyfile"]];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    problems.push("--etcd-certfile and --etcd-keyfile: both or neither must be given");
  }
  return { kind: "etcd3", servers, caFile: flags["etcd-cafile"], certFile, keyFile };
}

function servingCertificateOf(flags: FlagValues, problems: string[]): ServerOptions["servingCertificate"] {
  const cert = readOptional("tls-cert-file", flags["tls-cert-file"], problems);
  const key = readOptional("tls-private-key-file", flags["tls-private-key-file"], problems);
  if ((flags["tls-cert-file"] === undefined) !== (flags["tls-private-key-file"] === undefined)) {
    problems.push("--tls-cert-file and --tls-private-key-file: both or neither must be given");
  }
  return cert === undefined || key === undefined ? undefined : { cert, key };
}

function tokensOf(flags: FlagValues, problems: string[]): ReadonlyMap<string, UserInfo> {
  const path = flags["token-auth-file"];
  const text = readOptional("token-auth-file", path, problems);
  if (path === undefined || text === undefined) return new Map();
  try {
    return parseTokenFile(text, path);
  } catch (err) {
    problems.push(`--token-auth-file: ${(err as Error).message}`);
    return new Map();
  }
}

function authorizationModesOf(
  flags: FlagValues,
  groups: readonly APIGroupDefinition[],
  problems: string[],
): readonly AuthorizationMode[] {
  const modes = flags["authorization-mode"];
  for (const mode of modes) {
    if (!AUTHORIZATION_MODES.some((known) => known === mode)) {
      problems.push(`--authorization-mode: unknown mode ${mode}; there are ${AUTHORIZATION_MODES.join(", ")}`);
    }
  }
  if (new Set(modes).size < modes.length) problems.push(`--authorization-mode: ${modes.join(",")} has a mode twice`);
  if (modes.includes("RBAC") && groups.length > 0 && !serves(groups, "rbac.authorization.k8s.io")) {
    problems.push("--runtime-config=rbac.authorization.k8s.io/v1=false: conflicts with --authorization-mode=RBAC");
  }
  const known = AUTHORIZATION_MODES.filter((mode) => modes.includes(mode));
  return modes.length === 0 ? ["AlwaysAllow"] : known.sort((a, b) => modes.indexOf(a) - modes.indexOf(b));
}

/** @see docs/high-availability.md for the table of sizes */
function inFlightOf(
  flags: FlagValues,
  groups: readonly APIGroupDefinition[],
  problems: string[],
): ServerOptions["inFlight"] {
  const nodes = flags.nodes ?? 0;
  const [reading, writing] = nodes > 3000 ? [3000, 1000] : nodes >= 1000 ? [1500, 500] : [400, 200];
  const readOnly = flags["max-requests-inflight"] ?? reading;
  const mutating = flags["max-mutating-requests-inflight"] ?? writing;
  if (!flags["enable-priority-and-fairness"]) return { readOnly, mutating };
  if (readOnly + mutating === 0) {
    problems.push(
      "--max-requests-inflight and --max-mutating-requests-inflight: their sum must be above 0 with --enable-priority-and-fairness",
    );
  }
  const served = serves(groups, "flowcontrol.apiserver.k8s.io");
  const known = groups.length > 0;
  if (known && !served) {
    problems.push(
      "--runtime-config=flowcontrol.apiserver.k8s.io/v1=false: conflicts with --enable-priority-and-fairness=true",
    );
  }
  return { readOnly, mutating };
}

/** What a configuration file says; undefined without one, and when it is wrong. */
function configOf<T>(
  flag: "rate-limit-config" | "tracing-config-file",
  parse: (text: string) => T,
  flags: FlagValues,
  problems: string[],
): T | undefined {
  const path = flags[flag];
  const text = readOptional(flag, path, problems);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (err) {
    problems.push(...(err as Error).message.split("\n").map((problem) => `--${flag}=${path}: ${problem}`));
    return undefined;
  }
}

function serves(groups: readonly APIGroupDefinition[], name: string): boolean {
  return groups.some(({ group, versions }) => group === name && versions.includes("v1"));
}

function originsOf(flags: FlagValues, problems: string[]): readonly RegExp[] {
  return flags["cors-allowed-origins"].flatMap((pattern) => {
    try {
      return [new RegExp(pattern)];
    } catch (err) {
      problems.push(`--cors-allowed-origins=${pattern}: ${(err as Error).message}`);
      return [];
    }
  });
}

function ciphersOf(flags: FlagValues, problems: string[]): string | undefined {
  const known = new Set(getCiphers().map((name) => name.toUpperCase()));
  const names = flags["tls-cipher-suites"].flatMap((suite) => {
    const name = opensslName(suite);
    if (known.has(name)) return [name];
    problems.push(`--tls-cipher-suites: cipher suite ${suite} is not supported`);
    return [];
  });
  return names.length === 0 ? undefined : names.join(":");
}

/** `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` → `ECDHE-RSA-AES128-GCM-SHA256`; TLS 1.3 names stay as they are. */
function opensslName(suite: string): string {
  if (!suite.includes("_WITH_")) return suite.toUpperCase();
  return suite
    .replace(/^TLS_/, "")
    .replace("_WITH_", "_")
    .replace(/AES_(\d+)/, "AES$1")
    .replace(/CHACHA20_POLY1305_SHA256/, "CHACHA20_POLY1305")
    .replace(/_CBC_SHA/, "_SHA")
    .replace(/^RSA_/, "")
    .replaceAll("_", "-")
    .toUpperCase();
}

function uncachedOf(flags: FlagValues, problems: string[]): ReadonlySet<string> {
  const uncached = new Set<string>();
  for (const item of flags["watch-cache-sizes"]) {
    const match = /^([^#]+)#(\d+)$/.exec(item);
    if (match === null) problems.push(`--watch-cache-sizes=${item}: must be RESOURCE[.GROUP]#SIZE`);
    else if (Number(match[2]) === 0) uncached.add(match[1]!);
  }
  return uncached;
}

function readOptional(flag: string, path: string | undefined, problems: string[]): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (err) {
    problems.push(
      `--${flag}=${path}: ${(err as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (err as Error).message}`,
    );
    return undefined;
  }
}
