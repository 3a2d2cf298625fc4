import type { TagDefinition, TagGrammar, TagScope } from "../framework/tags.js";

const owner = "validation-gen";

export const GEN_TAG = "k8s:validation-gen";
export const INPUT_TAG = "k8s:validation-gen-input";
export const NOLINT_TAG = "k8s:validation-gen-nolint";
export const IS_SUBRESOURCE_TAG = "k8s:isSubresource";
export const SUPPORTS_SUBRESOURCE_TAG = "k8s:supportsSubresource";

/** How settled a rule is; packages use only what is as settled as they are. */
export type Stability = "stable" | "beta" | "alpha";

const FIELD: readonly TagScope[] = ["field"];
const ALL: readonly TagScope[] = ["type", "field"];
const TYPED: TagGrammar = { kind: "typed" };

function tag(
  name: string,
  scopes: readonly TagScope[],
  doc: string,
  example: string,
  grammar: TagGrammar = TYPED,
  repeatable = false,
): TagDefinition {
  return { name, owner, scopes, grammar, doc, example, ...(repeatable ? { repeatable } : {}) };
}

interface RuleTag {
  readonly name: string;
  readonly stability: Stability;
  readonly scopes: readonly TagScope[];
  readonly doc: string;
  readonly example: string;
  readonly repeatable?: boolean;
}

/** @see kubernetes/code-generator cmd/validation-gen/validators, each validator's Docs */
const RULES: readonly RuleTag[] = [
  {
    name: "required",
    stability: "stable",
    scopes: FIELD,
    doc: "The field must be given; nothing else is looked at when it is not.",
    example: "+k8s:required",
  },
  {
    name: "optional",
    stability: "stable",
    scopes: FIELD,
    doc: "The field may be left out, and then no other rule applies. With a +default it always has a value.",
    example: "+k8s:optional",
  },
  {
    name: "forbidden",
    stability: "beta",
    scopes: FIELD,
    doc: "The field must not be given.",
    example: "+k8s:forbidden",
  },
  {
    name: "format",
    stability: "stable",
    scopes: ALL,
    doc: "The text has one of the forms that Kubernetes gives to names, keys, addresses and identifiers.",
    example: "+k8s:format=k8s-short-name",
  },
  {
    name: "enum",
    stability: "stable",
    scopes: ["type"],
    doc: "The text is one of the values that the type lists.",
    example: "+k8s:enum",
  },
  {
    name: "enumExclude",
    stability: "alpha",
    scopes: ["type", "field"],
    doc: "At a value of an enum: the value is not allowed, or with +k8s:ifEnabled and +k8s:ifDisabled only sometimes.",
    example: "+k8s:enumExclude",
  },
  {
    name: "minimum",
    stability: "stable",
    scopes: ALL,
    doc: "The smallest whole number that is allowed.",
    example: "+k8s:minimum=0",
  },
  {
    name: "maximum",
    stability: "beta",
    scopes: ALL,
    doc: "The largest whole number that is allowed.",
    example: "+k8s:maximum=100",
  },
  {
    name: "maxLength",
    stability: "beta",
    scopes: ALL,
    doc: "How many characters a text may have.",
    example: "+k8s:maxLength=63",
  },
  {
    name: "minLength",
    stability: "alpha",
    scopes: ALL,
    doc: "How many characters a text must have.",
    example: "+k8s:minLength=1",
  },
  {
    name: "maxBytes",
    stability: "beta",
    scopes: ALL,
    doc: "How many bytes of UTF-8 a text may have.",
    example: "+k8s:maxBytes=1024",
  },
  {
    name: "maxItems",
    stability: "stable",
    scopes: ALL,
    doc: "How many elements a list may have; a longer one is not looked at any further.",
    example: "+k8s:maxItems=16",
  },
  {
    name: "minItems",
    stability: "beta",
    scopes: ALL,
    doc: "How many elements a list must have.",
    example: "+k8s:minItems=1",
  },
  {
    name: "maxProperties",
    stability: "beta",
    scopes: ALL,
    doc: "How many keys a map may have; a larger one is not looked at any further.",
    example: "+k8s:maxProperties=8",
  },
  {
    name: "minProperties",
    stability: "beta",
    scopes: ALL,
    doc: "How many keys a map must have.",
    example: "+k8s:minProperties=1",
  },
  {
    name: "listType",
    stability: "stable",
    scopes: ALL,
    doc: "How elements of a list are told apart: not at all (atomic), by their value (set) or by keys (map). Sets and maps hold nothing twice.",
    example: "+k8s:listType=map",
  },
  {
    name: "listMapKey",
    stability: "stable",
    scopes: ALL,
    doc: "A field that is part of the key of a list's elements.",
    example: "+k8s:listMapKey=name",
    repeatable: true,
  },
  {
    name: "unique",
    stability: "beta",
    scopes: ALL,
    doc: "The elements of an atomic list are unique by their value (set) or their keys (map).",
    example: "+k8s:unique=set",
  },
  {
    name: "customUnique",
    stability: "beta",
    scopes: ALL,
    doc: "Whether a list's elements are unique is checked by hand-written validation.",
    example: "+k8s:customUnique",
  },
  {
    name: "eachVal",
    stability: "alpha",
    scopes: ALL,
    doc: "Applies a rule to each element of a list or each value of a map.",
    example: "+k8s:eachVal=+k8s:maxLength=63",
    repeatable: true,
  },
  {
    name: "eachKey",
    stability: "beta",
    scopes: ALL,
    doc: "Applies a rule to each key of a map.",
    example: "+k8s:eachKey=+k8s:format=k8s-label-key",
    repeatable: true,
  },
  {
    name: "item",
    stability: "stable",
    scopes: ALL,
    doc: "Applies a rule to the one element of a list that has the given keys.",
    example: '+k8s:item(type: "Ready")=+k8s:immutable',
    repeatable: true,
  },
  {
    name: "subfield",
    stability: "stable",
    scopes: ALL,
    doc: "Applies a rule to a field of a struct of another type.",
    example: "+k8s:subfield(name)=+k8s:format=k8s-short-name",
    repeatable: true,
  },
  {
    name: "immutable",
    stability: "beta",
    scopes: ALL,
    doc: "The value may not change after it was created.",
    example: "+k8s:immutable",
  },
  {
    name: "update",
    stability: "beta",
    scopes: FIELD,
    doc: "What an update may not do: NoSet, NoUnset or NoModify.",
    example: "+k8s:update=NoUnset",
    repeatable: true,
  },
  {
    name: "neq",
    stability: "alpha",
    scopes: ALL,
    doc: "A value that is not allowed.",
    example: '+k8s:neq="default"',
    repeatable: true,
  },
  {
    name: "unionMember",
    stability: "stable",
    scopes: FIELD,
    doc: "Exactly one of the members of a union is given; with a discriminator, the one that it names.",
    example: "+k8s:unionMember",
  },
  {
    name: "unionDiscriminator",
    stability: "beta",
    scopes: FIELD,
    doc: "Names the member of the union that is given.",
    example: "+k8s:unionDiscriminator",
  },
  {
    name: "zeroOrOneOfMember",
    stability: "stable",
    scopes: FIELD,
    doc: "At most one of the members is given.",
    example: "+k8s:zeroOrOneOfMember",
  },
  {
    name: "discriminator",
    stability: "alpha",
    scopes: FIELD,
    doc: "Other fields of the struct have rules that depend on this one's value; see +k8s:member.",
    example: "+k8s:discriminator",
  },
  {
    name: "member",
    stability: "alpha",
    scopes: FIELD,
    doc: "A rule that holds while the discriminator has a value; for values without a rule the field must not be given.",
    example: '+k8s:member("Static")=+k8s:required',
    repeatable: true,
  },
  {
    name: "ifEnabled",
    stability: "beta",
    scopes: ALL,
    doc: "A rule that holds while an option is on.",
    example: "+k8s:ifEnabled(Strict)=+k8s:required",
    repeatable: true,
  },
  {
    name: "ifDisabled",
    stability: "beta",
    scopes: ALL,
    doc: "A rule that holds while an option is off.",
    example: "+k8s:ifDisabled(Strict)=+k8s:forbidden",
    repeatable: true,
  },
  {
    name: "alpha",
    stability: "beta",
    scopes: ALL,
    doc: "A rule on trial: it refuses nothing yet. Must be outermost.",
    example: '+k8s:alpha(since: "1.36")=+k8s:maxLength=63',
    repeatable: true,
  },
  {
    name: "beta",
    stability: "beta",
    scopes: ALL,
    doc: "A rule that is newer than its package, and holds. Must be outermost.",
    example: '+k8s:beta(since: "1.36")=+k8s:maxLength=63',
    repeatable: true,
  },
  {
    name: "opaqueType",
    stability: "alpha",
    scopes: ALL,
    doc: "The rules of the referenced type do not apply here.",
    example: "+k8s:opaqueType",
  },
];

