import { readFileSync } from "node:fs";
import type { FlagValues } from "./flags/server-flags.js";
import type { KubeletOptions } from "./subresources/connect/kubelets.js";

const ADDRESS_TYPES = ["Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"];

/** How nodes' kubelets are called. */
export function kubeletOptionsOf(flags: FlagValues, problems: string[]): KubeletOptions {
  const types = flags["kubelet-preferred-address-types"];
  for (const type of types) {
    if (ADDRESS_TYPES.includes(type)) continue;
    problems.push(`--kubelet-preferred-address-types: unknown type ${type}; there are ${ADDRESS_TYPES.join(", ")}`);
  }
  if ((flags["kubelet-client-certificate"] === undefined) !== (flags["kubelet-client-key"] === undefined)) {
    problems.push("--kubelet-client-certificate and --kubelet-client-key: both or neither must be given");
  }
  const read = (
    flag: "kubelet-certificate-authority" | "kubelet-client-certificate" | "kubelet-client-key",
  ): string | undefined => {
    const path = flags[flag];
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, "utf8");
    } catch (err) {
      const { code, message } = err as NodeJS.ErrnoException;
      problems.push(`--${flag}=${path}: ${code === "ENOENT" ? "no such file" : message}`);
      return undefined;
    }
  };
  const ca = read("kubelet-certificate-authority");
  return {
    preferredAddressTypes: types.length === 0 ? ADDRESS_TYPES : types,
    tls: {
      ca,
      cert: read("kubelet-client-certificate"),
      key: read("kubelet-client-key"),
      rejectUnauthorized: ca !== undefined,
    },
  };
}
