import type { Random } from "../../../apimachinery/clock/index.js";
import { generateName } from "../../../apimachinery/names/index.js";
import type { Container, PodSpec, Volume } from "./shapes.js";

const VOLUME_PREFIX = "kube-api-access-";
const MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
// An hour and seven seconds: kubelets tell by the odd number which tokens they may renew early.
const TOKEN_SECONDS = 3607;
const MODE = 0o644;

/** Mounts the account's token, the API's authority and the namespace in every container that mounts nothing there. */
export function mountToken(spec: PodSpec, random: Random): void {
  const existing = spec.volumes?.find(({ name }) => name.startsWith(VOLUME_PREFIX))?.name;
  const name = existing ?? generateName(VOLUME_PREFIX, random);
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const without = containers.filter((container) => !hasMount(container));
  for (const container of without) {
    (container.volumeMounts ??= []).push({ name, readOnly: true, mountPath: MOUNT_PATH });
  }
  if (existing === undefined && without.length > 0) (spec.volumes ??= []).push(tokenVolume(name));
}

function hasMount({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => mountPath === MOUNT_PATH);
}

function tokenVolume(name: string): Volume {
  const sources = [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
    {
      downwardAPI: { items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }] },
    },
  ];
  return { name, projected: { sources, defaultMode: MODE } };
}
