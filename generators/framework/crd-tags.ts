import type { TagDefinition, TagGrammar, TagScope } from "./tags.js";

/*
 * controller-gen's tags that types for custom resources carry. They are known here, so that such types load as they are;
 * openapi-gen reads the validation rules, registry-gen those of resources, and the rest tells readers something.
 */

const VALUE: TagGrammar = { kind: "value" };
const FLAG: TagGrammar = { kind: "flag" };
const BOOL: TagGrammar = { kind: "value", values: ["true", "false"] };
const FIELD_OR_TYPE: readonly TagScope[] = ["field", "type"];
const owner = "documentation";

function tag(
  name: string,
  scopes: readonly TagScope[],
  grammar: TagGrammar,
  doc: string,
  example: string,
  repeatable = false,
): TagDefinition {
  return { name, owner, scopes, grammar, doc, example, ...(repeatable ? { repeatable } : {}) };
}

/** Rule, an example of its value, and what it demands. */
const RULES: readonly (readonly [rule: string, value: string, doc: string])[] = [
  ["Maximum", "10", "The largest value."],
  ["Minimum", "1", "The smallest value."],
  ["ExclusiveMaximum", "true", "The maximum itself is not allowed."],
  ["ExclusiveMinimum", "true", "The minimum itself is not allowed."],
  ["MultipleOf", "2", "The value is a multiple of this number."],
  ["MaxLength", "63", "The greatest number of characters."],
  ["MinLength", "1", "The smallest number of characters."],
  ["Pattern", "`^[a-z]+$`", "A regular expression that the text matches."],
  ["MaxItems", "16", "The greatest number of elements."],
  ["MinItems", "1", "The smallest number of elements."],
  ["UniqueItems", "true", "No element occurs twice."],
  ["MaxProperties", "8", "The greatest number of keys."],
  ["MinProperties", "1", "The smallest number of keys."],
  ["Enum", "Small;Large", "The values that are allowed."],
  ["Format", "date-time", "The OpenAPI format of the text."],
  ["Type", "string", "The OpenAPI type, where the field's own does not tell it."],
];

const MARKS: readonly (readonly [mark: string, doc: string])[] = [
  ["XPreserveUnknownFields", "Fields that the schema does not know are kept."],
  ["XEmbeddedResource", "The field holds a whole object with apiVersion, kind and metadata."],
  ["XIntOrString", "The value is a number or a text."],
  ["EmbeddedResource", "The field holds a whole object with apiVersion, kind and metadata."],
  ["Schemaless", "No schema is published for the field."],
];

const XVALIDATION: TagGrammar = {
  kind: "marker",
  fields: ["rule", "message", "messageExpression", "reason", "fieldPath", "optionalOldSelf"],
};

function validationTags(prefix: string, on: string): TagDefinition[] {
  return [
    ...RULES.map(([rule, value, doc]) =>
      tag(`${prefix}${rule}`, FIELD_OR_TYPE, VALUE, `${doc}${on}`, `+${prefix}${rule}=${value}`),
    ),
    ...MARKS.map(([mark, doc]) =>
      tag(
        `${prefix}${mark}`,
        FIELD_OR_TYPE,
        { kind: "value", values: ["true", "false", ""], optional: true },
        `${doc}${on}`,
        `+${prefix}${mark}`,
      ),
    ),
    tag(
      `${prefix}XValidation`,
      FIELD_OR_TYPE,
      XVALIDATION,
      `A CEL expression over \`self\` that must be true.${on}`,
      `+${prefix}XValidation:rule="self.min <= self.max"`,
      true,
    ),
  ];
}

/** Names of schema keywords in `+k8s:validation:…`, which differ from controller-gen's in their first letter. */
function schemaTags(prefix: string, on: string): TagDefinition[] {
  return RULES.filter(([rule]) => rule !== "Type").map(([rule, value, doc]) => {
    const name = `${prefix}${rule.charAt(0).toLowerCase()}${rule.slice(1)}`;
    return tag(name, FIELD_OR_TYPE, VALUE, `${doc}${on}`, `+${name}=${value}`);
  });
}

const ELEMENTS = " For each element of the list.";

