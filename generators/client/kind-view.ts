import {
  applyConfigurationModule,
  applyConfigurationName,
  foreignApplyConfigurationModule,
} from "../applyconfiguration/paths.js";
import type { ImportSet } from "../framework/imports.js";
import type { ExtensionMethod, NamedType } from "./methods.js";
import { expansionOf, type ClientKind } from "./select.js";
import type { Verb } from "./verbs.js";

const RUNTIME = "kindsmith/codegen/v1/client";

/** What the template of one kind's client sees. */
export interface KindClientView {
  readonly kind: string;
  /** Whose objects: `in a namespace`, or of the cluster. */
  readonly doc: string;
  readonly interfaceName: string;
  /** The interface without hand-written methods; the same as `interfaceName` when there are none. */
  readonly methodsName: string;
  readonly className: string;
  readonly factory: string;
  readonly namespaced: boolean;
  readonly base: string;
  readonly restType: string;
  /** `Creator<Flunder>, Getter<Flunder>`; "" when the kind has no verb. */
  readonly capabilities: string;
  readonly methods: readonly MethodView[];
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** undefined is written as null: blocks of templates take either. */
  readonly expansion: { readonly fn: string; readonly name: string } | null;
}

interface MethodView {
  readonly name: string;
  readonly doc: string;
  readonly parameters: string;
  readonly result: string;
  /** The protected method of the generic client. */
  readonly delegate: string;
  readonly arguments: string;
}

export function kindClientView(client: ClientKind, imports: ImportSet): KindClientView {
  const { kind, pkg, verbs } = client;
  const { names } = kind;
  const interfaceName = `${names.kind}Interface`;
  const className = `${names.kind}Client`;
  const expansion = expansionOf(pkg, `expand${names.kind}Client`);
  const methodsName = expansion === undefined ? interfaceName : `${names.kind}Methods`;
  imports.reserve(interfaceName, methodsName, className, `${names.kind}Expansion`, `new${names.pluralPascal}`);
  imports.reserve("rest", "namespace", "client", "INFO");
  const types = typesOf(client, imports);
  return {
    kind: names.kind,
    doc: kind.namespaced ? `The ${names.plural} of a namespace.` : `The ${names.plural} of the cluster.`,
    interfaceName,
    methodsName,
    className,
    factory: `new${names.pluralPascal}`,
    namespaced: kind.namespaced,
    base: `${imports.value(RUNTIME, "Client")}<${[types.object, types.list, ...types.apply].join(", ")}>`,
    restType: imports.type(RUNTIME, "RESTInterface"),
    capabilities: verbs.map((verb) => capability(verb, types, imports)).join(", "),
    methods: client.methods.map((method) => methodView(client, method, types, imports)),
    group: pkg.group,
    version: pkg.version,
    resource: names.plural,
    expansion:
      expansion === undefined
        ? null
        : { fn: imports.value(expansion.file, expansion.name), name: `${names.kind}Expansion` },
  };
}

interface KindTypes {
  readonly object: string;
  readonly list: string;
  /** The apply configuration; empty when nothing is applied. */
  readonly apply: readonly string[];
}

function typesOf({ kind, pkg, verbs, methods }: ClientKind, imports: ImportSet): KindTypes {
  const object = imports.type(pkg.importPath, kind.names.kind);
  const applies = verbs.includes("apply") || verbs.includes("applyStatus") || methods.some(usesOwnConfiguration);
  return {
    object,
    list:
      kind.list === undefined
        ? `${imports.type(RUNTIME, "KubeList")}<${object}>`
        : imports.type(pkg.importPath, kind.list.name),
    apply: applies
      ? [imports.type(applyConfigurationModule(pkg, kind.names.kind), applyConfigurationName(kind.names.kind))]
      : [],
  };
}

function usesOwnConfiguration(method: ExtensionMethod): boolean {
  return method.verb === "apply" && method.input === undefined;
}

