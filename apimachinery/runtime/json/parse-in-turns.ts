import { isUtf8 } from "node:buffer";
import { setOwn } from "../own-value.js";
import { AT_ONCE_BYTES, type Steps, type Turns } from "../turns.js";
import { hasRepeatedKeys, NOT_UTF8, parseJSON } from "./parse.js";
import { JSONReader, type JSONBuilder } from "./reader.js";
import { JSONSyntaxError } from "./syntax-error.js";

/** A text, and what is to be known of it. */
export interface ParsedJSON {
  readonly value: unknown;
  /** An object of the text has a key twice. */
  readonly repeatedKeys: boolean;
}

const PIECE_BYTES = 8 * 1024;

/**
 * As {@link parseJSON}, without holding the event loop for the time that a long text takes. Short texts of the result may
 * keep the whole text in memory.
 * @throws JSONSyntaxError
 */
export function parseJSONInTurns(bytes: Uint8Array, turns: Turns): Promise<ParsedJSON> {
  return turns.run(parseJSONSteps(bytes));
}

/** As {@link parseJSONInTurns}, with breaks wherever the caller wants them. */
export function parseJSONSteps(bytes: Uint8Array): Steps<ParsedJSON> {
  return bytes.length <= AT_ONCE_BYTES ? parseNatively(bytes) : readJSON(bytes);
}

function* parseNatively(bytes: Uint8Array): Steps<ParsedJSON> {
  const value = parseJSON(bytes);
  return { value, repeatedKeys: hasRepeatedKeys(bytes, value) };
}

/** Reads a text of any length in pieces. @throws JSONSyntaxError */
export function* readJSON(bytes: Uint8Array): Steps<ParsedJSON> {
  if (!isUtf8(bytes)) throw new JSONSyntaxError(NOT_UTF8);
  const builder = new ValueBuilder();
  const reader = new JSONReader<unknown>(bytes, builder);
  while (!reader.read(PIECE_BYTES)) yield;
  return { value: reader.value, repeatedKeys: builder.repeatedKeys };
}

/** Builds what JSON.parse does. */
class ValueBuilder implements JSONBuilder<unknown, unknown> {
  repeatedKeys = false;

  scalar(value: unknown): unknown {
    return value;
  }

  object(): unknown {
    return {};
  }

  array(): unknown {
    return [];
  }

  member(object: unknown, key: string, value: unknown): void {
    const members = object as Record<string, unknown>;
    if (!this.repeatedKeys && Object.hasOwn(members, key)) this.repeatedKeys = true;
    setOwn(members, key, value);
  }

  item(array: unknown, value: unknown): void {
    (array as unknown[]).push(value);
  }
}
