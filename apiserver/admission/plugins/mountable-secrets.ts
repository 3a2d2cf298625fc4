import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { Container, PodSpec, ServiceAccount } from "./shapes.js";

const ENFORCE = "kubernetes.io/enforce-mountable-secrets";
// What Go reads as true.
const TRUE: ReadonlySet<string | undefined> = new Set(["1", "t", "T", "TRUE", "true", "True"]);

type Account = DeepReadonly<ServiceAccount>;

/** True when the account's pods may use the secrets only that the account lists. */
export function limitsSecrets({ metadata }: Account): boolean {
  return TRUE.has(metadata.annotations?.[ENFORCE]);
}

/** Why a pod must not use a secret that it names; undefined when all of them are listed. */
export function forbiddenSecret(account: Account, spec: DeepReadonly<PodSpec>): string | undefined {
  const mountable = new Set(account.secrets?.map(({ name }) => name));
  for (const { secret } of spec.volumes ?? []) {
    if (secret === undefined || mountable.has(secret.secretName)) continue;
    return `volume with secret.secretName="${secret.secretName}" is not allowed because service account ${account.metadata.name} does not reference that secret`;
  }
  const inContainers =
    inContainersOf("init container", spec.initContainers, account, mountable) ??
    inContainersOf("container", spec.containers, account, mountable);
  if (inContainers !== undefined) return inContainers;
  const pullable = new Set(account.imagePullSecrets?.map(({ name }) => name));
  const i = spec.imagePullSecrets?.findIndex(({ name }) => !pullable.has(name)) ?? -1;
  if (i < 0) return undefined;
  return `imagePullSecrets[${i}].name="${spec.imagePullSecrets![i]?.name}" is not allowed because service account ${account.metadata.name} does not reference that imagePullSecret`;
}

/** As {@link forbiddenSecret}, of the ephemeral containers alone. */
export function forbiddenEphemeralSecret(account: Account, spec: DeepReadonly<PodSpec>): string | undefined {
  const mountable = new Set(account.secrets?.map(({ name }) => name));
  return inContainersOf("ephemeral container", spec.ephemeralContainers, account, mountable);
}

function inContainersOf(
  what: string,
  containers: readonly DeepReadonly<Container>[] = [],
  { metadata }: Account,
  mountable: ReadonlySet<string | undefined>,
): string | undefined {
  const why = (container: string, where: string, secret: string | undefined): string =>
    `${what} ${container} with ${where} referencing secret.secretName="${secret}" is not allowed because service account ${metadata.name} does not reference that secret`;
  for (const { name, env = [], envFrom = [] } of containers) {
    for (const { name: variable, valueFrom } of env) {
      const secret = valueFrom?.secretKeyRef;
      if (secret !== undefined && !mountable.has(secret.name)) return why(name, `envVar ${variable}`, secret.name);
    }
    for (const { secretRef } of envFrom) {
      if (secretRef !== undefined && !mountable.has(secretRef.name)) return why(name, "envFrom", secretRef.name);
    }
  }
  return undefined;
}
