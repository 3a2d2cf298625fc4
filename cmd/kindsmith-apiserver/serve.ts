import { sampleGroups } from "../server/built-in-groups.js";
import { runAPIServer, type ExitCode } from "../server/index.js";

/** This project's own server: Kubernetes' groups and the sample group. */
export async function serve(): Promise<ExitCode> {
  return runAPIServer({ groups: await sampleGroups() });
}
