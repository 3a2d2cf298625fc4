import type { LoadAnswer, LoadClient, LoadRequest } from "./load-client.js";

const PAYLOAD_BYTES = 800;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** ConfigMaps of one namespace, each of about 1.2 KB once the server has added its metadata. */
export class ConfigMaps {
  readonly path: string;
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
    this.path = `/api/v1/namespaces/${namespace}/configmaps`;
  }

  createNamespace(): LoadRequest {
    const body = JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: this.#namespace } });
    return { method: "POST", path: "/api/v1/namespaces", body };
  }

  get(i: number): LoadRequest {
    return { method: "GET", path: this.#pathOf(i) };
  }

  list(query: string): LoadRequest {
    return { method: "GET", path: `${this.path}?${query}` };
  }

  create(i: number): LoadRequest {
    return { method: "POST", path: this.path, body: this.#text(i, "0") };
  }

  /** As a controller updates: at the version it has read. */
  update(i: number, resourceVersion: string, revision: string): LoadRequest {
    return { method: "PUT", path: this.#pathOf(i), body: this.#text(i, revision, resourceVersion) };
  }

  mergePatch(i: number, revision: string): LoadRequest {
    const body = JSON.stringify({ data: { revision } });
    return { method: "PATCH", path: this.#pathOf(i), body, contentType: "application/merge-patch+json" };
  }

  apply(i: number, revision: string): LoadRequest {
    const path = `${this.#pathOf(i)}?fieldManager=bench&force=true`;
    return { method: "PATCH", path, body: this.#text(i, revision), contentType: "application/apply-patch+yaml" };
  }

  delete(i: number): LoadRequest {
    return { method: "DELETE", path: this.#pathOf(i) };
  }

  deleteAll(): LoadRequest {
    return { method: "DELETE", path: this.path };
  }

  /** Makes the namespace with objects 0 to `count` - 1. */
  async fill(client: LoadClient, count: number): Promise<void> {
    const { status } = await client.request(this.createNamespace());
    if (status !== 201) throw new Error(`creating namespace ${this.#namespace}: ${status}`);
    await client.load({ count, inFlight: 32 }, (i) => this.create(i));
  }

  #pathOf(i: number): string {
    return `${this.path}/${nameOf(i)}`;
  }

  #text(i: number, revision: string, resourceVersion?: string): string {
    const labels = { app: "bench", percentile: `p${i % 100}` };
    const metadata = { name: nameOf(i), namespace: this.#namespace, resourceVersion, labels };
    const data = { payload: PAYLOADS[i % PAYLOADS.length], revision };
    return JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata, data });
  }
}

/** The version of the object that an answer holds. */
export function resourceVersionIn(answer: LoadAnswer): string {
  return (JSON.parse(answer.body.toString()) as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
}

function nameOf(i: number): string {
  return `cm-${String(i).padStart(6, "0")}`;
}

/** Texts that do not compress to nothing. */
const PAYLOADS: readonly string[] = Array.from({ length: 16 }, (_, seed) => {
  let state = seed + 1;
  return Array.from({ length: PAYLOAD_BYTES }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ALPHABET[(state >>> 16) % ALPHABET.length];
  }).join("");
});
