/**
 * The URL to start a thread by that runs the module at `compiled`, which ends with `.js`. Threads do not inherit the
 * loader that lets tests run on TypeScript sources, so there it is registered first.
 */
export function threadURL(compiled: URL): URL {
  if (!import.meta.url.endsWith(".ts")) return compiled;
  const source = compiled.href.replace(/\.js$/, ".ts");
  const loader = import.meta.resolve("tsx/esm/api");
  const code = `import { register } from "${loader}"; register(); await import("${source}");`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
