import Handlebars from "handlebars";

import type { PlannedFile } from "./generator.js";
import { generatedLine } from "./header.js";
import type { Host } from "./host.js";
import { TEMPLATE_FOLDER } from "./template-folder.js";

export interface RenderOptions {
  /** Licence lines of the project, each with its `//`. */
  readonly licence: readonly string[];
}

/** Fills templates. Layout only: the view holds every name and decision. */
export class Renderer {
  readonly #host: Host;
  readonly #handlebars = Handlebars.create();
  readonly #compiled = new Map<string, HandlebarsTemplateDelegate>();
  readonly #folders = new Set<string>();

  /** `host` sees the package that holds `templates/`. */
  constructor(host: Host) {
    this.#host = host;
    this.#handlebars.registerHelper("string", (value: unknown) => JSON.stringify(requireText(value)));
    this.#handlebars.registerHelper("jsdoc", (value: unknown) => jsdoc(requireText(value)));
  }

  /**
   * The text of `file`, not yet formatted. The template sees the view, `header` and `imports`; a name that the view lacks
   * is an error.
   */
  render(generator: string, file: PlannedFile, opts: RenderOptions): string {
    // A file that belongs to the user from now on must not carry the mark of ours.
    const header = file.once === true ? opts.licence : [...opts.licence, generatedLine(generator)];
    try {
      return this.renderText(file.template, { ...file.view, header, imports: file.imports.lines() });
    } catch (err) {
      throw new Error(`${file.path}: ${(err as Error).message}`, { cause: err });
    }
  }

  /** The text of a template that has neither header nor imports of its own: a scaffold. */
  renderText(template: string, view: object): string {
    try {
      return this.#template(template)(view);
    } catch (err) {
      throw new Error(`template ${template}: ${(err as Error).message}`, { cause: err });
    }
  }

  #template(name: string): HandlebarsTemplateDelegate {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const path = `${TEMPLATE_FOLDER}/${name}.hbs`;
    const text = this.#host.readFile(path);
    if (text === undefined) throw new Error(`no file ${path}`);
    this.#registerPartials("partials", "");
    const folder = name.split("/").slice(0, -1).join("/");
    this.#registerPartials(folder, `${folder}/`);
    const compiled = this.#handlebars.compile(text, COMPILE_OPTIONS);
    this.#compiled.set(name, compiled);
    return compiled;
  }

  /** Common partials by their bare name, those of a generator by `<generator>/<name>`. */
  #registerPartials(folder: string, prefix: string): void {
    if (this.#folders.has(folder)) return;
    this.#folders.add(folder);
    const root = `${TEMPLATE_FOLDER}/${folder}/`;
    for (const path of this.#host.listFiles(`${TEMPLATE_FOLDER}/${folder}`)) {
      if (!path.endsWith(".hbs")) continue;
      const name = `${prefix}${path.slice(root.length, -".hbs".length)}`;
      this.#handlebars.registerPartial(name, this.#handlebars.compile(this.#host.readFile(path)!, COMPILE_OPTIONS));
    }
  }
}

const COMPILE_OPTIONS: CompileOptions = {
  noEscape: true,
  strict: true,
  knownHelpers: { string: true, jsdoc: true } as CompileOptions["knownHelpers"] & object,
  knownHelpersOnly: true,
};

/** A documentation comment; nothing for an empty text. A text cannot end the comment early. */
export function jsdoc(text: string): string {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (text.trim() === "") return "";
  if (lines.length === 1) return `/** ${lines[0]!.trim()} */`;
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

function requireText(value: unknown): string {
  if (typeof value !== "string") throw new Error(`a helper takes a text, not ${JSON.stringify(value)}`);
  return value;
}
