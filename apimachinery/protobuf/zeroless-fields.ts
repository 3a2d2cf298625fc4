import type { MessageDescriptor } from "./descriptor.js";

/**
 * The fields whose zero value cannot be told from none, once the message has been on the wire: scalars that Go holds by
 * value and leaves out when they are zero, and lists and maps without elements. JSON has to say the same, or objects would
 * differ by the form in which they were sent.
 */
export function zerolessFields(descriptor: MessageDescriptor): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, shape, kind, omitZero, required, wrappedList } of descriptor.fields) {
    const many = shape !== undefined || (kind === "bytes" && required !== true);
    if (omitZero === true || (many && wrappedList !== true)) names.add(name);
  }
  return names;
}
