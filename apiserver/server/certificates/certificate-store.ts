import { createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isIP } from "node:net";
import { SYSTEM_MASTERS } from "../../authentication/index.js";
import { issueCA, issueLeaf, type KeyPair, type LeafRequest } from "./issue.js";
import { writeFileAtomic } from "./write-file.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

// Authorities outlive the certificates they sign by far: kubeconfig files carry them.
const CA_LIFETIME_MS = 3650 * DAY_MS;
const LEAF_LIFETIME_MS = 365 * DAY_MS;

// A clock that runs behind ours must not refuse what was issued just now.
const BACKDATE_MS = 5 * 60_000;

// Renewed when less than this part of the lifetime is left.
const RENEW_BELOW = 0.2;

/** What a server needs to be trusted and to know its administrator. */
export interface ServerCredentials {
  readonly serving: KeyPair;
  /** PEM of the authority that signed the serving certificate: what clients trust. */
  readonly servingCA: string;
  /** Authority of client certificates, with its key: it signs CertificateSigningRequests. */
  readonly clientCA: KeyPair;
  /** Client certificate of an administrator: O=system:masters. */
  readonly admin: KeyPair;
  /** Bearer token of the same administrator. */
  readonly adminToken: string;
}

export const ADMIN_NAME = "kindsmith-admin";

type LeafNames = Omit<LeafRequest, "notBefore" | "notAfter">;

/** What is new and not yet written, by name. */
type Issued = Map<string, KeyPair>;

/**
 * Keeps a server's own credentials in a folder; in memory when there is none. Whatever is missing, broken, about to
 * expire or made for other names is issued anew; the rest stays, so that clients go on trusting it.
 */
export class CertificateStore {
  readonly #dir: string | undefined;
  readonly #now: () => number;

  constructor(opts: { readonly dir: string | undefined; readonly now: () => number }) {
    this.#dir = opts.dir;
    this.#now = opts.now;
  }

  /** `hosts`: DNS names and IP addresses at which clients reach the server. */
  async ensure(hosts: readonly string[]): Promise<ServerCredentials> {
    const issued: Issued = new Map();
    const [serving, client, adminToken] = await Promise.all([
      this.#ensureServing(hosts, issued),
      this.#ensureClient(issued),
      this.#ensureToken("admin.token"),
    ]);
    // Beside each other, once nothing else is to be done: each waits for the disk.
    await Promise.all([...issued].map(([name, pair]) => this.#save(name, pair)));
    return { ...serving, ...client, adminToken };
  }

  async #ensureServing(
    hosts: readonly string[],
    issued: Issued,
  ): Promise<Pick<ServerCredentials, "serving" | "servingCA">> {
    const ca = await this.#ensureCA("ca", "kindsmith-ca", issued);
    const request: LeafNames = {
      commonName: "kube-apiserver",
      usage: "server",
      dnsNames: hosts.filter((host) => isIP(host) === 0),
      ipAddresses: hosts.filter((host) => isIP(host) !== 0),
    };
    const serving = await this.#ensureLeaf("server", ca, request, issued);
    return { serving, servingCA: ca.cert };
  }

  async #ensureClient(issued: Issued): Promise<Pick<ServerCredentials, "clientCA" | "admin">> {
    const clientCA = await this.#ensureCA("client-ca", "kindsmith-client-ca", issued);
    const request: LeafNames = { commonName: ADMIN_NAME, organizations: [SYSTEM_MASTERS], usage: "client" };
    const admin = await this.#ensureLeaf("admin", clientCA, request, issued);
    return { clientCA, admin };
  }

  async #ensureCA(name: string, commonName: string, issued: Issued): Promise<KeyPair> {
    const kept = await this.#load(name);
    if (kept !== undefined && this.#isFresh(new X509Certificate(kept.cert))) return kept;
    const pair = await issueCA({ commonName, ...this.#validity(CA_LIFETIME_MS) });
    issued.set(name, pair);
    return pair;
  }

  async #ensureLeaf(name: string, ca: KeyPair, request: LeafNames, issued: Issued): Promise<KeyPair> {
    const kept = await this.#load(name);
    if (kept !== undefined && this.#suits(new X509Certificate(kept.cert), new X509Certificate(ca.cert), request)) {
      return kept;
    }
    const pair = await issueLeaf(ca, { ...request, ...this.#validity(LEAF_LIFETIME_MS) });
    issued.set(name, pair);
    return pair;
  }

  #suits(cert: X509Certificate, ca: X509Certificate, request: LeafNames): boolean {
    return (
      this.#isFresh(cert) &&
      cert.verify(ca.publicKey) &&
      (request.dnsNames ?? []).every((name) => cert.checkHost(name, { subject: "never" }) !== undefined) &&
      (request.ipAddresses ?? []).every((address) => cert.checkIP(address) !== undefined)
    );
  }

  #isFresh(cert: X509Certificate): boolean {
    const notBefore = Date.parse(cert.validFrom);
    const notAfter = Date.parse(cert.validTo);
    const now = this.#now();
    return now >= notBefore && notAfter - now > (notAfter - notBefore) * RENEW_BELOW;
  }

  #validity(lifetimeMs: number): { readonly notBefore: Date; readonly notAfter: Date } {
    const now = this.#now();
    return { notBefore: new Date(now - BACKDATE_MS), notAfter: new Date(now + lifetimeMs) };
  }

  async #ensureToken(file: string): Promise<string> {
    const kept = (await this.#read(file))?.trim();
    if (kept !== undefined && kept !== "") return kept;
    const token = randomBytes(32).toString("base64url");
    await this.#write(file, `${token}\n`, 0o600);
    return token;
  }

  /** undefined when either file is missing or they do not belong together. */
  async #load(name: string): Promise<KeyPair | undefined> {
    const [cert, key] = await Promise.all([this.#read(`${name}.crt`), this.#read(`${name}.key`)]);
    if (cert === undefined || key === undefined) return undefined;
    try {
      return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { cert, key } : undefined;
    } catch {
      // Not a certificate or not a key: replaced like one that is missing.
      return undefined;
    }
  }

  /** In any order: a certificate without its key or its authority is replaced at the next start. */
  async #save(name: string, { cert, key }: KeyPair): Promise<void> {
    await Promise.all([this.#write(`${name}.key`, key, 0o600), this.#write(`${name}.crt`, cert, 0o644)]);
  }

  async #read(file: string): Promise<string | undefined> {
    if (this.#dir === undefined) return undefined;
    try {
      return await readFile(join(this.#dir, file), "utf8");
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw err;
    }
  }

  async #write(file: string, text: string, mode: number): Promise<void> {
    if (this.#dir !== undefined) await writeFileAtomic(join(this.#dir, file), text, mode);
  }
}
