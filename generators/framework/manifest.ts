import { contentHash } from "./content-hash.js";
import type { StoredFunctions } from "./function-cache.js";
import { generatorOf } from "./header.js";
import type { Host } from "./host.js";
import { ownInputs } from "./inputs.js";
import { OUTPUT_FOLDER } from "./output-folder.js";

/** What the last complete run read and wrote. Only ever saves work: every entry is checked against the files themselves. */
export interface Manifest {
  /** Of the generators, templates and options; see tool-key.ts. */
  readonly toolKey: string;
  /** Hash by path of every file that was read, those of installed packages included. "" for one that did not exist. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, OutputEntry>>;
  /** What hand-written files export. */
  readonly functions: StoredFunctions;
  /** Files that were written once, or found, and belong to the user. */
  readonly once: readonly string[];
  /** Warnings of the run, printed again as long as nothing changes. */
  readonly warnings: readonly string[];
}

export interface OutputEntry {
  /** Of the view and what else the renderer is given. With the same tool it makes the same text. */
  readonly view: string;
  /** Of the text before formatting, and of how it is formatted. */
  readonly rendered: string;
  /** Of the file. */
  readonly written: string;
}

export const MANIFEST_PATH = "node_modules/.cache/kindsmith/manifest.json";

const FORMAT_VERSION = 3;

/** The manifest of the last run; undefined when there is none that can be used. */
export function readManifest(host: Host): Manifest | undefined {
  const text = host.readFile(MANIFEST_PATH);
  if (text === undefined) return undefined;
  try {
    const { version, ...manifest } = JSON.parse(text) as Manifest & { readonly version?: number };
    return version === FORMAT_VERSION ? manifest : undefined;
  } catch {
    return undefined; // A cache that cannot be read is a cache that is not there.
  }
}

export function writeManifest(host: Host, manifest: Manifest): void {
  const content = `${JSON.stringify({ version: FORMAT_VERSION, ...manifest }, null, 1)}\n`;
  host.apply({ write: [{ path: MANIFEST_PATH, content }] });
}

/** True when a run would change nothing: same tool, same inputs, and every output as the run before left it. */
export function isCurrent(manifest: Manifest, host: Host, toolKey: string): boolean {
  if (manifest.toolKey !== toolKey) return false;
  if (!ownInputs(host).every((path) => path in manifest.inputs)) return false;
  if (!Object.entries(manifest.inputs).every(([path, hash]) => hashOf(host, path) === hash)) return false;
  if (!manifest.once.every((path) => host.readFile(path) !== undefined)) return false;
  if (!Object.entries(manifest.outputs).every(([path, { written }]) => hashOf(host, path) === written)) return false;
  const unknown = host.listFiles(OUTPUT_FOLDER).filter((path) => !(path in manifest.outputs));
  return unknown.every((path) => generatorOf(host.readFile(path) ?? "") === undefined);
}

/** Hash of a file, "" for one that does not exist. */
export function hashOf(host: Host, path: string): string {
  const content = host.readFile(path);
  return content === undefined ? "" : contentHash(content);
}
