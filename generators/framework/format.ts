import type { Options } from "prettier";

/** Inline, so that a project's own configuration cannot change what is generated. */
export const FORMAT_OPTIONS: Options = { printWidth: 120, endOfLine: "lf" };

const PARSERS: ReadonlyMap<string, NonNullable<Options["parser"]>> = new Map<string, NonNullable<Options["parser"]>>([
  ["ts", "typescript"],
  ["json", "json"],
  ["md", "markdown"],
  ["yaml", "yaml"],
]);

/**
 * Formats the text of the file at `path`; files of other kinds stay as they are.
 * @throws Error with the path when the text does not parse: a template's fault.
 */
export async function format(path: string, text: string): Promise<string> {
  const parser = PARSERS.get(path.slice(path.lastIndexOf(".") + 1));
  if (parser === undefined) return text;
  // Prettier is loaded only when there is something to format.
  const prettier = await import("prettier");
  try {
    return await prettier.format(text, { ...FORMAT_OPTIONS, parser });
  } catch (err) {
    throw new Error(`${path} is not valid ${parser} before formatting: ${(err as Error).message}`, { cause: err });
  }
}
