import type { RESTInterface } from "../../../../client/rest/index.js";
import { PolicyReader, type FlowControlPolicy } from "../policy/policy-reader.js";

const GROUP = "/apis/flowcontrol.apiserver.k8s.io/v1";

interface List {
  readonly apiVersion: string;
  readonly kind: string;
  readonly items: readonly object[];
}

/** The objects that a running server goes by. @throws StatusError as the server answers */
export async function policyOfServer(client: RESTInterface, signal: AbortSignal): Promise<FlowControlPolicy> {
  // A newer server may have fields that are unknown here; what is known still explains.
  const reader = new PolicyReader();
  for (const resource of ["prioritylevelconfigurations", "flowschemas"]) {
    const { apiVersion, kind, items } = await client.request<List>(
      { method: "GET", absolutePath: `${GROUP}/${resource}` },
      { signal },
    );
    // The items of a typed list leave out what the list says for all of them.
    for (const item of items) reader.add({ ...item, apiVersion, kind: kind.replace(/List$/, "") }, resource);
  }
  return reader.policy();
}

/** The nominal seats of each level as the server's metrics have them; undefined where the user may not read these. */
export async function nominalSeatsOfServer(
  client: RESTInterface,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number> | undefined> {
  const spec = { method: "GET", absolutePath: "/metrics", accept: "text/plain" } as const;
  const { status, body } = await client.requestRaw(spec, { signal });
  if (status !== 200) return undefined;
  const seats = body
    .toString()
    .matchAll(/^apiserver_flowcontrol_nominal_limit_seats\{priority_level="([^"]*)"\} (\d+)$/gm);
  return new Map([...seats].map(([, level = "", count]) => [level, Number(count)]));
}
