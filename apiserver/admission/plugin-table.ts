import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { AdmissionOperation, AdmissionPlugin } from "./interface.js";

/** The two halves of admission. */
export type AdmissionStep = "admit" | "validate";

type Row = { readonly [step in AdmissionStep]: { [operation in AdmissionOperation]?: readonly AdmissionPlugin[] } };

/** Which plug-ins a write meets. Most look at few resources, so that most writes meet next to none. */
export class PluginTable {
  readonly #plugins: readonly AdmissionPlugin[];
  /** By the object that a handler has for its resource: what has been asked once is found without making a key. */
  readonly #rows = new WeakMap<GroupResource, Row>();

  constructor(plugins: readonly AdmissionPlugin[]) {
    this.#plugins = plugins;
  }

  /** Those that have such a half and care for such a write, in order. */
  get(step: AdmissionStep, operation: AdmissionOperation, resource: GroupResource): readonly AdmissionPlugin[] {
    let row = this.#rows.get(resource);
    if (row === undefined) this.#rows.set(resource, (row = { admit: {}, validate: {} }));
    return (row[step][operation] ??= this.#plugins.filter(
      (plugin) => plugin[step] !== undefined && plugin.handles(operation) && looksAt(plugin, resource),
    ));
  }
}

function looksAt({ resources }: AdmissionPlugin, { group, resource }: GroupResource): boolean {
  return resources === undefined || resources.some((one) => one.group === group && one.resource === resource);
}
