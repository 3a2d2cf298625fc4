import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { Pod } from "../../apis/core/v1/types.js";
import type { ObjectName } from "../reconcile/index.js";

/** The claims that a pod's volumes name, or that are made for them. */
export function claimsOf({ metadata, spec }: DeepReadonly<Pod>): readonly ObjectName[] {
  const { namespace = "" } = metadata;
  return (spec?.volumes ?? []).flatMap((volume) => {
    if (volume.ephemeral !== undefined) return [{ namespace, name: `${metadata.name}-${volume.name}` }];
    const name = volume.persistentVolumeClaim?.claimName;
    return name === undefined ? [] : [{ namespace, name }];
  });
}

/** A pod uses its claims from when it has a node until it has ended: a kubelet starts none whose claim is being deleted. */
export function podUsesClaims({ spec, status }: DeepReadonly<Pod>): boolean {
  return !!spec?.nodeName && status?.phase !== "Succeeded" && status?.phase !== "Failed";
}

/** The classes that a volume or a claim has or is to have. */
export function usesAttributesClass(user: DeepReadonly<KubeObject>): readonly ObjectName[] {
  const { spec, status } = user as {
    readonly spec?: { readonly volumeAttributesClassName?: string };
    readonly status?: { readonly currentVolumeAttributesClassName?: string };
  };
  const names = [spec?.volumeAttributesClassName, status?.currentVolumeAttributesClassName];
  return names.flatMap((name) => (name ? [{ namespace: "", name }] : []));
}
