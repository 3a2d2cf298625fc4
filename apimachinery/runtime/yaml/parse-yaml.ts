import { isUtf8 } from "node:buffer";
import { EVENT_DOCUMENT, EVENT_POP, parseEvents, YAMLException, type Event } from "js-yaml";
import { JSONSyntaxError, MAX_JSON_DEPTH, parseJSONSteps } from "../json/index.js";
import { runAtOnce, type Steps } from "../turns.js";
import { construct } from "./construct.js";
import { YAMLSyntaxError } from "./errors.js";

export interface ParsedYAML {
  /** A JSON value. */
  readonly value: unknown;
  /** What strict validation has against the text: all repeated keys in one message of upstream's words. */
  readonly repeatedKeys?: string;
}

const OPEN_OBJECT = 0x7b;

/**
 * Reads one YAML document as JSON. JSON, which is YAML too, takes the fast way. Of several documents it is the first; a
 * text without any is `null`.
 * @throws YAMLSyntaxError
 * @see sigs.k8s.io/yaml, YAMLToJSON
 */
export function parseYAML(bytes: Uint8Array): ParsedYAML {
  return runAtOnce(parseJSONForm(bytes)) ?? parseAsYAML(bytes);
}

/** Reads a text that is JSON without repeated keys; undefined: it is none. */
export function* parseJSONForm(bytes: Uint8Array): Steps<ParsedYAML | undefined> {
  if (bytes[0] !== OPEN_OBJECT) return undefined;
  try {
    const { value, repeatedKeys } = yield* parseJSONSteps(bytes);
    return repeatedKeys ? undefined : { value };
  } catch (err) {
    if (err instanceof JSONSyntaxError) return undefined;
    throw err;
  }
}

/** Reads a text that is not JSON, in one go. @throws YAMLSyntaxError */
export function parseAsYAML(bytes: Uint8Array): ParsedYAML {
  if (!isUtf8(bytes)) throw new YAMLSyntaxError("yaml: invalid leading UTF-8 octet");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const events = eventsOf(text);
  const next = events.findIndex((event, i) => i > 0 && event.type === EVENT_DOCUMENT);
  const content = events.slice(1, next === -1 ? -1 : next - 1);
  if (content.length === 0) return { value: null };
  const { value, repeated } = construct(text, content);
  return repeated.length === 0
    ? { value }
    : { value, repeatedKeys: `yaml: unmarshal errors:\n  ${repeated.join("\n  ")}` };
}

function eventsOf(text: string): Event[] {
  try {
    const events = parseEvents(text, { maxDepth: MAX_JSON_DEPTH });
    if (events.length > 0 && events.at(-1)?.type !== EVENT_POP) throw new YAMLSyntaxError("yaml: unexpected end");
    return events;
  } catch (err) {
    if (!(err instanceof YAMLException)) throw err;
    throw new YAMLSyntaxError(`yaml: ${describe(err, text)}`, { cause: err });
  }
}

/** The library's error in the words of upstream's parser, where there is a counterpart. */
function describe({ reason, mark }: YAMLException, text: string): string {
  if (reason.startsWith("nesting exceeded")) return "exceeded max depth";
  // The mark counts lines from 0, and stands on the line after the text when the text ends too soon.
  const last = text.replace(/\n+$/, "").split("\n").length;
  const endsTooSoon = (mark?.position ?? 0) >= text.trimEnd().length;
  return `line ${Math.min((mark?.line ?? 0) + 1, last)}: ${wordsFor(reason, text, endsTooSoon)}`;
}

function wordsFor(reason: string, text: string, endsTooSoon: boolean): string {
  if (reason.endsWith("quoted scalar")) return "found unexpected end of stream";
  if (reason.includes("flow collection") || (reason === "deficient indentation" && endsTooSoon)) {
    return /[[{,:]\s*$/.test(text) ? "did not find expected node content" : "did not find expected ',' or ']'";
  }
  if (reason.startsWith("tab characters")) return "found character that cannot start any token";
  if (reason.includes("mapping entry")) return "mapping values are not allowed in this context";
  if (reason.startsWith("end of the stream")) return "did not find expected <document start>";
  return reason;
}
