import { realClock } from "../../apimachinery/clock/index.js";
import type { APIGroupDefinition } from "../../apiserver/registry/index.js";
import type { DatabaseThread } from "../../apiserver/storage/embedded/index.js";
import { createJSONLogger, createTextLogger, versionInfo, type Logger } from "../../apiserver/server/index.js";
import { admissionProblems, admissionWarnings, type AdmissionPluginFactories } from "./admission.js";
import { APIServer } from "./api-server.js";
import { builtInGroups } from "./built-in-groups.js";
import { parseFlags } from "./flags/parse-flags.js";
import { completeOptions } from "./options.js";
import { packageVersion } from "./package-version.js";

export interface RunOptions {
  /** Groups beside those of Kubernetes itself, which are always there. */
  readonly groups: readonly APIGroupDefinition[];
  /** Admission plug-ins beside those of this package, by name; they are on unless disabled by flag. */
  readonly admissionPlugins?: AdmissionPluginFactories;
  /** Flags; by default the process' own. */
  readonly argv?: readonly string[];
  /** The command's name in messages. */
  readonly command?: string;
  /** A thread for the embedded store, which the server ends when it needs none. */
  readonly databaseThread?: DatabaseThread | undefined;
  /** Called once the server is ready. */
  readonly onServing?: () => void;
}

export type ExitCode = 0 | 1 | 2;

/**
 * Runs an API server as the whole of a process: reads flags, serves until SIGTERM or SIGINT, and stops. A second signal
 * ends the process at once with 1.
 * @returns what the process should exit with: 0 after a clean stop, 1 when it could not start, 2 for bad flags.
 */
export async function runAPIServer(run: RunOptions): Promise<ExitCode> {
  const { argv = process.argv.slice(2), command = "kindsmith-apiserver", admissionPlugins = {} } = run;
  const parsed = parseFlags(argv);
  if (parsed.wantsHelp) {
    const { helpText } = await import("./flags/help.js");
    process.stdout.write(await helpText(command, process.stdout.columns ?? 100));
    return 0;
  }
  if (parsed.wantsVersion) {
    process.stdout.write(`${versionInfo(packageVersion()).gitVersion}\n`);
    return 0;
  }
  const selection = { builtIn: await builtInGroups(), own: run.groups };
  const { options, problems, warnings } = completeOptions(parsed.values, parsed.given, selection);
  const all = [...parsed.problems, ...problems, ...admissionProblems(parsed.values, admissionPlugins)];
  if (all.length > 0) {
    for (const problem of all) process.stderr.write(`${command}: ${problem}\n`);
    process.stderr.write(`${command}: --help shows all flags\n`);
    return 2;
  }
  const logger = loggerOf(options.flags["logging-format"], options.flags.v);
  const admission = admissionWarnings(parsed.values, admissionPlugins);
  for (const warning of [...parsed.warnings, ...warnings, ...admission]) logger.warn(warning);
  const server = new APIServer(options, {
    clock: realClock,
    random: Math.random,
    logger,
    admissionPlugins,
    databaseThread: run.databaseThread,
  });
  const stopAsked = onSignal(logger);
  try {
    const started = server.start();
    // A signal during a long start ends it as soon as what is under way allows.
    const first = await Promise.race([started, stopAsked]);
    if (first !== undefined) {
      logger.info(`serving on ${first.url}`);
      run.onServing?.();
      await stopAsked;
    }
    await server.stop();
    logger.verbose(1, "stopped");
    return 0;
  } catch (err) {
    process.stderr.write(`${command}: ${describe(err)}\n`);
    await server.stop().catch((stopErr: unknown) => logger.error("cannot stop cleanly", stopErr));
    return 1;
  }
}

/** Resolves at the first signal; the second ends the process. */
function onSignal(logger: Logger): Promise<undefined> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        logger.info(`received ${signal}, shutting down`);
        resolve(undefined);
      });
    }
  });
}

function loggerOf(format: string, verbosity: number): Logger {
  const write = (line: string): void => void process.stderr.write(line);
  return (format === "json" ? createJSONLogger : createTextLogger)({ verbosity, clock: realClock, write });
}

function describe(err: unknown): string {
  const { code, message, cause, address, port } = err as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === "EADDRINUSE")
    return `cannot listen: port ${port} at ${address} is in use; --secure-port chooses another`;
  if (code === "EACCES" && port !== undefined)
    return `cannot listen: port ${port} needs more rights than this process has`;
  const because = cause instanceof Error ? `: ${describe(cause)}` : "";
  return `${message}${because}`;
}
