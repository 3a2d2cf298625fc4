import type { ServerHandler, ServerRequest } from "../transport/index.js";

/**
 * Finds the handler of a path: an exact match, else the longest prefix, else `notFound`.
 * @see kubernetes/apiserver pkg/server/mux/pathrecorder.go
 */
export class PathMux {
  readonly #exact = new Map<string, ServerHandler>();
  readonly #prefixes: { readonly prefix: string; readonly handler: ServerHandler }[] = [];
  readonly #listed = new Set<string>();
  readonly #notFound: ServerHandler;

  constructor(notFound: ServerHandler) {
    this.#notFound = notFound;
  }

  /** @throws Error when the path is taken. */
  handle(path: string, handler: ServerHandler): void {
    this.handleUnlisted(path, handler);
    this.#listed.add(path);
  }

  /** As `handle`, for a path that the index does not show. */
  handleUnlisted(path: string, handler: ServerHandler): void {
    if (this.#exact.has(path)) throw new Error(`path ${path} is registered already`);
    this.#exact.set(path, handler);
  }

  /** Everything below `prefix`, which ends with a slash and is listed. */
  handlePrefix(prefix: string, handler: ServerHandler): void {
    this.handleUnlistedPrefix(prefix, handler);
    this.#listed.add(prefix);
  }

  handleUnlistedPrefix(prefix: string, handler: ServerHandler): void {
    this.#prefixes.push({ prefix, handler });
    this.#prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** For the index. */
  listedPaths(): string[] {
    return [...this.#listed];
  }

  has(path: string): boolean {
    return this.#exact.has(path);
  }

  readonly serve: ServerHandler = (request) => this.#find(request)(request);

  #find(request: ServerRequest): ServerHandler {
    const { path } = request;
    const exact = this.#exact.get(path);
    if (exact !== undefined) return exact;
    return this.#prefixes.find(({ prefix }) => path.startsWith(prefix))?.handler ?? this.#notFound;
  }
}
