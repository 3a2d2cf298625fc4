import { createHash } from "node:crypto";
import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";
import type { DiscoveredVersion, DiscoveryCatalog } from "../discovery/index.js";
import { indexPaths, type PlainPath } from "./discovery-operations.js";
import { Models } from "./models.js";
import { SchemaSet } from "./schema-set.js";
import { v2Document, type SwaggerDocument } from "./v2-document.js";
import { plainDocument, v3Document } from "./v3-document.js";

/** A document as it is sent. `etag` has no quotes. */
export interface EncodedDocument {
  readonly body: Buffer;
  readonly etag: string;
}

export interface OpenAPIServiceDeps {
  readonly catalog: DiscoveryCatalog;
  readonly info: { readonly title: string; readonly version: string };
  /** Paths beside discovery and resources. */
  readonly plainPaths?: readonly PlainPath[];
}

interface Known extends EncodedDocument {
  readonly version: DiscoveredVersion;
  readonly definitions: SchemaSet | undefined;
}

/**
 * The OpenAPI documents of what is in the catalog. Each is made when somebody asks for it and kept until its group
 * changes. Making all of them takes a while, so the loop gets a turn between two.
 */
export class OpenAPIService {
  readonly #deps: OpenAPIServiceDeps;
  readonly #sources = new Map<string, () => OpenAPIDefinitions>();
  readonly #sets = new Map<string, SchemaSet>();
  readonly #models = new Models(
    (group) => this.#setOf(group),
    () => [...this.#sources.keys()].flatMap((group) => this.#setOf(group) ?? []),
  );
  readonly #documents = new Map<string, Known>();
  #index: { readonly generation: number; readonly document: EncodedDocument } | undefined;
  #v2: { readonly generation: number; readonly document: SwaggerDocument; readonly json: EncodedDocument } | undefined;
  #plain:
    | {
        readonly generation: number;
        readonly paths: readonly PlainPath[];
        readonly documents: Map<string, EncodedDocument>;
      }
    | undefined;
  #changes = 0;

  constructor(deps: OpenAPIServiceDeps) {
    this.#deps = deps;
  }

  /** `definitions` is called once, when the first document that needs it is made. */
  setDefinitions(group: string, definitions: () => OpenAPIDefinitions): void {
    this.#sources.set(group, definitions);
    this.#sets.delete(group);
    this.#changes++;
  }

  removeDefinitions(group: string): void {
    this.#sources.delete(group);
    this.#sets.delete(group);
    this.#changes++;
  }

  /** `/openapi/v3`: where each group version's document is, with its hash. */
  async index(): Promise<EncodedDocument> {
    const generation = this.#generation;
    if (this.#index?.generation === generation) return this.#index.document;
    const paths: Record<string, object> = {};
    const versions = this.#deps.catalog
      .groups()
      .flatMap((group) => group.versions.map(({ version }) => pathOf(group.name, version)));
    for (const path of [...this.#plainPaths().map((plain) => plain.path), ...versions].sort()) {
      const document = this.document(path);
      if (document !== undefined) paths[path] = { serverRelativeURL: documentURL(path, document.etag) };
      await nextTurn();
    }
    const document = encode({ paths });
    this.#index = { generation, document };
    return document;
  }

  /** `path` is `api/v1` or `apis/GROUP/VERSION`, or one above these; undefined when that is not served. */
  document(path: string): EncodedDocument | undefined {
    return this.#versionDocument(path) ?? this.#plainDocument(path);
  }

  #plainPaths(): readonly PlainPath[] {
    const generation = this.#generation;
    if (this.#plain?.generation !== generation) {
      const groups = this.#deps.catalog.groups().map(({ name }) => name);
      const paths = indexPaths(groups, this.#deps.plainPaths ?? []);
      this.#plain = { generation, paths, documents: new Map() };
    }
    return this.#plain.paths;
  }

  #plainDocument(path: string): EncodedDocument | undefined {
    const plain = this.#plainPaths().find((candidate) => candidate.path === path);
    if (plain === undefined) return undefined;
    const { documents } = this.#plain!;
    let document = documents.get(path);
    if (document === undefined) {
      document = encode(plainDocument(plain, this.#models, this.#deps.info));
      documents.set(path, document);
    }
    return document;
  }

  #versionDocument(path: string): EncodedDocument | undefined {
    const [prefix, first = "", second] = path.split("/");
    const gv = prefix === "api" ? { group: "", version: first } : { group: first, version: second ?? "" };
    const version = this.#deps.catalog.version(gv.group, gv.version);
    if (version === undefined || pathOf(gv.group, gv.version) !== path) return undefined;
    const definitions = this.#setOf(gv.group);
    let known = this.#documents.get(path);
    if (known?.version !== version || known.definitions !== definitions) {
      known = { ...encode(v3Document(gv, version, this.#models, this.#deps.info)), version, definitions };
      this.#documents.set(path, known);
    }
    return known;
  }

  /** `/openapi/v2`: everything in one document, and the same as JSON. */
  v2(): { readonly document: SwaggerDocument; readonly json: EncodedDocument } {
    const generation = this.#generation;
    if (this.#v2?.generation !== generation) {
      const installed = this.#deps.catalog
        .groups()
        .flatMap((group) =>
          group.versions.map((version) => ({ gv: { group: group.name, version: version.version }, version })),
        );
      const document = v2Document(installed, this.#plainPaths(), this.#models, this.#deps.info);
      this.#v2 = { generation, document, json: encode(document) };
    }
    return this.#v2;
  }

  get #generation(): number {
    return this.#deps.catalog.generation + this.#changes;
  }

  #setOf(group: string): SchemaSet | undefined {
    let set = this.#sets.get(group);
    const source = this.#sources.get(group);
    if (set === undefined && source !== undefined) this.#sets.set(group, (set = new SchemaSet(source())));
    return set;
  }
}

/** Where the document of a path is, for the hash that it has now. */
export function documentURL(path: string, etag: string): string {
  return `/openapi/v3/${path}?hash=${etag}`;
}

function pathOf(group: string, version: string): string {
  return group === "" ? `api/${version}` : `apis/${group}/${version}`;
}

function encode(document: object): EncodedDocument {
  const body = Buffer.from(JSON.stringify(document));
  return { body, etag: createHash("sha512").update(body).digest("hex").toUpperCase() };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
