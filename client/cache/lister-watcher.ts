import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import type { ListOptions } from "../gentype/index.js";
import type { Watch } from "../rest/index.js";

/** Where a reflector gets its objects from. Typed clients are ListerWatchers. */
export interface ListerWatcher<T extends KubeObject> {
  list(opts: ListOptions): Promise<KubeList<T>>;
  watch(opts: ListOptions): Promise<Watch<T>>;
  /** False when `sendInitialEvents` must not be tried. Default: it is tried, and listing is the fallback. */
  readonly supportsWatchList?: boolean;
}

/** Changes the options of every list and watch call of an informer: selectors, limits. */
export type TweakListOptions = (opts: ListOptions) => ListOptions;

/** A ListerWatcher whose options are changed first. */
export function tweakListerWatcher<T extends KubeObject>(
  lw: ListerWatcher<T>,
  tweak: TweakListOptions | undefined,
): ListerWatcher<T> {
  if (tweak === undefined) return lw;
  return {
    list: (opts) => lw.list(tweak(opts)),
    watch: (opts) => lw.watch(tweak(opts)),
    ...(lw.supportsWatchList !== undefined && { supportsWatchList: lw.supportsWatchList }),
  };
}
