import { isVersionName } from "../../../generators/framework/names.js";
import { CommandError } from "../io.js";

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const MAX_LABEL = 63;

export interface GroupVersionArgument {
  readonly group: string;
  readonly version: string;
}

/** `wardle.example.com`, or the folder of a group that exists: `wardle`. */
export function parseGroup(text: string): string {
  const labels = text.split(".");
  if (labels.every((label) => LABEL.test(label) && label.length <= MAX_LABEL)) return text;
  throw usage(`${JSON.stringify(text)} is not a group; write a DNS name in lower case, such as wardle.example.com`);
}

/** `wardle.example.com/v1alpha1` */
export function parseGroupVersion(text: string): GroupVersionArgument {
  const [group, version, ...rest] = text.split("/");
  if (group === undefined || version === undefined || rest.length > 0) {
    throw usage(`${JSON.stringify(text)} is not a group and version; write them like wardle.example.com/v1alpha1`);
  }
  if (!isVersionName(version)) {
    throw usage(`${JSON.stringify(version)} is not a version; write it like v1, v1beta1 or v2alpha3`);
  }
  return { group: parseGroup(group), version };
}

// A type of such a name would hide a name that every file uses, or be no name at all.
const RESERVED: ReadonlySet<string> = new Set(
  "Array Boolean Condition Date Error Function JSON ListMeta Map Number Object ObjectMeta Promise Record Set String TypeMeta".split(
    " ",
  ),
);

/** `Flunder` */
export function parseKind(text: string): string {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(text) || text.length > MAX_LABEL) {
    throw usage(`${JSON.stringify(text)} is not a kind; write it in CamelCase, such as Flunder`);
  }
  if (text.endsWith("List")) throw usage(`${text} would be taken for a list; the kind's list is made with the kind`);
  if (RESERVED.has(text)) throw usage(`${text} is the name of something that every file uses; choose another`);
  return text;
}

/** A path segment, such as a plural or a subresource. `what` names it in the message. */
export function parseSegment(text: string, what: string): string {
  if (LABEL.test(text) && text.length <= MAX_LABEL) return text;
  throw usage(`${JSON.stringify(text)} cannot be ${what}; write lower-case letters, digits and hyphens`);
}

function usage(message: string): CommandError {
  return new CommandError(message, 2);
}
