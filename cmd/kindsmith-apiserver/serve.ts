import type { AdmissionPluginFactories } from "../server/admission.js";
import { ownGroups } from "../server/built-in-groups.js";
import { runAPIServer, type ExitCode, type RunOptions } from "../server/index.js";
import { BanFlunder } from "./ban-flunder.js";

/** Plug-ins of the sample group; on unless `--disable-admission-plugins` names them. */
export const sampleAdmissionPlugins: AdmissionPluginFactories = {
  BanFlunder: (initializer) => new BanFlunder(initializer),
};

/** The server of this tree: Kubernetes' groups and those of `apis/` beside them. */
export async function serve(options: Pick<RunOptions, "onServing" | "databaseThread"> = {}): Promise<ExitCode> {
  return runAPIServer({ ...options, groups: await ownGroups(), admissionPlugins: sampleAdmissionPlugins });
}
