import type { TagDefinition } from "../framework/tags.js";

const owner = "protobuf-gen";

export const protobufTags: readonly TagDefinition[] = [
  {
    name: "k8s:protobuf-gen",
    owner,
    scopes: ["package"],
    grammar: { kind: "value", values: ["package"] },
    doc: "The package's kinds can be sent and answered as protobuf.",
    example: "+k8s:protobuf-gen=package",
  },
  {
    name: "protobuf",
    owner,
    scopes: ["field", "type"],
    grammar: { kind: "value" },
    doc: "On a field: its number on the wire; fields without one are numbered after the highest. `,omitzero` after it: the zero value means the same as none. On a type: `false` leaves it out.",
    example: "+protobuf=3",
  },
  {
    name: "protobuf.inline",
    owner,
    scopes: ["type"],
    grammar: { kind: "value" },
    repeatable: true,
    doc: "The fields inherited from this struct are one message of this number on the wire.",
    example: "+protobuf.inline=VolumeSource,2",
  },
  {
    name: "protobuf.nullable",
    owner,
    scopes: ["type"],
    grammar: { kind: "value", values: ["true", "false"] },
    doc: "On the alias of a list: values are messages of their own, so that empty and absent differ.",
    example: "+protobuf.nullable=true",
  },
];
