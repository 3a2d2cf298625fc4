import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { Container, NamedReference, PodSpec, Volume } from "./shapes.js";

type Reference = DeepReadonly<NamedReference> | undefined;

// Volume sources that have a secret beside what they mount, and the field that names it.
const SECRET_FIELDS: readonly (readonly [source: string, field: string])[] = [
  ["azureFile", "secretName"],
  ["cephfs", "secretRef"],
  ["cinder", "secretRef"],
  ["flexVolume", "secretRef"],
  ["rbd", "secretRef"],
  ["scaleIO", "secretRef"],
  ["iscsi", "secretRef"],
  ["storageos", "secretRef"],
  ["csi", "nodePublishSecretRef"],
];

/**
 * The names of all secrets that a pod needs, some perhaps twice.
 * @see kubernetes pkg/api/pod/util.go, VisitPodSecretNames
 */
export function secretNamesOf(spec: DeepReadonly<PodSpec>): string[] {
  const { imagePullSecrets = [], initContainers = [], containers = [], ephemeralContainers = [], volumes = [] } = spec;
  const all = [
    ...imagePullSecrets,
    ...[...initContainers, ...containers, ...ephemeralContainers].flatMap(ofContainer),
    ...volumes.flatMap(ofVolume),
  ];
  return all.flatMap((reference) => reference?.name || []);
}

function ofContainer({ env = [], envFrom = [] }: DeepReadonly<Container>): Reference[] {
  return [...envFrom.map(({ secretRef }) => secretRef), ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef)];
}

function ofVolume(volume: DeepReadonly<Volume>): Reference[] {
  // The sources that plug-ins do not look into any further.
  const sources: { readonly [source: string]: unknown } = { ...volume };
  const others = SECRET_FIELDS.map(([source, field]): Reference => {
    const value = (sources[source] as { readonly [field: string]: Reference | string } | undefined)?.[field];
    return typeof value === "string" ? { name: value } : value;
  });
  const secret = volume.secret?.secretName;
  return [
    ...(secret === undefined ? [] : [{ name: secret }]),
    ...(volume.projected?.sources ?? []).map((source) => source.secret),
    ...others,
  ];
}
