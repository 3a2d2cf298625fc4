import { hostname } from "node:os";
import type { Logger } from "../../apiserver/server/index.js";
import type { TracingConfiguration } from "../../apiserver/tracing/index.js";
import { serverIdentity } from "../../controllers/identity-lease/index.js";

/** Begins to record requests as the configuration says. Resolves with what ends it. */
export async function startTracing(
  config: TracingConfiguration | undefined,
  logger: Logger,
): Promise<{ stop(): Promise<void> } | undefined> {
  if (config === undefined) return undefined;
  // OpenTelemetry's SDK takes a while to load.
  const { TraceExport } = await import("../../apiserver/tracing/exporter.js");
  const instanceID = serverIdentity(hostname());
  try {
    return TraceExport.start({ config, instanceID, warn: (message) => logger.warn(message) });
  } catch (cause) {
    throw new Error(`--tracing-config-file: ${(cause as Error).message}`, { cause });
  }
}
