import { createHash } from "node:crypto";
import { newNotAcceptable } from "../../../apimachinery/api/errors/index.js";
import {
  AGGREGATED_CONTENT_TYPE,
  apiGroup,
  apiGroupDiscoveryList,
  apiGroupList,
  apiResourceList,
  apiVersions,
  DISCOVERY_MEDIA_TYPES,
  PROTOBUF_TYPE,
  negotiateDiscovery,
  type DiscoveryCatalog,
} from "../../discovery/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { answerError, answerJSON } from "../answer.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";

interface Encoded {
  readonly generation: number;
  readonly body: Buffer;
  readonly etag: string;
}

/** Encodes an object of one of the shared kinds. */
export type EncodeProtobuf = (object: RuntimeObject) => Uint8Array;

export interface DiscoveryRoutesDeps {
  readonly catalog: DiscoveryCatalog;
  /** `host:port` that clients of the core group are told. */
  readonly serverAddress: () => string;
  /** undefined: answers have no protobuf form. */
  readonly encodeProtobuf?: EncodeProtobuf | undefined;
}

/** Answers `/api`, `/apis`, `/apis/GROUP` and `…/VERSION` from the catalog. */
export class DiscoveryRoutes {
  readonly #deps: DiscoveryRoutesDeps;
  readonly #aggregated = new Map<string, Encoded>();

  constructor(deps: DiscoveryRoutesDeps) {
    this.#deps = deps;
  }

  /** `/api` */
  readonly core: ServerHandler = (request) =>
    this.#answerList(request, "core", () => {
      const versions = this.#deps.catalog.group("")?.versions.map(({ version }) => version) ?? [];
      return apiVersions(versions, this.#deps.serverAddress());
    });

  /** `/apis` */
  readonly groups: ServerHandler = (request) => this.#answerList(request, "groups", () => apiGroupList(this.#named()));

  /** The answer for `/apis/GROUP`; undefined when there is no such group. */
  group(name: string): ServerHandler | undefined {
    const group = this.#deps.catalog.group(name);
    return group === undefined || name === "" ? undefined : (request) => this.#answer(request, () => apiGroup(group));
  }

  /** The answer for `/api/VERSION` (group "") and `/apis/GROUP/VERSION`; undefined when there is no such version. */
  version(groupName: string, versionName: string): ServerHandler | undefined {
    const version = this.#deps.catalog.version(groupName, versionName);
    if (version === undefined) return undefined;
    return (request) => this.#answer(request, () => apiResourceList(groupName, version));
  }

  #answerList(request: ServerRequest, form: "core" | "groups", plain: () => object): Promise<void> {
    const negotiated = negotiateDiscovery(request.header("accept"), true, this.#deps.encodeProtobuf !== undefined);
    if (negotiated?.aggregated !== true) return this.#answer(request, plain);
    const { body, etag } = this.#encode(form);
    const { response } = request;
    response.setHeader("etag", etag);
    response.setHeader("vary", "Accept");
    response.setHeader("cache-control", "public");
    if (request.header("if-none-match") === etag) response.send(304, "", "");
    else response.send(200, AGGREGATED_CONTENT_TYPE, body);
    return Promise.resolve();
  }

  async #answer(request: ServerRequest, document: () => object): Promise<void> {
    const { encodeProtobuf } = this.#deps;
    const form = negotiateDiscovery(request.header("accept"), false, encodeProtobuf !== undefined);
    if (form === undefined) {
      answerError(request, newNotAcceptable(DISCOVERY_MEDIA_TYPES));
    } else if (form.mediaType === PROTOBUF_TYPE) {
      request.response.send(200, PROTOBUF_TYPE, Buffer.from(encodeProtobuf!(document() as RuntimeObject)));
    } else if (form.mediaType === "application/yaml") {
      // Few ask for it, so the library is loaded by the first who does.
      const { stringify } = await import("yaml");
      request.response.send(200, "application/yaml", stringify(document()));
    } else {
      answerJSON(request, 200, document());
    }
  }

  /** Encoded once for each change of the catalog. */
  #encode(form: "core" | "groups"): Encoded {
    const { catalog } = this.#deps;
    let encoded = this.#aggregated.get(form);
    if (encoded === undefined || encoded.generation !== catalog.generation) {
      const groups = form === "core" ? catalog.groups().filter(({ name }) => name === "") : this.#named();
      const body = Buffer.from(`${JSON.stringify(apiGroupDiscoveryList(groups))}\n`);
      const etag = `"${createHash("sha512").update(body).digest("hex").toUpperCase()}"`;
      encoded = { generation: catalog.generation, body, etag };
      this.#aggregated.set(form, encoded);
    }
    return encoded;
  }

  #named() {
    return this.#deps.catalog.groups().filter(({ name }) => name !== "");
  }
}
