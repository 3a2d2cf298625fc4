import { loadRestConfig } from "../../client/kubeconfig/index.js";
import { RESTClient, type RESTInterface } from "../../client/rest/index.js";
import { CommandError } from "./io.js";

export interface ClientFlags {
  /** Default: $KUBECONFIG, then ~/.kube/config. */
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** A client of the server that the flags name. @throws CommandError when there is no usable kubeconfig */
export function clientOf({ kubeconfig, context }: ClientFlags): RESTInterface {
  try {
    const { config } = loadRestConfig({
      ...(kubeconfig === undefined ? {} : { path: kubeconfig }),
      ...(context === undefined ? {} : { context }),
    });
    return new RESTClient(config);
  } catch (err) {
    throw new CommandError(err instanceof Error ? err.message : String(err), 2);
  }
}
