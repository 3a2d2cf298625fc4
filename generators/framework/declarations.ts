import { Node, type InterfaceDeclaration, type PropertySignature, type TypeAliasDeclaration } from "ts-morph";

import type { Diagnostics } from "./diagnostics.js";
import type { AliasModel, EnumValue, FieldModel, StructModel, TypeModel } from "./model.js";
import { META_PACKAGE_ID } from "./package-resolver.js";
import type { PackageSource, TypeDeclaration } from "./package-source.js";
import { tagSet } from "./tag-parser.js";
import { isStringLiteral, readType, type ResolvedName, type TypeReaderContext } from "./type-reader.js";

/** Finds and resolves across packages; made by the loader. */
export interface DeclarationLookup {
  readonly diagnostics: Diagnostics;
  resolve(source: PackageSource, name: string, node: Node): ResolvedName;
  find(packageId: string, name: string): { readonly source: PackageSource; readonly node: TypeDeclaration } | undefined;
  checkKey: TypeReaderContext["checkKey"];
}

interface Members {
  readonly fields: readonly FieldModel[];
  readonly isObject: boolean;
}

/** Reads interfaces and aliases. Each interface is read once, however many others extend it. */
export class DeclarationReader {
  readonly #lookup: DeclarationLookup;
  readonly #members = new Map<InterfaceDeclaration, Members>();
  readonly #open = new Set<InterfaceDeclaration>();

  constructor(lookup: DeclarationLookup) {
    this.#lookup = lookup;
  }

  /** The model of one declaration; undefined after a diagnostic that leaves nothing to work with. */
  read(source: PackageSource, node: TypeDeclaration): TypeModel | undefined {
    return Node.isInterfaceDeclaration(node) ? this.#struct(source, node) : this.#alias(source, node);
  }

