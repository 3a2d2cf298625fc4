import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  SCALAR_STYLE_PLAIN,
  type Event,
  type ScalarEvent,
} from "js-yaml";
import { quote } from "../../text/index.js";
import { YAMLSyntaxError } from "./errors.js";
import { resolveScalar, type Resolved } from "./resolve-scalar.js";

// Aliases can make a small text stand for a large value. No manifest comes near this.
const MAX_NODES = 1_000_000;
const MAX_COPIED = 400_000;
const MAX_REPEATED = 100;

type JSONObject = Record<string, unknown>;

export interface Constructed {
  readonly value: unknown;
  /** Repeated keys: `line 7: key "a" already set in map`. */
  readonly repeated: readonly string[];
}

/**
 * Makes the JSON value of one document from its events. Of repeated keys the last wins. Every alias gets a copy of its
 * own, so that no two parts of the value are one object.
 * @throws YAMLSyntaxError
 */
export function construct(source: string, events: readonly Event[]): Constructed {
  const constructor = new DocumentConstructor(source, events);
  const value = constructor.node();
  return { value, repeated: constructor.repeated };
}

class DocumentConstructor {
  readonly #source: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, unknown>();
  readonly repeated: string[] = [];
  /** Anchors of collections that are not complete yet. */
  readonly #open = new Set<string>();
  #position = 0;
  #nodes = 0;
  /** Those of them that aliases stand for. */
  #copied = 0;

  constructor(source: string, events: readonly Event[]) {
    this.#source = source;
    this.#events = events;
  }

  node(): unknown {
    const event = this.#events[this.#position++] as Event;
    this.#count();
    switch (event.type) {
      case EVENT_SCALAR:
        return this.#anchored(event, () => jsonOf(this.#resolve(event)));
      case EVENT_SEQUENCE:
        return this.#anchored(event, () => this.#sequence());
      case EVENT_MAPPING:
        return this.#anchored(event, () => this.#mapping());
      case EVENT_ALIAS:
        return this.#alias(this.#source.slice(event.anchorStart, event.anchorEnd));
      default:
        throw new YAMLSyntaxError("yaml: document without content");
    }
  }

  #anchored(event: { readonly anchorStart: number; readonly anchorEnd: number }, make: () => unknown): unknown {
    if (event.anchorStart < 0) return make();
    const anchor = this.#source.slice(event.anchorStart, event.anchorEnd);
    this.#open.add(anchor);
    const value = make();
    this.#open.delete(anchor);
    this.#anchors.set(anchor, value);
    return value;
  }

  #alias(anchor: string): unknown {
    if (this.#open.has(anchor)) throw new YAMLSyntaxError(`yaml: anchor '${anchor}' value contains itself`);
    if (!this.#anchors.has(anchor)) throw new YAMLSyntaxError(`yaml: unknown anchor '${anchor}' referenced`);
    return this.#copy(this.#anchors.get(anchor));
  }

  #sequence(): unknown[] {
    const items: unknown[] = [];
    while (!this.#atEnd()) items.push(this.node());
    return items;
  }

  #mapping(): JSONObject {
    const own: [string, unknown][] = [];
    const merged: JSONObject[] = [];
    const seen = new Set<string>();
    while (!this.#atEnd()) {
      const keyEvent = this.#events[this.#position++] as Event;
      const key = this.#key(keyEvent);
      if (key === undefined) {
        merged.push(...mergeSources(this.node()));
        continue;
      }
      if (seen.has(key.text) && this.repeated.length < MAX_REPEATED) {
        this.repeated.push(`line ${this.#line(keyEvent)}: key ${key.shown} already set in map`);
      }
      seen.add(key.text);
      own.push([key.text, this.node()]);
    }
    // The first of several merged maps wins over the later ones, and own keys win over all.
    const entries = merged.reverse().flatMap((source) => Object.entries(source));
    return Object.fromEntries([...entries, ...own]);
  }

  /** The key as JSON has it, and as messages show it; undefined for a merge key. */
  #key(event: Event): { text: string; shown: string } | undefined {
    this.#count();
    const resolved = event.type === EVENT_SCALAR ? this.#resolve(event) : undefined;
    switch (resolved?.kind) {
      case "merge":
        return undefined;
      case "string":
      case "timestamp":
        return { text: resolved.value, shown: quote(resolved.value) };
      case "bool":
      case "number":
        return { text: String(resolved.value), shown: String(resolved.value) };
      default:
        throw new YAMLSyntaxError("unsupported map key: keys must be strings, numbers or booleans");
    }
  }

  #resolve(event: ScalarEvent): Resolved {
    const value = getScalarValue(this.#source, event);
    const tag = event.tagStart < 0 ? "" : this.#source.slice(event.tagStart, event.tagEnd);
    if (tag === "!!binary") return { kind: "string", value: Buffer.from(value, "base64").toString("utf8") };
    const plain = tag === "" ? event.style === SCALAR_STYLE_PLAIN : /^!!(?:int|float|bool|null|timestamp)$/.test(tag);
    return plain ? resolveScalar(value) : { kind: "string", value };
  }

  #atEnd(): boolean {
    if (this.#events[this.#position]?.type !== EVENT_POP) return false;
    this.#position++;
    return true;
  }

  #copy(value: unknown): unknown {
    this.#count();
    if (++this.#copied > MAX_COPIED) throw excessiveAliasing();
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#copy(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#copy(item)]));
  }

  #count(): void {
    if (++this.#nodes > MAX_NODES) throw excessiveAliasing();
  }

  #line(event: Event): number {
    const end = event.type === EVENT_SCALAR ? event.valueStart : 0;
    return this.#source.slice(0, end).split("\n").length;
  }
}

function excessiveAliasing(): YAMLSyntaxError {
  return new YAMLSyntaxError("yaml: document contains excessive aliasing");
}

function jsonOf(resolved: Resolved): unknown {
  switch (resolved.kind) {
    case "null":
      return null;
    case "merge":
      return "<<";
    case "number":
      if (Number.isFinite(resolved.value)) return resolved.value;
      throw new YAMLSyntaxError(`json: unsupported value: ${goNumber(resolved.value)}`);
    default:
      return resolved.value;
  }
}

function goNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}

function mergeSources(value: unknown): JSONObject[] {
  const sources = Array.isArray(value) ? (value as unknown[]) : [value];
  return sources.map((source) => {
    if (typeof source === "object" && source !== null && !Array.isArray(source)) return source as JSONObject;
    throw new YAMLSyntaxError("yaml: map merge requires map or sequence of maps as the value");
  });
}
