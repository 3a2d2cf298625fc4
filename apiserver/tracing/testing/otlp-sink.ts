import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import protobuf from "protobufjs";

/** The part of OTLP that the tests look at. @see https://github.com/open-telemetry/opentelemetry-proto */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeSpans { repeated Span spans = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
    repeated KeyValue attributes = 9;
  }
  message KeyValue { string key = 1; Value value = 2; }
  message Value { string string_value = 1; int64 int_value = 3; }
`);
const Request = root.lookupType("Request");

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

export interface ReceivedSpan {
  /** Base64, as `spanId` and `parentSpanId`. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes?: readonly Attribute[];
}

interface ReceivedRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
}

/** A collector of spans: a gRPC server that keeps what it is sent. */
export class OTLPSink {
  readonly spans: ReceivedSpan[] = [];
  readonly resource = new Map<string, string | undefined>();
  readonly #server = new Server();

  /** @returns `127.0.0.1:PORT` */
  async start(address = "127.0.0.1:0"): Promise<string> {
    const bytes = (value: Buffer): Buffer => value;
    const service = {
      export: {
        path: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
        requestStream: false,
        responseStream: false,
        requestSerialize: bytes,
        requestDeserialize: bytes,
        responseSerialize: bytes,
        responseDeserialize: bytes,
      },
    };
    const implementation: UntypedServiceImplementation = {
      export: (call: { readonly request: Buffer }, done: (err: null, reply: Buffer) => void) => {
        this.#take(call.request);
        done(null, Buffer.alloc(0));
      },
    };
    this.#server.addService(service, implementation);
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (err, bound) =>
        err === null ? resolve(bound) : reject(err),
      );
    });
    return `127.0.0.1:${port}`;
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #take(bytes: Buffer): void {
    const request = Request.toObject(Request.decode(bytes), { bytes: String }) as ReceivedRequest;
    for (const { resource, scopeSpans } of request.resourceSpans) {
      for (const { key, value } of resource.attributes) this.resource.set(key, value.stringValue);
      for (const { spans } of scopeSpans) this.spans.push(...spans);
    }
  }
}
