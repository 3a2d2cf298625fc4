import { format } from "../../../generators/framework/format.js";
import type { Host } from "../../../generators/framework/host.js";
import { Renderer } from "../../../generators/framework/render.js";
import { CommandError, type Io } from "../io.js";
import { toolHost } from "../project.js";

/** Collects the files of one scaffolding command. Nothing is written before {@link ChangeSet.apply}. */
export class ChangeSet {
  readonly #host: Host;
  readonly #renderer = new Renderer(toolHost());
  readonly #files = new Map<string, { readonly content: string; readonly executable: boolean }>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** As it will be. */
  read(path: string): string | undefined {
    return this.#files.get(path)?.content ?? this.#host.readFile(path);
  }

  /**
   * A new file from `templates/scaffold/<template>`.
   * @throws CommandError when there is such a file already.
   */
  async create(
    path: string,
    template: string,
    view: object,
    opts: { readonly executable?: boolean } = {},
  ): Promise<void> {
    if (this.read(path) !== undefined) throw new CommandError(`${path} exists, and is not overwritten`);
    await this.write(path, this.#renderer.renderText(`scaffold/${template}`, view), opts);
  }

  /** The text of a template, for a part of a file. */
  render(template: string, view: object): string {
    return this.#renderer.renderText(template, view);
  }

  /** A new file, or new content of one that the command has been asked to extend. */
  async write(path: string, content: string, opts: { readonly executable?: boolean } = {}): Promise<void> {
    this.#files.set(path, { content: await format(path, content), executable: opts.executable === true });
  }

  /** Writes all files, and names them. */
  apply(io: Io): void {
    const existed = new Set([...this.#files.keys()].filter((path) => this.#host.readFile(path) !== undefined));
    this.#host.apply({ write: [...this.#files].map(([path, file]) => ({ path, ...file })) });
    for (const path of this.#files.keys()) io.out(`${existed.has(path) ? "update" : "create"} ${path}\n`);
  }
}