/** How settled each rule is, by the tag's name. */
export const STABILITY: ReadonlyMap<string, Stability> = new Map(
  RULES.map(({ name, stability }) => [`k8s:${name}`, stability]),
);

export const validationTags: readonly TagDefinition[] = [
  tag(
    GEN_TAG,
    ["package", "type"],
    "On a package, names a field (TypeMeta, or any other) or `*`: the types that have it are validated as whole objects, " +
      "all others where these lead to them. On a type, `true` or `false` opts it in or out.",
    "+k8s:validation-gen=TypeMeta",
    { kind: "value" },
    true,
  ),
  tag(
    INPUT_TAG,
    ["package"],
    "Names the package of the types. They stand beside their tags here, so it can only name its own.",
    "+k8s:validation-gen-input=apis/wardle/v1alpha1",
    { kind: "value" },
  ),
  tag(
    NOLINT_TAG,
    ["package"],
    "Silences the hints of validation-gen on how rules are used.",
    "+k8s:validation-gen-nolint",
    { kind: "flag" },
  ),
  tag(
    "k8s:validation-gen-scheme-registry",
    ["package"],
    "Read for the sake of types that come from Go, where it names the registry. Changes nothing here.",
    "+k8s:validation-gen-scheme-registry=k8s.io/code-generator/cmd/validation-gen/testscheme.Scheme",
    { kind: "value" },
  ),
  tag(
    "k8s:validation-gen-test-fixture",
    ["package"],
    "Read for the sake of types that come from Go, where it adds test helpers. Changes nothing here.",
    "+k8s:validation-gen-test-fixture=validateFalse",
    { kind: "value" },
  ),
  tag(
    IS_SUBRESOURCE_TAG,
    ["type"],
    "The type is what a subresource sends, and is validated only there.",
    '+k8s:isSubresource="/scale"',
  ),
  tag(
    SUPPORTS_SUBRESOURCE_TAG,
    ["type"],
    "The type's rules also hold for writes through a subresource. `/status` is implied where a kind has one.",
    '+k8s:supportsSubresource="/status"',
    TYPED,
    true,
  ),
  ...RULES.map(({ name, scopes, doc, example, repeatable }) =>
    tag(`k8s:${name}`, scopes, doc, example, TYPED, repeatable),
  ),
];
