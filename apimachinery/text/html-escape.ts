const UNSAFE = /[<>&\u2028\u2029]/g;

/** JSON text with the characters escaped that Go's encoder escapes, so that messages and bytes agree with upstream's. */
export function escapeHTMLInJSON(json: string): string {
  return json.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
