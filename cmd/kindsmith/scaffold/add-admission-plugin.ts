import { CommandError } from "../io.js";
import type { ChangeSet } from "./change-set.js";
import { addImport, addProperty } from "./edit-source.js";

const INDEX = "admission/index.ts";

/** Adds an admission plug-in and names it among those that the server runs. */
export async function addAdmissionPlugin(changes: ChangeSet, name: string): Promise<void> {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    throw new CommandError(
      `${JSON.stringify(name)} is not a plug-in's name; write it in CamelCase, such as DenyBadNames`,
      2,
    );
  }
  const file = name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  const factory = `${camel}Plugin`;
  await changes.create(`admission/${file}.ts`, "admission-plugin", { name, factory });
  if (changes.read(INDEX) === undefined) await changes.create(INDEX, "admission-index", {});
  const listed = addProperty(changes.read(INDEX)!, "admissionPlugins", `${name}: ${factory},`);
  await changes.write(INDEX, addImport(listed, `./${file}.js`, [factory]));
}
