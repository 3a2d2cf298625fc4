/** Where a tag may stand. */
export type TagScope = "package" | "type" | "field" | "function";

/** How a tag's text after its name is read. */
export type TagGrammar =
  /** `+name` alone. */
  | { readonly kind: "flag" }
  /** `+name=value`, the value raw; `values` limits it. */
  | { readonly kind: "value"; readonly values?: readonly string[]; readonly optional?: boolean }
  /** `+name=<int>` */
  | { readonly kind: "int"; readonly min?: number }
  /** `+name=<json>` */
  | { readonly kind: "json" }
  /** `+name=a,b` */
  | { readonly kind: "list" }
  /** `+name:key=value,key=value`: controller-gen's struct markers. */
  | { readonly kind: "marker"; readonly fields: readonly string[] }
  /** `+name(args)=value` or `+name=+tag`: validation-gen's typed form. */
  | { readonly kind: "typed" };

/** Declares a tag: parser, lint, `kindsmith tags` and the documentation all read this. */
export interface TagDefinition {
  /** Without the plus. */
  readonly name: string;
  /** The generator that acts on it, or "documentation" for informational ones. */
  readonly owner: string;
  readonly scopes: readonly TagScope[];
  readonly grammar: TagGrammar;
  readonly repeatable?: boolean;
  readonly doc: string;
  /** One line as a user would write it, with the plus. */
  readonly example: string;
}
