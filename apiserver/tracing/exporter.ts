import { credentials } from "@grpc/grpc-js";
import { context, diag, DiagLogLevel, propagation, trace, type DiagLogger } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  CompositePropagator,
  loggingErrorHandler,
  setGlobalErrorHandler,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { TracingConfiguration } from "./tracing-config.js";

const DEFAULT_ENDPOINT = "localhost:4317";
const MILLION = 1_000_000;
// A collector that does not answer must not hold up a stop.
const LAST_EXPORT_MS = 2_000;

export interface ExportOptions {
  readonly config: TracingConfiguration;
  /** Tells the spans of this server from those of others. */
  readonly instanceID: string;
  /** Told when spans are lost. */
  readonly warn: (message: string) => void;
}

/**
 * Makes OpenTelemetry's SDK the provider of this process, with spans sent by OTLP over gRPC as the configuration says.
 * Part of no start without tracing: loaded late.
 * @see kubernetes/component-base tracing/utils.go, NewProvider
 */
export class TraceExport {
  readonly #provider: BasicTracerProvider;
  readonly #lost: (err: unknown) => void;

  private constructor(provider: BasicTracerProvider, lost: (err: unknown) => void) {
    this.#provider = provider;
    this.#lost = lost;
  }

  /** @throws Error when the process has a provider already: there can be one only */
  static start({ config, instanceID, warn }: ExportOptions): TraceExport {
    const { endpoint = DEFAULT_ENDPOINT, samplingRatePerMillion = 0 } = config;
    // As upstream, not encrypted: the collector runs beside the server.
    const exporter = new OTLPTraceExporter({ url: urlOf(endpoint), credentials: credentials.createInsecure() });
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ "service.name": "apiserver", "service.instance.id": instanceID }),
      sampler: new ParentBasedSampler({
        root:
          samplingRatePerMillion > 0
            ? new TraceIdRatioBasedSampler(samplingRatePerMillion / MILLION)
            : new AlwaysOffSampler(),
      }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    if (!trace.setGlobalTracerProvider(provider)) throw new Error("this process has a tracer provider already");
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(
      new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
    );
    const lost = (err: unknown): void => warn(`tracing: spans are lost: ${err instanceof Error ? err.message : err}`);
    // Its own handler writes an error as JSON, with its stack.
    setGlobalErrorHandler(lost);
    diag.setLogger(loggerTo(warn), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    return new TraceExport(provider, lost);
  }

  /** Sends what waits, for two seconds at the most, and takes the provider away. */
  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the collector does not answer")), LAST_EXPORT_MS);
    });
    await Promise.race([this.#provider.shutdown(), late]).catch(this.#lost);
    clearTimeout(timer);
    trace.disable();
    context.disable();
    propagation.disable();
    diag.disable();
    setGlobalErrorHandler(loggingErrorHandler());
  }
}

/** The endpoint as the exporter wants it. */
function urlOf(endpoint: string): string {
  if (endpoint.startsWith("unix:")) return endpoint;
  // An authority, between the second slash and the third, names a DNS server, which is not for us to choose.
  return `http://${endpoint.replace(/^dns:\/\/[^/]*\//, "")}`;
}

function loggerTo(warn: (message: string) => void): DiagLogger {
  const tell = (message: string): void => warn(`tracing: ${message}`);
  const ignore = (): void => undefined;
  return { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore };
}
