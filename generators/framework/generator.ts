import type { Diagnostics } from "./diagnostics.js";
import type { ImportSet } from "./imports.js";
import type { ApiModel, PackageModel } from "./model.js";
import type { TagDefinition } from "./tags.js";

/** One file that a generator wants written. */
export interface PlannedFile {
  /** Relative to the project's root, below `generated/`. */
  readonly path: string;
  /** `<generator>/<name>`: the Handlebars file below `templates/`, without its extension. */
  readonly template: string;
  /** What the template sees; plain own-property data. `header` and `imports` are added by the renderer. */
  readonly view: object;
  readonly imports: ImportSet;
  /**
   * Ids of the packages the content depends on beside `view`: none is needed, since the view is hashed. Files that are
   * written once and then belong to the user say so here.
   */
  readonly once?: boolean;
  /** For `kindsmith why`: what made the file. */
  readonly origin: { readonly packageId: string; readonly types: readonly string[] };
}

export interface GeneratorContext {
  readonly model: ApiModel;
  readonly diagnostics: Diagnostics;
  /** A fresh import collector for a file at `path`. */
  imports(path: string): ImportSet;
  /** Packages this run writes output for, sorted. */
  readonly own: readonly PackageModel[];
}

/**
 * Maps the model to files: decisions here, layout in the template. Pure: same model, same plan.
 * Problems go to `ctx.diagnostics`; when there is one at the end of the run, nothing at all is written.
 */
export interface Generator {
  /** `deepcopy-gen` */
  readonly name: string;
  /** Raise it when output changes for the same model, so that unchanged inputs are rendered again. */
  readonly revision: number;
  /** Tags this generator owns; the registry, help and docs read them here. */
  readonly tags: readonly TagDefinition[];
  plan(ctx: GeneratorContext): Iterable<PlannedFile>;
}
