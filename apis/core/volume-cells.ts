import type { DeepReadonly, KubeObject } from "kindsmith/apimachinery";

const UNSET = "<unset>";
const ACCESS_MODES = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
] as const;
const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

/** `RWO,ROX`: each mode once, in a fixed order. */
export function accessModes(modes: readonly string[] | undefined): string {
  return ACCESS_MODES.filter(([mode]) => modes?.includes(mode) === true)
    .map(([, short]) => short)
    .join(",");
}

interface ClassedSpec {
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
}

interface Classed {
  readonly metadata: DeepReadonly<KubeObject["metadata"]>;
  readonly spec?: ClassedSpec;
}

/** An annotation was the field's forerunner and still wins. */
export function storageClass({ metadata, spec }: Classed): string {
  return metadata.annotations?.[CLASS_ANNOTATION] ?? spec?.storageClassName ?? "";
}

export function attributesClass({ spec }: Classed): string {
  return spec?.volumeAttributesClassName ?? UNSET;
}

export function volumeMode({ spec }: Classed): string {
  return spec?.volumeMode ?? UNSET;
}

/** What is being deleted says so in place of its phase. */
export function phase({ metadata }: Classed, status: { readonly phase?: string } | undefined): string {
  return metadata.deletionTimestamp == null ? (status?.phase ?? "") : "Terminating";
}
