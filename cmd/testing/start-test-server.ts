import { realClock, type Clock } from "../../apimachinery/clock/index.js";
import type { APIGroupDefinition } from "../../apiserver/registry/index.js";
import type { RestConfig } from "../../client/rest/index.js";
import { silentLogger, type Logger } from "../../apiserver/server/index.js";
import { admissionProblems, type AdmissionPluginFactories } from "../server/admission.js";
import { APIServer } from "../server/api-server.js";
import { builtInGroups } from "../server/built-in-groups.js";
import { parseFlags } from "../server/flags/parse-flags.js";
import { completeOptions } from "../server/options.js";

export interface TestServerOptions {
  /** Groups to serve beside Kubernetes' own. */
  readonly groups?: readonly APIGroupDefinition[];
  /** False leaves Kubernetes' own groups out: the server starts faster, but has no namespaces either. */
  readonly builtInGroups?: boolean;
  /** Default memory: nothing outlives the server. `embedded` needs `dataDir`. */
  readonly storage?: "memory" | "embedded";
  readonly dataDir?: string;
  /** Further flags of kindsmith-apiserver. */
  readonly flags?: readonly string[];
  readonly admissionPlugins?: AdmissionPluginFactories;
  readonly logger?: Logger;
  readonly clock?: Clock;
}

export interface TestServer {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** YAML for kubectl and client libraries. */
  readonly kubeconfig: string;
  /** For the clients of `kindsmith/client`: an administrator. */
  readonly clientConfig: RestConfig;
  /** Lets requests under way end and closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts a server in this process; resolves when it is ready.
 * @throws Error that lists everything that is wrong with the options.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { storage = "memory", dataDir, admissionPlugins = {} } = options;
  if (storage === "embedded" && dataDir === undefined) throw new Error('storage "embedded" needs a dataDir');
  const argv = [
    "--bind-address=127.0.0.1",
    "--secure-port=0",
    `--storage-backend=${storage}`,
    ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`]),
    // Flow control is configured by objects of a built-in group.
    ...(options.builtInGroups === false ? ["--enable-priority-and-fairness=false"] : []),
    ...(options.flags ?? []),
  ];
  const parsed = parseFlags(argv);
  const builtIn = options.builtInGroups === false ? [] : await builtInGroups();
  const completed = completeOptions(parsed.values, parsed.given, { builtIn, own: options.groups ?? [] });
  const problems = [...parsed.problems, ...completed.problems, ...admissionProblems(parsed.values, admissionPlugins)];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const server = new APIServer(completed.options, {
    clock: options.clock ?? realClock,
    random: Math.random,
    logger: options.logger ?? silentLogger,
    admissionPlugins,
  });
  try {
    const { url, kubeconfig, credentials } = await server.start();
    return {
      url,
      kubeconfig,
      clientConfig: { server: url, tls: { ca: credentials.servingCA }, bearerToken: credentials.adminToken },
      stop: () => server.stop(),
    };
  } catch (err) {
    await server.stop();
    throw err;
  }
}