  #struct(source: PackageSource, node: InterfaceDeclaration): StructModel {
    const { fields, isObject } = this.#membersOf(source, node);
    const metadata = fields.find((field) => field.name === "metadata")?.type;
    const isMeta = (name: string): boolean =>
      isObject && metadata?.kind === "ref" && metadata.ref.packageId === META_PACKAGE_ID && metadata.ref.name === name;
    return {
      kind: "struct",
      name: node.getName(),
      fields,
      isObject,
      hasObjectMeta: isMeta("ObjectMeta"),
      hasListMeta: isMeta("ListMeta"),
      ...this.#described(source, node),
    };
  }

  #alias(source: PackageSource, node: TypeAliasDeclaration): AliasModel | undefined {
    const name = node.getName();
    const { diagnostics } = this.#lookup;
    if (node.getTypeParameters().length > 0) {
      diagnostics.error("KS1004", source.types.positionOf(node), genericMessage(name));
      return undefined;
    }
    const target = node.getTypeNodeOrThrow();
    const base = { kind: "alias", name, ...this.#described(source, node) } as const;
    const enumValues = readEnum(source, node);
    if (enumValues !== undefined) {
      return { ...base, target: { kind: "primitive", name: "string" }, enumValues };
    }
    const read = readType(target, this.#contextFor(source));
    if (read === undefined) return undefined;
    if (read.nullable) {
      const message = "an alias cannot include null; write `| null` at the fields that may be null";
      diagnostics.error("KS1015", source.types.positionOf(target), message);
      return undefined;
    }
    return { ...base, target: read.type, enumValues: [] };
  }

  /** Own and inherited fields. A field that is declared again takes the place of the inherited one. */
  #membersOf(source: PackageSource, node: InterfaceDeclaration): Members {
    const known = this.#members.get(node);
    if (known !== undefined) return known;
    const { diagnostics } = this.#lookup;
    const name = node.getName();
    if (this.#open.has(node)) {
      diagnostics.error(
        "KS1013",
        source.types.positionOf(node),
        `${name} extends itself; remove one \`extends\` of the circle`,
      );
      return { fields: [], isObject: false };
    }
    this.#open.add(node);
    if (node.getTypeParameters().length > 0) {
      diagnostics.error("KS1004", source.types.positionOf(node), genericMessage(name));
    }
    const inherited = this.#inherited(source, node);
    const fields = new Map(inherited.fields.map((field) => [field.name, field]));
    for (const field of this.#ownFields(source, node)) {
      if (inherited.isObject && (field.name === "kind" || field.name === "apiVersion")) {
        const message = `TypeMeta declares ${field.name} already; remove it here`;
        diagnostics.error("KS1013", field.position, message);
        continue;
      }
      fields.set(field.name, field);
    }
    this.#open.delete(node);
    const members = { fields: [...fields.values()], isObject: inherited.isObject };
    this.#members.set(node, members);
    return members;
  }

  #inherited(source: PackageSource, node: InterfaceDeclaration): Members {
    const { diagnostics } = this.#lookup;
    const fields = new Map<string, FieldModel>();
    let isObject = false;
    for (const clause of node.getExtends()) {
      const position = source.types.positionOf(clause);
      const name = clause.getExpression().getText();
      if (clause.getTypeArguments().length > 0) {
        diagnostics.error("KS1004", position, genericMessage(name));
        continue;
      }
      const resolved = this.#lookup.resolve(source, name, clause);
      if (resolved.kind === "broken") continue;
      const ref = resolved.kind === "type" && resolved.type.kind === "ref" ? resolved.type.ref : undefined;
      if (ref?.packageId === META_PACKAGE_ID && ref.name === "TypeMeta") {
        isObject = true;
        continue;
      }
      const base = ref === undefined ? undefined : this.#lookup.find(ref.packageId, ref.name);
      if (base === undefined || !Node.isInterfaceDeclaration(base.node)) {
        diagnostics.error(
          "KS1013",
          position,
          `${name} is not an interface; extend an interface or repeat its fields here`,
        );
        continue;
      }
      const members = this.#membersOf(base.source, base.node);
      isObject ||= members.isObject;
      for (const field of members.fields) {
        if (fields.has(field.name)) {
          const message = `${field.name} is inherited twice; declare it once in an interface that both extend`;
          diagnostics.error("KS1013", position, message);
        }
        fields.set(field.name, field);
      }
    }
    return { fields: [...fields.values()], isObject };
  }

  #ownFields(source: PackageSource, node: InterfaceDeclaration): FieldModel[] {
    const { diagnostics } = this.#lookup;
    const fields = new Map<string, FieldModel>();
    for (const member of node.getMembers()) {
      if (!Node.isPropertySignature(member)) {
        const [code, message] = misplacedMember(member);
        diagnostics.error(code, source.types.positionOf(member), message);
        continue;
      }
      const field = this.#field(source, member);
      if (field === undefined) continue;
      if (fields.has(field.name)) {
        diagnostics.error("KS1016", field.position, `${field.name} is declared twice; remove one of the two`);
        continue;
      }
      fields.set(field.name, field);
    }
    return [...fields.values()];
  }

  #field(source: PackageSource, node: PropertySignature): FieldModel | undefined {
    const { diagnostics } = this.#lookup;
    const nameNode = node.getNameNode();
    const position = source.types.positionOf(node);
    if (!Node.isIdentifier(nameNode) && !Node.isStringLiteral(nameNode)) {
      const message = "a field is named by an identifier or a quoted text; write its JSON name out";
      diagnostics.error("KS1014", position, message);
      return undefined;
    }
    const name = Node.isStringLiteral(nameNode) ? nameNode.getLiteralValue() : nameNode.getText();
    // A field that every object inherits would seem to be set when it is not.
    if (name === "" || Object.hasOwn(Object.prototype, name)) {
      const message = `${JSON.stringify(name)} cannot be the name of a field of a JavaScript object; choose another`;
      diagnostics.error("KS1014", position, message);
      return undefined;
    }
    if (node.isReadonly()) {
      const message = `${name} is readonly; remove the modifier: frozen objects have the type DeepReadonly<T>`;
      diagnostics.error("KS1008", position, message);
      return undefined;
    }
    const typeNode = node.getTypeNode();
    if (typeNode === undefined) {
      diagnostics.error("KS1002", position, `${name} has no type; write one after a colon`);
      return undefined;
    }
    const read = readType(typeNode, this.#contextFor(source));
    if (read === undefined) return undefined;
    const { doc, tags } = source.types.comments.above(node.compilerNode);
    return {
      name,
      type: read.type,
      optional: node.hasQuestionToken(),
      nullable: read.nullable,
      doc,
      tags: tagSet(tags),
      position,
    };
  }

  #described(
    source: PackageSource,
    node: TypeDeclaration,
  ): Pick<StructModel, "doc" | "tags" | "position" | "openAPIName"> {
    const { doc, tags } = source.types.comments.above(node.compilerNode);
    const prefix =
      tags.find((tag) => tag.name === MODEL_PACKAGE)?.value ??
      source.comment.tags.find((tag) => tag.name === MODEL_PACKAGE)?.value ??
      defaultModelPackage(source);
    return {
      doc,
      tags: tagSet(tags),
      position: source.types.positionOf(node.getNameNode()),
      openAPIName: `${prefix}.${node.getName()}`,
    };
  }

  #contextFor(source: PackageSource): TypeReaderContext {
    return {
      file: source.types,
      diagnostics: this.#lookup.diagnostics,
      resolve: (name, node) => this.#lookup.resolve(source, name, node),
      checkKey: this.#lookup.checkKey,
    };
  }
}

