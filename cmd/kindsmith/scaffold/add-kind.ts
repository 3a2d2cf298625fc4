import type { Host } from "../../../generators/framework/host.js";
import { kindNames } from "../../../generators/framework/names.js";
import { CommandError } from "../io.js";
import { ensureVersion } from "./add-version.js";
import type { GroupVersionArgument } from "./arguments.js";
import type { ChangeSet } from "./change-set.js";
import { appendTypes, declaresType } from "./edit-source.js";
import { stripTags } from "./strip-tags.js";

const META = "kindsmith/apimachinery/meta/v1";

export interface AddKindOptions {
  readonly clusterScoped: boolean;
  readonly plural: string | undefined;
  readonly hasStatus: boolean;
}

/** Adds the types of a kind, the file for its hooks and a sample manifest; group and version are made when absent. */
export async function addKind(
  host: Host,
  changes: ChangeSet,
  groupVersion: GroupVersionArgument,
  kind: string,
  opts: AddKindOptions,
): Promise<void> {
  const layout = await ensureVersion(host, changes, groupVersion);
  const { dir, group } = layout;
  const { version } = groupVersion;
  const names = kindNames(kind, opts.plural === undefined ? {} : { plural: opts.plural });
  const typesPath = `apis/${dir}/${version}/types.ts`;
  const content = changes.read(typesPath)!;
  const made = [kind, names.list, `${kind}Spec`, ...(opts.hasStatus ? [`${kind}Status`] : [])];
  const clash = made.find((name) => declaresType(content, name));
  if (clash !== undefined) throw new CommandError(`${typesPath} declares ${clash} already`);

  const text = changes.render("scaffold/kind-types", {
    kind,
    list: names.list,
    article: /^[AEIO]/.test(kind) ? "an" : "a",
    Article: /^[AEIO]/.test(kind) ? "An" : "A",
    words: kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " "),
    plural: opts.plural ?? "",
    clusterScoped: opts.clusterScoped,
    hasStatus: opts.hasStatus,
  });
  const imports = ["ListMeta", "ObjectMeta", "TypeMeta", ...(opts.hasStatus ? ["Condition", "int64"] : [])].sort();
  await changes.write(typesPath, appendTypes(content, META, imports, text));
  if (layout.hasHub) {
    const hubPath = `apis/${dir}/types.ts`;
    const hub = changes.read(hubPath)!;
    if (!declaresType(hub, kind)) await changes.write(hubPath, appendTypes(hub, META, imports, stripTags(text)));
  }

  const strategyPath = `apis/${dir}/${names.file}-strategy.ts`;
  if (changes.read(strategyPath) === undefined) {
    const typesModule = layout.hasHub ? "./types.js" : `./${version}/types.js`;
    await changes.write(
      strategyPath,
      changes.render("registry/strategy", {
        imports: [
          'import type { StrategyHooks } from "kindsmith/apimachinery";',
          `import type { ${kind} } from ${JSON.stringify(typesModule)};`,
        ],
        kind,
        strategy: `${names.camel}Strategy`,
        hooksType: "StrategyHooks",
        type: kind,
      }),
    );
  }
  await changes.create(`examples/manifests/${dir}_${version}_${names.file}.yaml`, "manifest", {
    apiVersion: `${group}/${version}`,
    kind,
    name: `my-${names.singular}`,
  });
}
