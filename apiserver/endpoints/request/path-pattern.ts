/** True for the path itself, or for what begins like a pattern with a `*` at its end. */
export function matchesPathPattern(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
