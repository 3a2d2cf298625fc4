const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** `out.spec`, or `out["x-y"]` for a name that is no identifier. */
export function propertyAccess(object: string, name: string): string {
  return IDENTIFIER.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}

/** `spec`, or `"x-y"`: the name as a key of an object literal or a member of an interface. */
export function propertyKey(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}
