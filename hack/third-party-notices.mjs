/** The licences of libraries whose code is copied into a bundle: all of them ask that their text goes with a copy. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * @param root the folder that the paths are relative to
 * @param inputs the files that went into the bundle
 * @throws Error naming a library that brings no licence text
 */
export function thirdPartyNotices(root, inputs) {
  const folders = new Set(inputs.map((path) => PACKAGE.exec(path)?.[0]).filter((folder) => folder !== undefined));
  const notices = [...folders].sort().map((folder) => noticeOf(join(root, folder)));
  return `This bundle contains code of the following libraries.\n\n${notices.join("\n")}`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
  if (files.length === 0) throw new Error(`${name} has no licence text to go with its code`);
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