export const crdTags: readonly TagDefinition[] = [
  tag("versionName", ["package"], VALUE, "The version, where the folder's name is not it.", "+versionName=v1"),
  tag(
    "kubebuilder:object:generate",
    ["package", "type"],
    BOOL,
    "Whether controller-gen makes copy functions.",
    "+kubebuilder:object:generate=true",
  ),
  tag(
    "kubebuilder:object:root",
    ["type"],
    BOOL,
    "The type is a kind of its own or a list of one.",
    "+kubebuilder:object:root=true",
  ),
  tag(
    "kubebuilder:skip",
    ["package", "type"],
    FLAG,
    "controller-gen makes no resource definition.",
    "+kubebuilder:skip",
  ),
  tag(
    "kubebuilder:skipversion",
    ["type"],
    FLAG,
    "controller-gen leaves this version of the kind out.",
    "+kubebuilder:skipversion",
  ),
  tag(
    "kubebuilder:deprecatedversion",
    ["type"],
    { kind: "marker", fields: ["warning"] },
    "This version of the kind is deprecated; clients are warned with the given text.",
    '+kubebuilder:deprecatedversion:warning="use v1"',
  ),
  tag(
    "kubebuilder:metadata",
    ["type"],
    { kind: "marker", fields: ["annotations", "labels"] },
    "Annotations and labels of the resource definition.",
    '+kubebuilder:metadata:labels="team=a"',
    true,
  ),
  tag(
    "kubebuilder:externalDocs",
    FIELD_OR_TYPE,
    { kind: "marker", fields: ["url", "description"] },
    "Where more is written.",
    "+kubebuilder:externalDocs:url=https://example.com/flunders",
  ),
  tag(
    "kubebuilder:default",
    FIELD_OR_TYPE,
    VALUE,
    "The default in controller-gen's notation; see `+default`.",
    "+kubebuilder:default=1",
  ),
  tag("kubebuilder:example", FIELD_OR_TYPE, VALUE, "A value as users write it.", "+kubebuilder:example=1"),
  tag("kubebuilder:title", FIELD_OR_TYPE, VALUE, "The schema's title.", '+kubebuilder:title="Size"'),
  tag(
    "kubebuilder:pruning:PreserveUnknownFields",
    FIELD_OR_TYPE,
    FLAG,
    "Fields that the schema does not know are kept.",
    "+kubebuilder:pruning:PreserveUnknownFields",
  ),
  tag(
    "kubebuilder:validation:Required",
    ["field", "package"],
    FLAG,
    "The field must be given; on a package, all fields unless they say otherwise.",
    "+kubebuilder:validation:Required",
  ),
  tag(
    "kubebuilder:validation:Optional",
    ["field", "package"],
    FLAG,
    "The field may be left out; on a package, all fields unless they say otherwise.",
    "+kubebuilder:validation:Optional",
  ),
  ...["AtMostOneOf", "ExactlyOneOf", "AtLeastOneOf"].map((name) =>
    tag(
      `kubebuilder:validation:${name}`,
      ["type"],
      VALUE,
      "How many of the named fields are set.",
      `+kubebuilder:validation:${name}=a;b`,
      true,
    ),
  ),
  ...validationTags("kubebuilder:validation:", ""),
  ...validationTags("kubebuilder:validation:items:", ELEMENTS),
  ...schemaTags("k8s:validation:", ""),
  ...schemaTags("k8s:validation:items:", ELEMENTS),
  tag(
    "kubebuilder:rbac",
    ["package", "type", "function"],
    { kind: "marker", fields: ["groups", "resources", "verbs", "resourceNames", "urls", "namespace", "roleName"] },
    "A permission that a controller of these types needs.",
    "+kubebuilder:rbac:groups=wardle.example.com,resources=flunders,verbs=get;list;watch",
    true,
  ),
  tag(
    "kubebuilder:webhook",
    ["package", "type", "function"],
    {
      kind: "marker",
      fields: [
        "path",
        "mutating",
        "failurePolicy",
        "matchPolicy",
        "sideEffects",
        "timeoutSeconds",
        "groups",
        "resources",
        "verbs",
        "versions",
        "name",
        "serviceName",
        "serviceNamespace",
        "servicePort",
        "url",
        "webhookVersions",
        "admissionReviewVersions",
        "reinvocationPolicy",
        "patch",
      ],
    },
    "An admission webhook.",
    "+kubebuilder:webhook:path=/mutate,mutating=true,failurePolicy=fail,groups=wardle.example.com,resources=flunders,verbs=create,versions=v1,name=m.example.com,admissionReviewVersions=v1",
    true,
  ),
  tag(
    "kubebuilder:webhookconfiguration",
    ["package"],
    { kind: "marker", fields: ["mutating", "name"] },
    "Names the object that holds the webhooks.",
    "+kubebuilder:webhookconfiguration:mutating=true,name=flunders",
  ),
  tag(
    "kubebuilder:ac:generate",
    ["package", "type"],
    BOOL,
    "Whether controller-gen makes apply configurations.",
    "+kubebuilder:ac:generate=true",
  ),
  tag(
    "kubebuilder:ac:output:package",
    ["package"],
    VALUE,
    "Where controller-gen puts apply configurations.",
    "+kubebuilder:ac:output:package=applyconfiguration",
  ),
];
