import type { ObjectEvent, StoredObject } from "../../storage/resource-storage.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { StatusError } from "../../../apimachinery/api/errors/index.js";
import {
  partialMetadata,
  partialMetadataText,
  tableOf,
  watchFrame,
  type ProtobufCodec,
  type TableOptions,
} from "../encoding/index.js";
import { MEDIA_TYPES, type OutputType, type Transform } from "../negotiation/index.js";
import type { ResourceScope } from "./scope.js";

const INITIAL_EVENTS_END = "k8s.io/initial-events-end";
const LINE_FEED = 0x0a;

/** Turns events into the pieces of a watch stream: lines of JSON, or frames of protobuf. */
export interface WatchEventWriter {
  readonly contentType: string;
  piece(event: ObjectEvent): Uint8Array;
  /** The piece that ends a watch which failed. */
  error(status: StatusError["status"]): Uint8Array;
}

/** The writer for a negotiated form. `table` is read when the client wants Tables. */
export function watchEventWriter(
  scope: ResourceScope,
  output: OutputType,
  table: Omit<TableOptions, "now">,
): WatchEventWriter {
  const { transform, format } = output;
  const { protobuf } = scope.deps;
  if (format === "protobuf" && protobuf !== undefined) return protobufFrames(scope, protobuf, transform);
  if (transform === undefined) {
    return new SharedLines(scope.view.version.version, scope.view.kind, scope.view.apiVersion, (object) =>
      scope.view.text(object),
    );
  }
  if (transform.kind === "Table") return new TableLines(scope, table);
  const apiVersion = `meta.k8s.io/${transform.version}`;
  return new SharedLines(`PartialObjectMetadata/${transform.version}`, "PartialObjectMetadata", apiVersion, (object) =>
    partialMetadataText(object, transform.version),
  );
}

type ChangeType = Exclude<ObjectEvent["type"], "BOOKMARK">;

interface EventForm {
  readonly representation: string;
  readonly encode: (object: StoredObject) => Uint8Array;
}

/** Every event is written once, however many clients watch. */
class SharedLines implements WatchEventWriter {
  readonly contentType = MEDIA_TYPES.json;
  readonly #kind: string;
  readonly #apiVersion: string;
  /** Made once for a watch, since delivering an event should make nothing. */
  readonly #forms: { readonly [T in ChangeType]: EventForm };

  constructor(representation: string, kind: string, apiVersion: string, text: (object: StoredObject) => Uint8Array) {
    this.#kind = kind;
    this.#apiVersion = apiVersion;
    const form = (type: ChangeType): EventForm => ({
      representation: `${type} ${representation}`,
      encode: (object) => eventLine(type, text(object)),
    });
    this.#forms = { ADDED: form("ADDED"), MODIFIED: form("MODIFIED"), DELETED: form("DELETED") };
  }

  error(status: StatusError["status"]): Uint8Array {
    return errorLine(status);
  }

  piece(event: ObjectEvent): Uint8Array {
    if (event.type === "BOOKMARK") {
      return Buffer.from(
        `{"type":"BOOKMARK","object":${JSON.stringify(bookmark(this.#kind, this.#apiVersion, event))}}\n`,
      );
    }
    const { representation, encode } = this.#forms[event.type];
    return event.object.encodedAs(representation, encode);
  }
}

function errorLine(status: StatusError["status"]): Buffer {
  return Buffer.from(`{"type":"ERROR","object":${JSON.stringify(status)}}\n`);
}

function eventLine(type: string, text: Uint8Array): Buffer {
  const head = `{"type":"${type}","object":`;
  const length = text.at(-1) === LINE_FEED ? text.length - 1 : text.length;
  const line = Buffer.allocUnsafe(head.length + length + 2);
  line.write(head, 0, "latin1");
  line.set(length === text.length ? text : text.subarray(0, length), head.length);
  line[line.length - 2] = 0x7d;
  line[line.length - 1] = LINE_FEED;
  return line;
}

function bookmark(kind: string, apiVersion: string, event: Extract<ObjectEvent, { type: "BOOKMARK" }>): object {
  return {
    kind,
    apiVersion,
    metadata: {
      resourceVersion: event.revision.toString(),
      ...(event.initialEventsEnd === true ? { annotations: { [INITIAL_EVENTS_END]: "true" } } : {}),
    },
  };
}

/** Rows, each in a Table of its own; the first one has the columns. */
class TableLines implements WatchEventWriter {
  readonly contentType = MEDIA_TYPES.json;
  readonly #scope: ResourceScope;
  readonly #options: Omit<TableOptions, "now">;
  #first = true;

  constructor(scope: ResourceScope, options: Omit<TableOptions, "now">) {
    this.#scope = scope;
    this.#options = options;
  }

  error(status: StatusError["status"]): Uint8Array {
    return errorLine(status);
  }

  piece(event: ObjectEvent): Uint8Array {
    const { table, deps } = this.#scope;
    const { version } = this.#options;
    const columns = this.#first ? table.columnDefinitions : null;
    this.#first = false;
    const revision = event.type === "BOOKMARK" ? event.revision : event.object.revision;
    const row =
      event.type === "BOOKMARK"
        ? table.emptyRow(bookmark("PartialObjectMetadata", `meta.k8s.io/${version}`, event))
        : table.row(event.object, { ...this.#options, now: deps.clock.now() });
    const object = tableOf(version, { resourceVersion: revision.toString() }, columns, [row]);
    return Buffer.from(`${JSON.stringify({ type: event.type, object })}\n`);
  }
}

/** Frames of protobuf, each made once like the lines of JSON. */
function protobufFrames(
  { view }: ResourceScope,
  protobuf: ProtobufCodec,
  transform: Transform | undefined,
): WatchEventWriter {
  const kind = transform === undefined ? view.kind : "PartialObjectMetadata";
  const apiVersion = transform === undefined ? view.apiVersion : `meta.k8s.io/${transform.version}`;
  const valueOf = (object: StoredObject): RuntimeObject =>
    transform === undefined ? (view.value(object) as RuntimeObject) : partialMetadata(object, transform.version);
  return {
    contentType: `${MEDIA_TYPES.protobuf};stream=watch`,
    piece: (event) => {
      if (event.type === "BOOKMARK") return watchFrame("BOOKMARK", protobuf.encode(bookmark(kind, apiVersion, event)));
      const { type, object } = event;
      return object.encodedAs(`protobuf ${type} ${apiVersion} ${kind}`, (same) =>
        watchFrame(type, protobuf.encode(valueOf(same))),
      );
    },
    error: (status) => watchFrame("ERROR", protobuf.encode(status)),
  };
}