function capability(verb: Verb, types: KindTypes, imports: ImportSet): string {
  const generic = (name: string, ...args: readonly string[]): string =>
    args.length === 0 ? imports.type(RUNTIME, name) : `${imports.type(RUNTIME, name)}<${args.join(", ")}>`;
  switch (verb) {
    case "create":
      return generic("Creator", types.object);
    case "update":
      return generic("Updater", types.object);
    case "updateStatus":
      return generic("StatusUpdater", types.object);
    case "delete":
      return generic("Deleter", types.object);
    case "deleteCollection":
      return generic("CollectionDeleter");
    case "get":
      return generic("Getter", types.object);
    case "list":
      return generic("Lister", types.list);
    case "watch":
      return generic("Watcher", types.object);
    case "patch":
      return generic("Patcher", types.object);
    case "apply":
      return generic("Applier", types.object, ...types.apply);
    case "applyStatus":
      return generic("StatusApplier", types.object, ...types.apply);
  }
}

function methodView(client: ClientKind, method: ExtensionMethod, types: KindTypes, imports: ImportSet): MethodView {
  const onSubresource = method.subresource !== "";
  const subresource = onSubresource ? JSON.stringify(method.subresource) : "undefined";
  const object = (type: NamedType | undefined): string =>
    type === undefined ? types.object : imports.type(type.from, type.name);
  const input = (): string => `${imports.type(RUNTIME, "DeepReadonly")}<${object(method.input)}>`;
  const options = (name: string): string => imports.type(RUNTIME, name);
  const common = { name: method.name, delegate: `${method.verb}Extension`, doc: docOf(client, method) };
  const name = onSubresource ? ["name: string"] : [];
  const nameArgument = onSubresource ? "name" : "undefined";
  const result = object(method.result);
  switch (method.verb) {
    case "get":
      return view(common, ["name: string", `opts?: ${options("GetOptions")}`], result, ["name", subresource, "opts"]);
    case "list": {
      const list = method.result === undefined ? types.list : result;
      return view(common, [...name, `opts?: ${options("ListOptions")}`], list, [nameArgument, subresource, "opts"]);
    }
    case "create":
    case "update": {
      const opts = options(method.verb === "create" ? "CreateOptions" : "UpdateOptions");
      const parameters = [...name, `obj: ${input()}`, `opts?: ${opts}`];
      return view(common, parameters, result, [nameArgument, subresource, "obj", "opts"]);
    }
    case "patch": {
      const parameters = [
        "name: string",
        `type: ${options("PatchType")}`,
        "patch: unknown",
        `opts?: ${options("PatchOptions")}`,
      ];
      return view(common, parameters, result, ["name", subresource, "type", "patch", "opts"]);
    }
    case "apply": {
      const parameters = [
        ...name,
        `config: ${configuration(client, method, imports)}`,
        `opts: ${options("ApplyOptions")}`,
      ];
      return view(common, parameters, result, [nameArgument, subresource, "config", "opts"]);
    }
  }
}

function view(
  common: Pick<MethodView, "name" | "doc" | "delegate">,
  parameters: readonly string[],
  result: string,
  args: readonly string[],
): MethodView {
  return { ...common, parameters: parameters.join(", "), result, arguments: args.join(", ") };
}

function configuration({ kind, pkg }: ClientKind, { input }: ExtensionMethod, imports: ImportSet): string {
  const name = applyConfigurationName(input?.name ?? kind.names.kind);
  if (input === undefined) return imports.type(applyConfigurationModule(pkg, kind.names.kind), name);
  const module =
    input.pkg === undefined
      ? foreignApplyConfigurationModule(input.from, input.name)
      : applyConfigurationModule(input.pkg, input.name);
  return imports.type(module, name);
}

function docOf({ kind }: ClientKind, { verb, subresource }: ExtensionMethod): string {
  const { singular, plural } = kind.names;
  const what = {
    get: "Reads",
    list: "Lists",
    create: "Creates",
    update: "Replaces",
    patch: "Changes",
    apply: "Applies",
  };
  if (subresource !== "") return `${what[verb]} the subresource ${subresource} of a ${singular}.`;
  return verb === "list" ? `${what[verb]} ${plural}.` : `${what[verb]} a ${singular}.`;
}
