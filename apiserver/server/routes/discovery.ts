import { createHash } from "node:crypto";
import { newNotAcceptable } from "../../../apimachinery/api/errors/index.js";
import {
  aggregatedContentType,
  apiGroup,
  apiGroupDiscoveryList,
  apiGroupList,
  apiResourceList,
  apiVersions,
  DISCOVERY_MEDIA_TYPES,
  PROTOBUF_TYPE,
  negotiateDiscovery,
  type DiscoveryCatalog,
  type DiscoveryForm,
} from "../../discovery/index.js";
import { toYAML } from "../../../apimachinery/runtime/yaml/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { wantsPretty } from "../../endpoints/negotiation/index.js";
import type { CounterSeries, MetricsRegistry } from "../../metrics/index.js";
import { answerError, answerJSON } from "../answer.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";

interface Encoded {
  readonly generation: number;
  readonly document: object;
  readonly body: Buffer;
  readonly etag: string;
}

/** Encodes an object of one of the shared kinds. */
export type EncodeProtobuf = (object: RuntimeObject) => Uint8Array;

export interface DiscoveryRoutesDeps {
  readonly catalog: DiscoveryCatalog;
  readonly registry: MetricsRegistry;
  /** `host:port` that clients of the core group are told. */
  readonly serverAddress: () => string;
  /** undefined: answers have no protobuf form. */
  readonly encodeProtobuf?: EncodeProtobuf | undefined;
}

/** Answers `/api`, `/apis`, `/apis/GROUP` and `…/VERSION` from the catalog. */
export class DiscoveryRoutes {
  readonly #deps: DiscoveryRoutesDeps;
  readonly #aggregated = new Map<string, Encoded>();
  readonly #aggregations: CounterSeries;
  readonly #withoutPeers: CounterSeries;

  constructor(deps: DiscoveryRoutesDeps) {
    this.#deps = deps;
    const { registry } = deps;
    this.#aggregations = registry
      .counter({
        name: "aggregator_discovery_aggregation_count_total",
        help: "[ALPHA] Counter of number of times discovery was aggregated",
      })
      .with();
    this.#withoutPeers = registry
      .counter({
        name: "aggregator_discovery_nopeer_requests_total",
        help: "[ALPHA] Counter of number of times no-peer (non peer-aggregated) discovery was requested",
      })
      .with();
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

  #answerList(request: ServerRequest, groups: "core" | "groups", plain: () => object): void {
    const accept = request.header("accept");
    const form = negotiateDiscovery(accept, true, this.#deps.encodeProtobuf !== undefined);
    if (form?.aggregated !== true) return this.#send(request, form, plain);
    // There are no peers whose discovery would be left out.
    if (accept?.includes("profile=nopeer") === true) this.#withoutPeers.inc();
    const { body, etag, document } = this.#encode(groups);
    const { response } = request;
    response.setHeader("etag", etag);
    response.setHeader("vary", "Accept");
    response.setHeader("cache-control", "public");
    if (request.header("if-none-match") === etag) {
      response.send(304, "", "");
    } else if (form.mediaType === "application/json" && !form.pretty && !wantsPretty(request)) {
      response.send(200, aggregatedContentType(form.mediaType), body);
    } else {
      this.#send(request, form, () => document);
    }
  }

  #answer(request: ServerRequest, document: () => object): void {
    const form = negotiateDiscovery(request.header("accept"), false, this.#deps.encodeProtobuf !== undefined);
    this.#send(request, form, document);
  }

  #send(request: ServerRequest, form: DiscoveryForm | undefined, document: () => object): void {
    if (form === undefined) return answerError(request, newNotAcceptable(DISCOVERY_MEDIA_TYPES));
    const { mediaType, aggregated, pretty } = form;
    const type = aggregated ? aggregatedContentType(mediaType) : mediaType;
    if (mediaType === PROTOBUF_TYPE) {
      request.response.send(200, type, Buffer.from(this.#deps.encodeProtobuf!(document() as RuntimeObject)));
    } else if (mediaType === "application/yaml") {
      request.response.send(200, type, toYAML(document()));
    } else {
      answerJSON(request, 200, document(), { type, pretty });
    }
  }

  /** Encoded once for each change of the catalog. */
  #encode(form: "core" | "groups"): Encoded {
    const { catalog } = this.#deps;
    let encoded = this.#aggregated.get(form);
    if (encoded === undefined || encoded.generation !== catalog.generation) {
      const groups = form === "core" ? catalog.groups().filter(({ name }) => name === "") : this.#named();
      const document = apiGroupDiscoveryList(groups);
      const body = Buffer.from(`${JSON.stringify(document)}\n`);
      const etag = `"${createHash("sha512").update(body).digest("hex").toUpperCase()}"`;
      encoded = { generation: catalog.generation, document, body, etag };
      this.#aggregations.inc();
      this.#aggregated.set(form, encoded);
    }
    return encoded;
  }

  #named() {
    return this.#deps.catalog.groups().filter(({ name }) => name !== "");
  }
}
