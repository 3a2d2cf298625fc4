import type { Options } from "prettier";

/** Inline, so that a project's own configuration cannot change what is generated. */
export const FORMAT_OPTIONS: Options = { printWidth: 120, endOfLine: "lf" };

const PARSERS: ReadonlyMap<string, string> = new Map([
  ["ts", "typescript"],
  ["json", "json"],
  ["md", "markdown"],
  ["yaml", "yaml"],
]);

/** Turns a text into its formatted form; in this thread or another. */
export type FormatText = (text: string, options: Options) => Promise<string>;

/**
 * Formats the text of the file at `path`; files of other kinds stay as they are.
 * @throws Error with the path when the text does not parse: a template's fault.
 */
export async function format(path: string, text: string, formatText: FormatText = formatHere): Promise<string> {
  const parser = PARSERS.get(path.slice(path.lastIndexOf(".") + 1));
  if (parser === undefined) return text;
  try {
    return await formatText(text, { ...FORMAT_OPTIONS, parser });
  } catch (err) {
    throw new Error(`${path} is not valid ${parser} before formatting: ${(err as Error).message}`, { cause: err });
  }
}

async function formatHere(text: string, options: Options): Promise<string> {
  // Prettier is loaded only when there is something to format.
  const prettier = await import("prettier");
  return prettier.format(text, options);
}
