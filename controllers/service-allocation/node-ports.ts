import { newInternalError, newInvalid } from "../../apimachinery/api/errors/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import { invalid, Path } from "../../apimachinery/validation/index.js";
import type { Service, ServicePort, ServiceSpec } from "../../apis/core/v1/types.js";
import type { Owner } from "./claims.js";
import { PoolError } from "./pool-error.js";
import type { PortPool } from "./port-pool.js";
import { getsNodePorts, heldPorts, needsHealthCheckPort, needsNodePorts } from "./service-needs.js";
import type { Transaction } from "./transaction.js";

const PORTS = Path.of("spec", "ports");

export interface PortContext {
  readonly owner: Owner;
  readonly dryRun: boolean;
  readonly transaction: Transaction;
  readonly ports: PortPool;
}

/**
 * Gives a Service the node ports that it is to have, and gives back those that it has no more. Ports with the same number
 * and different protocols share a node port.
 */
export async function assignNodePorts(
  service: Service,
  old: DeepReadonly<Service> | undefined,
  context: PortContext,
): Promise<void> {
  const spec = service.spec as ServiceSpec;
  const before = new Set(old === undefined ? [] : heldPorts(old));
  const held = new Set(before);
  if (needsNodePorts(spec)) {
    for (const [i, port] of (spec.ports ?? []).entries()) await assignPort(service, port, i, held, context);
  }
  if (needsHealthCheckPort(spec)) await assignHealthCheckPort(spec, held, context);
  if (context.dryRun) return;
  const after = new Set(heldPorts(service));
  for (const port of before) {
    if (!after.has(port)) context.transaction.returns(() => context.ports.release(port));
  }
}

async function assignPort(
  service: Service,
  port: ServicePort,
  i: number,
  held: Set<number>,
  context: PortContext,
): Promise<void> {
  const spec = service.spec as ServiceSpec;
  if (!port.nodePort) {
    if (!getsNodePorts(spec)) return;
    const shared = spec.ports?.find((other) => other !== port && other.port === port.port && other.nodePort)?.nodePort;
    if (shared === undefined) {
      port.nodePort = await takeAny(held, context, "failed to allocate a nodePort");
      return;
    }
    port.nodePort = shared;
  }
  if (held.has(port.nodePort)) return;
  try {
    await take(port.nodePort, held, context);
  } catch (err) {
    if (!(err instanceof PoolError)) throw err;
    const problem = invalid(PORTS.index(i).child("nodePort"), port.nodePort, err.message);
    throw newInvalid({ group: "", kind: "Service" }, service.metadata.name ?? "", [problem]);
  }
}

async function assignHealthCheckPort(spec: ServiceSpec, held: Set<number>, context: PortContext): Promise<void> {
  const chosen = spec.healthCheckNodePort ?? 0;
  if (chosen === 0) {
    spec.healthCheckNodePort = await takeAny(held, context, "failed to allocate a HealthCheck NodePort");
    return;
  }
  if (held.has(chosen)) return;
  try {
    await take(chosen, held, context);
  } catch (err) {
    if (!(err instanceof PoolError)) throw err;
    throw newInternalError(`failed to allocate requested HealthCheck NodePort ${chosen}: ${err.message}`);
  }
}

async function take(port: number, held: Set<number>, context: PortContext): Promise<void> {
  const { ports, owner, dryRun, transaction } = context;
  await ports.take(port, owner, dryRun);
  held.add(port);
  if (!dryRun) transaction.took(() => ports.release(port));
}

async function takeAny(held: Set<number>, context: PortContext, failure: string): Promise<number> {
  const { ports, owner, dryRun, transaction } = context;
  try {
    const port = await ports.takeAny(owner, dryRun, held);
    held.add(port);
    if (!dryRun) transaction.took(() => ports.release(port));
    return port;
  } catch (err) {
    if (!(err instanceof PoolError)) throw err;
    throw newInternalError(`${failure}: ${err.message}`);
  }
}
