import { suggest } from "../../generators/framework/suggest.js";
import { tagDefinitions } from "../../generators/framework/tag-registry.js";
import type { TagDefinition, TagGrammar } from "../../generators/framework/tags.js";
import { generators } from "../../generators/index.js";
import { CommandError, type ExitCode, type Io } from "./io.js";

/** `kindsmith tags` */
export function tags(name: string | undefined, flags: { readonly markdown?: boolean }, io: Io): ExitCode {
  const definitions = tagDefinitions(generators);
  if (flags.markdown === true) {
    io.out(tagsPage(definitions));
    return 0;
  }
  if (name === undefined) {
    const width = Math.max(...definitions.map((tag) => tag.name.length));
    for (const tag of definitions) io.out(`+${tag.name.padEnd(width)}  ${firstSentence(tag.doc)}\n`);
    return 0;
  }
  const wanted = name.replace(/^\+/, "");
  const found = definitions.find((tag) => tag.name === wanted);
  if (found !== undefined) {
    io.out(explain(found));
    return 0;
  }
  const best = suggest(
    wanted,
    definitions.map((tag) => tag.name),
  );
  throw new CommandError(`no tag is called +${wanted}${best === undefined ? "" : `; did you mean +${best}?`}`);
}

function explain(tag: TagDefinition): string {
  return [
    `+${tag.name}`,
    "",
    tag.doc,
    "",
    `Stands on: ${tag.scopes.join(", ")}${tag.repeatable === true ? "; may be repeated" : ""}`,
    `Written:   ${describeGrammar(tag)}`,
    `Read by:   ${tag.owner}`,
    `Example:   ${tag.example}`,
    "",
  ].join("\n");
}

function describeGrammar({ name, grammar }: TagDefinition): string {
  const value = valueOf(grammar);
  return `+${name}${value}`;
}

function valueOf(grammar: TagGrammar): string {
  switch (grammar.kind) {
    case "flag":
      return "";
    case "value": {
      const value = grammar.values === undefined ? "=<text>" : `=${grammar.values.join("|")}`;
      return grammar.optional === true ? `[${value}]` : value;
    }
    case "int":
      return grammar.min === undefined ? "=<whole number>" : `=<whole number, at least ${grammar.min}>`;
    case "json":
      return "=<JSON>";
    case "list":
      return "=<a,b,…>";
    case "marker":
      return `:${grammar.fields.map((field) => `${field}=…`).join(",")}`;
    case "typed":
      return "[(<arguments>)][=<value> or =+<tag>]";
  }
}

function firstSentence(text: string): string {
  return /^.*?[.:;](?=\s|$)/s.exec(text)?.[0].replace(/[:;]$/, ".") ?? text;
}

/** The reference page of all tags. */
export function tagsPage(definitions: readonly TagDefinition[]): string {
  const owners = [...new Set(definitions.map((tag) => tag.owner))].sort();
  const sections = owners.map((owner) => {
    const rows = definitions.filter((tag) => tag.owner === owner).map(row);
    return `## ${owner}\n\n| tag | stands on | meaning | example |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `# Tags\n\nLines of a comment that begin with a plus. This page is printed by \`kindsmith tags --markdown\`.\n\n${sections.join("\n")}`;
}

function row(tag: TagDefinition): string {
  const places = `${tag.scopes.join(", ")}${tag.repeatable === true ? "; repeatable" : ""}`;
  return `| ${[code(describeGrammar(tag)), places, cell(tag.doc), code(tag.example)].join(" | ")} |`;
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
