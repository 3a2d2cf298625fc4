import { context, diag, DiagLogLevel, propagation, trace, type DiagLogger } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
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

  private constructor(provider: BasicTracerProvider) {
    this.#provider = provider;
  }

  /** @throws Error when the process has a provider already: there can be one only */
  static start({ config, instanceID, warn }: ExportOptions): TraceExport {
    const { endpoint = DEFAULT_ENDPOINT, samplingRatePerMillion = 0 } = config;
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ "service.name": "apiserver", "service.instance.id": instanceID }),
      sampler: new ParentBasedSampler({
        root:
          samplingRatePerMillion > 0
            ? new TraceIdRatioBasedSampler(samplingRatePerMillion / MILLION)
            : new AlwaysOffSampler(),
      }),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: urlOf(endpoint) }))],
    });
    if (!trace.setGlobalTracerProvider(provider)) throw new Error("this process has a tracer provider already");
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(
      new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
    );
    diag.setLogger(loggerTo(warn), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    return new TraceExport(provider);
  }

  /** Sends what waits, for two seconds at the most, and takes the provider away. */
  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_EXPORT_MS);
    });
    // What cannot be sent any more was told by the logger.
    await Promise.race([this.#provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
    trace.disable();
    context.disable();
    propagation.disable();
    diag.disable();
  }
}

/** As upstream, connections are not encrypted: the collector runs beside the server. */
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