const MODEL_PACKAGE = "k8s:openapi-model-package";

/** `wardle.example.com`, `v1` → `com.example.wardle.v1`, as for the kinds of custom resource definitions. */
function defaultModelPackage(source: PackageSource): string {
  const parts = source.location.folder.split("/");
  const group = source.comment.tags.find((tag) => tag.name === "groupName")?.value ?? "";
  const isHub = source.location.own && parts.length === 2;
  const groupDir = isHub ? parts.at(-1)! : (parts.at(-2) ?? "");
  const reversed = group === "" ? groupDir : group.split(".").reverse().join(".");
  return `${reversed}.${isHub ? "internal" : parts.at(-1)!}`;
}

/** Values of a union of string literals, or of one literal; undefined for any other alias. */
function readEnum(source: PackageSource, node: TypeAliasDeclaration): readonly EnumValue[] | undefined {
  const target = node.getTypeNodeOrThrow();
  const members = Node.isUnionTypeNode(target) ? target.getTypeNodes() : [target];
  if (!members.every(isStringLiteral)) return undefined;
  // Comments of a value stand before its bar, and so in the gap after the value before.
  let gap = target.getFullStart();
  return members.map((member) => {
    const literal = Node.isLiteralTypeNode(member) ? member.getLiteral() : member;
    if (!Node.isStringLiteral(literal)) throw new Error(`${member.getText()} is not a string literal`);
    const { doc, tags } = source.types.comments.between(gap, member.getStart());
    gap = member.getEnd();
    return { value: literal.getLiteralValue(), doc, ...(tags.length === 0 ? {} : { tags: tagSet(tags) }) };
  });
}

function genericMessage(name: string): string {
  return `${name} is generic and has no representation; write an interface for each use`;
}

function misplacedMember(member: Node): readonly [code: string, message: string] {
  if (Node.isIndexSignatureDeclaration(member)) {
    return ["KS1007", "an interface cannot have arbitrary keys as well; add a field of type `{ [key: string]: T }`"];
  }
  return ["KS1005", "a method is not JSON; API types hold data only, behaviour goes to functions beside types.ts"];
}
