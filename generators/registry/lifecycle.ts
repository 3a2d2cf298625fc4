import type { Diagnostics } from "../framework/diagnostics.js";
import type { KindModel, PackageModel } from "../framework/model.js";

const PREFIX = "k8s:prerelease-lifecycle-gen:";
const RELEASE = /^(\d+)\.(\d+)$/;
const GA = /^v\d+$/;
// A version that is not for good is deprecated three releases after it came, and removed three after that.
const RELEASES_BETWEEN = 3;

export interface DeprecationView {
  readonly deprecated: string;
  readonly removed?: string;
  readonly replacement?: { readonly group: string; readonly version: string; readonly kind: string };
}

/**
 * When a kind is deprecated and removed in one version; undefined when it is there for good.
 * @see kubernetes/code-generator cmd/prerelease-lifecycle-gen, argsFromType
 */
export function deprecationOf(
  pkg: PackageModel,
  { type, tags }: KindModel,
  diagnostics: Diagnostics,
): DeprecationView | undefined {
  const release = (step: string): string | undefined => {
    const text = tags.value(`${PREFIX}${step}`);
    if (text === undefined || RELEASE.test(text)) return text;
    const problem = `+${PREFIX}${step}=${text} is no release: write it as 1.36`;
    diagnostics.error("KS4005", tags.first(`${PREFIX}${step}`)?.position ?? type.position, problem);
    return undefined;
  };
  const isGA = GA.test(pkg.version);
  const introduced = release("introduced");
  const deprecated = release("deprecated") ?? (isGA ? undefined : later(introduced));
  if (deprecated === undefined) return undefined;
  const removed = release("removed") ?? (isGA ? undefined : later(deprecated));
  const [group, version, kind] = tags.value(`${PREFIX}replacement`)?.split(",") ?? [];
  return {
    deprecated,
    ...(removed === undefined ? {} : { removed }),
    ...(group === undefined || version === undefined || kind === undefined
      ? {}
      : { replacement: { group, version, kind } }),
  };
}

function later(release: string | undefined): string | undefined {
  const match = RELEASE.exec(release ?? "");
  return match === null ? undefined : `${match[1]}.${Number(match[2]) + RELEASES_BETWEEN}`;
}
