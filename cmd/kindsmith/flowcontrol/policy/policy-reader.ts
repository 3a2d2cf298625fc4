import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { DecodeError, SchemaDecoder } from "../../../../apimachinery/runtime/decode/index.js";
import { readTypeMeta, TypeMetaError } from "../../../../apimachinery/runtime/json/index.js";
import { Scheme, type RuntimeObject } from "../../../../apimachinery/runtime/index.js";
import { parseGroupVersion } from "../../../../apimachinery/schema/index.js";
import type { ErrorList } from "../../../../apimachinery/validation/index.js";
import {
  bootstrap,
  type FlowSchema,
  type PriorityLevelConfiguration,
} from "../../../../apiserver/flowcontrol/index.js";
import { validateFlowSchema } from "../../../../apis/flowcontrol/validation.js";
import { validatePriorityLevelConfiguration } from "../../../../apis/flowcontrol/priority-level-validation.js";
import type * as hub from "../../../../apis/flowcontrol/types.js";
import { flowcontrolGroup } from "../../../../generated/registry/flowcontrol/index.js";

/** The objects that flow control is configured by, in the hub's form. */
export interface FlowControlPolicy {
  readonly flowSchemas: readonly FlowSchema[];
  readonly priorityLevels: readonly PriorityLevelConfiguration[];
}

/**
 * Takes FlowSchemas and PriorityLevelConfigurations of any version as a server would: strictly, with defaults, validated.
 * What is wrong gathers in `problems`, each with its place.
 */
export class PolicyReader {
  readonly problems: string[] = [];
  readonly #scheme = new Scheme();
  readonly #decoder = new SchemaDecoder(flowcontrolGroup.openAPIDefinitions());
  readonly #flowSchemas = new Map<string, FlowSchema>();
  readonly #priorityLevels = new Map<string, PriorityLevelConfiguration>();

  constructor() {
    flowcontrolGroup.addToScheme(this.#scheme);
  }

  /** What was read, with the objects that every server makes where none of the same name was. */
  withServerObjects(): FlowControlPolicy {
    const add = <T extends FlowSchema | PriorityLevelConfiguration>(
      read: ReadonlyMap<string, T>,
      made: readonly T[],
    ) => [...read.values(), ...made.filter(({ metadata }) => !read.has(metadata.name ?? ""))];
    const { mandatoryFlowSchemas, suggestedFlowSchemas, mandatoryPriorityLevels, suggestedPriorityLevels } = bootstrap;
    return {
      flowSchemas: add(this.#flowSchemas, [...mandatoryFlowSchemas, ...suggestedFlowSchemas]),
      priorityLevels: add(this.#priorityLevels, [...mandatoryPriorityLevels, ...suggestedPriorityLevels]),
    };
  }

  /** What was read, alone. */
  policy(): FlowControlPolicy {
    return { flowSchemas: [...this.#flowSchemas.values()], priorityLevels: [...this.#priorityLevels.values()] };
  }

  /** Every object of a file with one or more YAML documents or JSON. `shown` is the file's name in problems. */
  addFile(path: string, shown = path): void {
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (err) {
      this.problems.push(`${shown}: cannot be read: ${(err as Error).message}`);
      return;
    }
    for (const [i, document] of parseAllDocuments(text).entries()) {
      const where = i === 0 ? shown : `${shown}: document ${i + 1}`;
      const [problem] = document.errors;
      if (problem !== undefined) this.problems.push(`${where}: is neither YAML nor JSON: ${problem.message}`);
      else if (document.contents !== null) this.add(document.toJS(), where);
    }
  }

  /** One object, or a list of them as `kubectl get -o yaml` prints it. The value must not be used any more. */
  add(value: unknown, where: string): void {
    const { items } = (value ?? {}) as { readonly items?: unknown };
    if (Array.isArray(items)) {
      items.forEach((item, i) => this.add(item, `${where}: items[${i}]`));
      return;
    }
    try {
      this.#addObject(value, where);
    } catch (err) {
      if (!(err instanceof DecodeError || err instanceof TypeMetaError)) throw err;
      this.problems.push(`${where}: ${err.message}`);
    }
  }

  #addObject(value: unknown, where: string): void {
    const { apiVersion, kind } = readTypeMeta(value);
    const gvk = { ...parseGroupVersion(apiVersion), kind };
    if (gvk.group !== flowcontrolGroup.group || !this.#decoder.has(gvk) || !KINDS.includes(kind)) {
      const expected = `expected ${KINDS.join(" or ")} of ${flowcontrolGroup.group}/v1`;
      this.problems.push(`${where}: is ${kind || "no kind"} of ${apiVersion || "no apiVersion"}; ${expected}`);
      return;
    }
    const { object, strictErrors } = this.#decoder.decode<RuntimeObject>(value, gvk, { strict: true });
    this.problems.push(...strictErrors.map((problem) => `${where}: ${problem}`));
    this.#scheme.default(object);
    const converted = this.#scheme.convertToHub(object) as unknown;
    if (kind === "FlowSchema") {
      const errors = validateFlowSchema(converted as hub.FlowSchema);
      this.#keep(this.#flowSchemas, converted as FlowSchema, errors, where);
    } else {
      const errors = validatePriorityLevelConfiguration(converted as hub.PriorityLevelConfiguration);
      this.#keep(this.#priorityLevels, converted as PriorityLevelConfiguration, errors, where);
    }
  }

  #keep<T extends FlowSchema | PriorityLevelConfiguration>(
    kept: Map<string, T>,
    object: T,
    errors: ErrorList,
    where: string,
  ): void {
    const name = object.metadata.name ?? "";
    if (name === "") this.problems.push(`${where}: metadata.name: Required value`);
    else if (kept.has(name)) this.problems.push(`${where}: metadata.name: ${JSON.stringify(name)} is there twice`);
    this.problems.push(...errors.map((error) => `${where}: ${String(error)}`));
    kept.set(name, object);
  }
}

const KINDS = ["FlowSchema", "PriorityLevelConfiguration"];
