import type { Options } from "prettier";

/** Inline, so that a project's own configuration cannot change what is generated. */
export const FORMAT_OPTIONS: Options = { printWidth: 120, endOfLine: "lf" };

/** By file ending: Prettier's parser, and the language as messages name it. */
const LANGUAGES: ReadonlyMap<string, { readonly parser: string; readonly name: string }> = new Map([
  // Formats as the parser `typescript` does, in half the time.
  ["ts", { parser: "babel-ts", name: "TypeScript" }],
  ["json", { parser: "json", name: "JSON" }],
  ["md", { parser: "markdown", name: "Markdown" }],
  ["yaml", { parser: "yaml", name: "YAML" }],
]);

/** Turns a text into its formatted form; in this thread or another. */
export type FormatText = (text: string, options: Options) => Promise<string>;

/**
 * Formats the text of the file at `path`; files of other kinds stay as they are.
 * @throws Error with the path when the text does not parse: a template's fault.
 */
export async function format(path: string, text: string, formatText: FormatText = formatHere): Promise<string> {
  const language = LANGUAGES.get(path.slice(path.lastIndexOf(".") + 1));
  if (language === undefined) return text;
  try {
    return await formatText(text, { ...FORMAT_OPTIONS, parser: language.parser });
  } catch (err) {
    throw new Error(`${path} is not valid ${language.name} before formatting: ${(err as Error).message}`, {
      cause: err,
    });
  }
}

async function formatHere(text: string, options: Options): Promise<string> {
  // Prettier is loaded only when there is something to format.
  const prettier = await import("prettier");
  return prettier.format(text, options);
}
