import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import type { StoredValue } from "../interface.js";
import type { ObjectEvent, ResourceCodec, SelectionPredicate, StoredObject } from "../resource-storage.js";

/** What the suites store: metadata and one selectable field. */
export interface TestObject extends KubeObject {
  spec?: { nodeName?: string; data?: string };
}

export function testObject(
  namespace: string,
  name: string,
  opts: { readonly labels?: { [key: string]: string }; readonly nodeName?: string; readonly data?: string } = {},
): Uint8Array {
  const object: TestObject = {
    apiVersion: "v1",
    kind: "Thing",
    metadata: { name, namespace, ...(opts.labels === undefined ? {} : { labels: opts.labels }) },
    spec: {
      ...(opts.nodeName === undefined ? {} : { nodeName: opts.nodeName }),
      ...(opts.data === undefined ? {} : { data: opts.data }),
    },
  };
  return new TextEncoder().encode(JSON.stringify(object));
}

/** Counts how often it decodes, so that a test can see that work was spared. */
export class TestCodec implements ResourceCodec {
  decodes = 0;

  decode(value: StoredValue): KubeObject {
    this.decodes++;
    const object = JSON.parse(new TextDecoder().decode(value.bytes)) as KubeObject;
    object.metadata.resourceVersion = value.modRevision.toString();
    return object;
  }

  attributes(object: TestObject): ReturnType<ResourceCodec["attributes"]> {
    return {
      labels: object.metadata.labels ?? {},
      fields: {
        "metadata.name": object.metadata.name ?? "",
        "metadata.namespace": object.metadata.namespace ?? "",
        "spec.nodeName": object.spec?.nodeName ?? "",
      },
    };
  }
}

export const everything: SelectionPredicate = { empty: true, matches: () => true };

/** A selector of exact labels and exact fields. */
export function selecting(
  labels: { readonly [key: string]: string },
  fields: { readonly [label: string]: string } = {},
): SelectionPredicate {
  return {
    empty: false,
    matches: (attributes) =>
      Object.entries(labels).every(([key, value]) => attributes.labels[key] === value) &&
      Object.entries(fields).every(([key, value]) => attributes.fields[key] === value),
    exactField: (label) => fields[label],
  };
}

export function nameOf(object: StoredObject): string {
  return object.key.slice(object.key.lastIndexOf("/") + 1);
}

/** `ADDED name@rev`, `BOOKMARK@rev`, `END@rev` for the bookmark after initial events. */
export function describeObjectEvent(event: ObjectEvent): string {
  if (event.type === "BOOKMARK") return `${event.initialEventsEnd === true ? "END" : "BOOKMARK"}@${event.revision}`;
  return `${event.type} ${nameOf(event.object)}@${event.object.revision}`;
}
