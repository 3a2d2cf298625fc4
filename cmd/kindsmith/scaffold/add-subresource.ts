import type { Host } from "../../../generators/framework/host.js";
import { kindNames } from "../../../generators/framework/names.js";
import { CommandError } from "../io.js";
import type { GroupVersionArgument } from "./arguments.js";
import type { ChangeSet } from "./change-set.js";
import { addImport, addProperty, addTag, declaresType } from "./edit-source.js";
import { requireGroup } from "./layout.js";

/** Declares a subresource of a kind that exists, and adds its behaviour to the kind's hooks. */
export async function addSubresource(
  host: Host,
  changes: ChangeSet,
  { group, version }: GroupVersionArgument,
  kind: string,
  name: string,
): Promise<void> {
  if (name === "status") throw new CommandError("a kind with a status field has its status subresource anyway", 2);
  if (name === "scale") {
    const hint = "+kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas";
    throw new CommandError(`scale needs no code; write \`${hint}\` above ${kind}`, 2);
  }
  const layout = requireGroup(host, group);
  const typesPath = `apis/${layout.dir}/${version}/types.ts`;
  const types = changes.read(typesPath);
  if (types === undefined) throw new CommandError(`there is no ${typesPath}; add the kind first`);
  if (!declaresType(types, kind)) throw new CommandError(`${typesPath} declares no kind ${kind}; add the kind first`);
  if (new RegExp(`\\+kindsmith:subresource:name=${name}[,\\s]`).test(types)) {
    throw new CommandError(`${typesPath} declares the subresource ${name} already`);
  }
  await changes.write(typesPath, addTag(types, kind, `+kindsmith:subresource:name=${name},verbs=get;update`));

  const names = kindNames(kind);
  const strategyPath = `apis/${layout.dir}/${names.file}-strategy.ts`;
  const typesModule = layout.hasHub ? "./types.js" : `./${version}/types.js`;
  const hooks = changes.read(strategyPath);
  if (hooks === undefined) throw new CommandError(`there is no ${strategyPath}; \`kindsmith generate\` makes it`);
  const view = { kind, name, camel: names.camel, property: JSON.stringify(name) };
  const property = changes.render("scaffold/subresource", view);
  const declaration = changes.render("scaffold/subresources", { ...view, body: property });
  let content = addProperty(hooks, `${names.camel}Subresources`, property, declaration);
  content = addImport(content, "kindsmith/apimachinery", ["SubresourceStorage"], { isTypeOnly: true });
  content = addImport(content, typesModule, [kind], { isTypeOnly: true });
  await changes.write(strategyPath, content);
}
