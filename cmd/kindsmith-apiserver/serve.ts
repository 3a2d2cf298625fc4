import type { AdmissionPluginFactories } from "../server/admission.js";
import { sampleGroups } from "../server/built-in-groups.js";
import { runAPIServer, type ExitCode } from "../server/index.js";
import { BanFlunder } from "./ban-flunder.js";

/** Plug-ins of the sample group; on unless `--disable-admission-plugins` names them. */
export const sampleAdmissionPlugins: AdmissionPluginFactories = {
  BanFlunder: (initializer) => new BanFlunder(initializer),
};

/** This project's own server: Kubernetes' groups and the sample group. */
export async function serve(): Promise<ExitCode> {
  return runAPIServer({ groups: await sampleGroups(), admissionPlugins: sampleAdmissionPlugins });
}
