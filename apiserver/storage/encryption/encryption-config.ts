import { parse } from "yaml";
import { aesCBC, aesGCM, identity, secretbox } from "./ciphers.js";
import { PrefixTransformer, type Cipher, type PrefixedCipher, type Transformer } from "./transformer.js";

interface Rule {
  readonly resources: readonly string[];
  readonly transformer: Transformer;
}

const API_VERSIONS = ["apiserver.config.k8s.io/v1", "v1"];
const KINDS = ["EncryptionConfiguration", "EncryptionConfig"];
const KEYED: { readonly [provider: string]: { readonly sizes: readonly number[]; make: (key: Uint8Array) => Cipher } } =
  {
    aescbc: { sizes: [16, 24, 32], make: aesCBC },
    aesgcm: { sizes: [16, 24, 32], make: aesGCM },
    secretbox: { sizes: [32], make: secretbox },
  };

/** Which resources are encrypted how, as `--encryption-provider-config` says it. */
export class EncryptionConfig {
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** undefined: the resource's values are stored in the clear. The first rule that names it decides. */
  transformerFor(group: string, resource: string): Transformer | undefined {
    const name = group === "" ? resource : `${resource}.${group}`;
    const names = [name, `*.${group}`, "*.*"];
    return this.#rules.find((rule) => rule.resources.some((pattern) => names.includes(pattern)))?.transformer;
  }
}

/**
 * Reads an EncryptionConfiguration in YAML or JSON. @throws Error with every problem, one a line
 * @see kubernetes/apiserver pkg/server/options/encryptionconfig/config.go
 */
export function parseEncryptionConfig(text: string): EncryptionConfig {
  const problems: string[] = [];
  const document = asObject(parse(text));
  if (document === undefined) throw new Error("encryption configuration: expected an object");
  if (!KINDS.includes(String(document.kind)) || !API_VERSIONS.includes(String(document.apiVersion)))
    problems.push(
      `expected kind EncryptionConfiguration of ${API_VERSIONS[0]}, got ${String(document.kind)} of ${String(document.apiVersion)}`,
    );
  const rules = asArray(document.resources).map((rule, i) => readRule(rule, `resources[${i}]`, problems));
  if (rules.length === 0) problems.push("resources: at least one is required");
  if (problems.length > 0) throw new Error(`encryption configuration:\n${problems.join("\n")}`);
  return new EncryptionConfig(rules);
}

function readRule(value: unknown, path: string, problems: string[]): Rule {
  const rule = asObject(value) ?? {};
  const resources = asArray(rule.resources).map(String);
  if (resources.length === 0) problems.push(`${path}.resources: at least one is required`);
  for (const [i, resource] of resources.entries()) {
    const at = `${path}.resources[${i}]`;
    if (resource === "*") problems.push(`${at}: use '*.' for all of the core group, or '*.*' for all resources`);
    if (resource !== resource.toLowerCase()) problems.push(`${at}: ${resource} must not have capital letters`);
  }
  const providers = asArray(rule.providers);
  if (providers.length === 0) problems.push(`${path}.providers: at least one is required`);
  const ciphers = providers.flatMap((provider, i) => readProvider(provider, `${path}.providers[${i}]`, problems));
  return { resources, transformer: new PrefixTransformer(ciphers) };
}

function readProvider(value: unknown, path: string, problems: string[]): PrefixedCipher[] {
  const entries = Object.entries(asObject(value) ?? {});
  const [name, settings] = entries[0] ?? [];
  if (name === undefined || entries.length > 1) {
    problems.push(`${path}: exactly one provider is expected in an element of the list`);
    return [];
  }
  if (name === "identity") return [{ prefix: "", cipher: identity }];
  const kind = KEYED[name];
  if (kind === undefined) {
    problems.push(
      `${path}.${name}: unknown provider, expected one of ${[...Object.keys(KEYED), "identity"].join(", ")}`,
    );
    return [];
  }
  const keys = asArray(asObject(settings)?.keys);
  if (keys.length === 0) problems.push(`${path}.${name}.keys: at least one is required`);
  return keys.flatMap((key, i) => {
    const at = `${path}.${name}.keys[${i}]`;
    const { name: keyName, secret } = asObject(key) ?? {};
    const bytes = Buffer.from(String(secret ?? ""), "base64");
    if (typeof keyName !== "string" || keyName === "") problems.push(`${at}.name: required`);
    if (!kind.sizes.includes(bytes.length)) {
      problems.push(`${at}.secret: expected base64 of ${kind.sizes.join(", ")} bytes, got ${bytes.length}`);
      return [];
    }
    return [{ prefix: `k8s:enc:${name}:v1:${String(keyName)}:`, cipher: kind.make(bytes) }];
  });
}

function asObject(value: unknown): { readonly [key: string]: unknown } | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })
    : undefined;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
