import { statusErrorFrom } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import type { Scheme } from "../../../apimachinery/runtime/index.js";
import {
  AdmissionChain,
  NamespaceLifecycle,
  type AdmissionInitializer,
  type AdmissionPlugin,
} from "../../admission/index.js";
import { alwaysAllow } from "../../authorization/index.js";
import { ResourceRegistry, Store, type Reservations, type ResourceDefinition } from "../../registry/index.js";
import { MemoryBackend } from "../../storage/memory/index.js";
import { DirectStorage } from "../../storage/resource/index.js";
import { createResourceHandler, FieldManagers, type EndpointDeps, type Handler, type SchemaSource } from "../index.js";
import { fakeExchange, type FakeExchange, type FakeRequestParts } from "./fake-exchange.js";

export interface BenchParts {
  readonly scheme: Scheme;
  readonly definitions: readonly ResourceDefinition[];
  readonly schemas: SchemaSource;
  /** By default NamespaceLifecycle alone. */
  readonly plugins?: readonly AdmissionPlugin[] | ((initializer: AdmissionInitializer) => readonly AdmissionPlugin[]);
  /** By the resource, as its plural. */
  readonly reservations?: { readonly [plural: string]: Reservations };
  readonly deps?: Partial<EndpointDeps>;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** Handlers, registry and stores in one process, as a server puts them together, without a network. */
export class ApiBench {
  readonly clock = new FakeClock();
  readonly backend = new MemoryBackend({ clock: this.clock });
  readonly registry = new ResourceRegistry();
  readonly scheme: Scheme;
  /** For what the server itself writes; requests have them by `deps` alone. */
  readonly fieldManagers: FieldManagers;
  readonly #handler: Handler;

  constructor(parts: BenchParts) {
    const { clock, backend, registry } = this;
    const { scheme } = parts;
    this.scheme = scheme;
    this.fieldManagers = new FieldManagers({ scheme, schemas: parts.schemas, clock });
    for (const definition of parts.definitions) {
      registry.add(
        new Store({
          definition,
          scheme,
          storage: (codec) => new DirectStorage({ backend, codec, clock }),
          keyPrefix: "/registry",
          clock,
          random: Math.random,
          reservations: parts.reservations?.[definition.plural],
        }),
      );
    }
    const initializer = { scheme, reader: registry, clock, random: Math.random, config: undefined };
    const { plugins: given = [new NamespaceLifecycle(initializer)] } = parts;
    const plugins = typeof given === "function" ? given(initializer) : given;
    this.#handler = createResourceHandler({
      registry,
      scheme,
      admission: new AdmissionChain(plugins, { clock }),
      authorizer: alwaysAllow,
      schemas: parts.schemas,
      clock,
      random: Math.random,
      ...parts.deps,
    });
  }

  async start(): Promise<this> {
    await this.backend.start();
    return this;
  }

  /** Sends a request whose body, when it is no text, is written as JSON. */
  async send(
    method: string,
    url: string,
    parts: Omit<FakeRequestParts, "body"> & { readonly body?: unknown } = {},
  ): Promise<Answer> {
    return answerOf(await this.exchange(method, url, parts));
  }

  /** As {@link send}, for tests that look at the bytes of the answer. */
  async exchange(
    method: string,
    url: string,
    parts: Omit<FakeRequestParts, "body"> & { readonly body?: unknown } = {},
  ): Promise<FakeExchange> {
    const { body, ...rest } = parts;
    const bytes = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const exchange = fakeExchange(method, url, { ...rest, ...(bytes === undefined ? {} : { body: bytes }) });
    await this.handle(exchange);
    return exchange;
  }

  /** Runs the handler, and answers errors as the filter above it does. */
  async handle(exchange: FakeExchange): Promise<void> {
    try {
      await this.#handler(exchange);
    } catch (err) {
      if (exchange.response.started) throw err;
      const { status, cause } = statusErrorFrom(err);
      // A test wants to see what a client must not.
      if (status.reason === "InternalError" && cause instanceof Error) throw cause;
      const retryAfter = status.details?.retryAfterSeconds;
      if (retryAfter) exchange.response.setHeader("retry-after", String(retryAfter));
      exchange.response.send(status.code ?? 500, "application/json", JSON.stringify(status));
    }
  }
}

export function answerOf({ response, warnings }: FakeExchange): Answer {
  const text = response.body.toString();
  return {
    status: response.status,
    contentType: response.contentType,
    headers: response.headers,
    warnings: [...warnings],
    text,
    body: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
