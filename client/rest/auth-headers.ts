import { promises as fs } from "node:fs";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { ImpersonationConfig, RestConfig } from "./config.js";

// Tokens of service accounts are renewed on disk long before they end.
const TOKEN_FILE_TTL_MS = 60_000;

type Headers = { [name: string]: string | string[] };

/** Makes the headers that say who asks. */
export class AuthHeaders {
  readonly #config: RestConfig;
  readonly #clock: Clock;
  readonly #impersonation: Headers;
  #fileToken: { readonly token: string; readonly readAt: number } | undefined;

  constructor(config: RestConfig, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
    this.#impersonation = config.impersonate === undefined ? {} : impersonationHeaders(config.impersonate);
  }

  /** @throws Error when the token file cannot be read and no earlier token is known. */
  async headers(): Promise<Headers> {
    const authorization = await this.#authorization();
    return authorization === undefined ? this.#impersonation : { authorization, ...this.#impersonation };
  }

  async #authorization(): Promise<string | undefined> {
    const { bearerToken, bearerTokenFile, username, password } = this.#config;
    if (bearerTokenFile !== undefined) return `Bearer ${await this.#readToken(bearerTokenFile)}`;
    if (bearerToken !== undefined && bearerToken !== "") return `Bearer ${bearerToken}`;
    if (username === undefined) return undefined;
    return `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
  }

  async #readToken(path: string): Promise<string> {
    const now = this.#clock.monotonic();
    if (this.#fileToken !== undefined && now - this.#fileToken.readAt < TOKEN_FILE_TTL_MS) return this.#fileToken.token;
    try {
      const token = (await fs.readFile(path, "utf8")).trim();
      if (token === "") throw new Error("the file is empty");
      this.#fileToken = { token, readAt: now };
    } catch (cause) {
      const fallback = this.#fileToken?.token ?? this.#config.bearerToken;
      if (fallback === undefined) {
        throw new Error(`failed to read token file ${path}: ${(cause as Error).message}`, { cause });
      }
      // The old token may still be good; the next request tries the file again.
      return fallback;
    }
    return this.#fileToken.token;
  }
}

/** @see kubernetes/client-go transport/round_trippers.go: the extra key is percent-encoded where a header may not hold it. */
function impersonationHeaders(config: ImpersonationConfig): Headers {
  const headers: Headers = { "impersonate-user": config.user };
  if (config.uid !== undefined) headers["impersonate-uid"] = config.uid;
  if (config.groups !== undefined) headers["impersonate-group"] = [...config.groups];
  for (const [key, values] of Object.entries(config.extra ?? {})) {
    headers[`impersonate-extra-${encodeURIComponent(key).toLowerCase()}`] = [...values];
  }
  return headers;
}
