import type { Diagnostics } from "./diagnostics.js";
import type { Generator, GeneratorContext, PlannedFile } from "./generator.js";
import { createImportSet } from "./import-set.js";
import type { ApiModel } from "./model.js";
import { OUTPUT_FOLDER } from "./output-folder.js";

/** A planned file and who planned it. */
export interface PlannedOutput {
  readonly generator: string;
  readonly file: PlannedFile;
}

/**
 * Runs every generator's `plan` over the model. The result is sorted by path.
 * @throws Error when two generators want the same file, or one writes outside `generated/`: faults of a generator.
 */
export function planAll(
  model: ApiModel,
  generators: readonly Generator[],
  diagnostics: Diagnostics,
): readonly PlannedOutput[] {
  const ctx: GeneratorContext = {
    model,
    diagnostics,
    imports: createImportSet,
    own: model.packages.filter((pkg) => pkg.own),
  };
  const planned = new Map<string, PlannedOutput>();
  for (const generator of generators) {
    for (const file of generator.plan(ctx)) {
      const other = planned.get(file.path);
      if (other !== undefined) {
        throw new Error(`${generator.name} and ${other.generator} both plan ${file.path}`);
      }
      if (file.once !== true && !file.path.startsWith(`${OUTPUT_FOLDER}/`)) {
        throw new Error(`${generator.name} plans ${file.path}, which is outside ${OUTPUT_FOLDER}/`);
      }
      planned.set(file.path, { generator: generator.name, file });
    }
  }
  return [...planned.values()].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
}
