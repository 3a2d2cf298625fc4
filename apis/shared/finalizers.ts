const STANDARD: ReadonlySet<string> = new Set(["kubernetes", "orphan", "foregroundDeletion"]);

/**
 * Finalizers of built-in kinds that are not Kubernetes' own have a domain in front.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateKubeFinalizerName
 */
export function validateKubeFinalizer(finalizer: string): string[] {
  if (finalizer.includes("/") || STANDARD.has(finalizer)) return [];
  return ["name is neither a standard finalizer name nor is it fully qualified"];
}
