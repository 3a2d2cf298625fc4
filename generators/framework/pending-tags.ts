import type { TagDefinition, TagScope } from "./tags.js";

// Tags of validation-gen, until that generator declares them.
const VALIDATION =
  "required optional forbidden format enum enumExclude minimum maximum maxLength minLength maxBytes maxItems minItems " +
  "listType listMapKey unique customUnique eachVal eachKey item subfield immutable update neq unionMember " +
  "unionDiscriminator zeroOrOneOfMember discriminator member ifEnabled ifDisabled alpha beta opaqueType isSubresource " +
  "supportsSubresource";

function pending(
  name: string,
  owner: string,
  scopes: readonly TagScope[],
  grammar: TagDefinition["grammar"],
): TagDefinition {
  return { name, owner, scopes, grammar, repeatable: true, doc: "", example: `+${name}` };
}

export const PENDING_TAGS: readonly TagDefinition[] = [
  pending("k8s:conversion-gen", "conversion-gen", ["package", "type", "field"], { kind: "value" }),
  pending("k8s:validation-gen", "validation-gen", ["package", "type"], { kind: "value" }),
  ...VALIDATION.split(" ").map((name) =>
    pending(`k8s:${name}`, "validation-gen", ["type", "field"], { kind: "typed" }),
  ),
];
