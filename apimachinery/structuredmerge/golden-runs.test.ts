import assert from "node:assert/strict";
import test from "node:test";
import { runAtOnce } from "../runtime/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import {
  ApplyConflictError,
  DEDUCED,
  extractItems,
  EMPTY_SET,
  FieldSet,
  fieldPath,
  fieldsV1FromSet,
  mergeValues,
  PathElement,
  pathToString,
  setFromFieldsV1,
  UNTYPED_ATOMIC,
  Updater,
  validateValue,
  type FieldType,
  type Managers,
  type SchemaNode,
  type TypedValue,
  type VersionConverter,
} from "./index.js";

/** A type as recorded: named, or written out. */
interface RecordedType {
  readonly namedType?: string;
  readonly scalar?: SchemaNode["scalar"];
  readonly list?: {
    readonly elementType: RecordedType;
    readonly elementRelationship: string;
    readonly keys?: string[];
  };
  readonly map?: {
    readonly fields?: readonly { readonly name: string; readonly type: RecordedType; readonly default?: unknown }[];
    readonly elementType?: RecordedType;
    readonly elementRelationship?: string;
  };
  readonly elementRelationship?: string;
}

interface RecordedStep {
  readonly op: "apply" | "forceApply" | "extractApply" | "update";
  readonly apiVersion: string;
  readonly manager: string;
  readonly object: unknown;
  readonly live?: unknown;
  readonly error?: string;
  readonly conflicts?: readonly { readonly manager: string; readonly path: string }[];
  readonly conflictMessage?: string;
  readonly managers: Readonly<
    Record<string, { readonly apiVersion: string; readonly applied: boolean; readonly fieldsV1: object }>
  >;
}

interface RecordedRun {
  readonly test: string;
  readonly converter?: string;
  readonly ignoreFilter?: string;
  readonly ignoredFields?: Readonly<Record<string, object>>;
  readonly returnInputOnNoop: boolean;
  readonly types: Readonly<
    Record<
      string,
      {
        readonly schema: { readonly types: readonly (RecordedType & { name: string })[] };
        readonly typeRef: RecordedType;
      }
    >
  >;
  readonly steps: readonly RecordedStep[];
}

const FILE = "vectors/structured-merge.json";
const runs = readGolden<readonly RecordedRun[]>(FILE, []);

test("recorded runs are all there", { skip: skipWithout(FILE) }, () => assert.equal(runs.length, 223));

for (const [index, run] of runs.entries()) {
  test(`run ${index}: ${run.test}`, () => replay(run));
}

function replay(run: RecordedRun): void {
  const types = typesOf(run);
  const converter = converterOf(run.converter, types);
  const ignored = ignoredOf(run);
  const updater = new Updater({ converter, ignored, returnInputOnNoop: run.returnInputOnNoop });
  const typeOf = (version: string): SchemaNode => types.get(version) ?? assert.fail(`no type of ${version}`);
  let live: TypedValue | undefined;
  let managers: Managers = new Map();

  const apply = (config: TypedValue, { apiVersion, manager }: RecordedStep, force: boolean): void => {
    const current = convert(converter, live ?? { value: null, type: typeOf(apiVersion) }, apiVersion);
    live = current;
    const result = runAtOnce(updater.apply(current, config, apiVersion, managers, manager, force));
    ({ managers } = result);
    live = result.object ?? current;
  };
  const perform = (step: RecordedStep): void => {
    const { op, object, apiVersion, manager } = step;
    const config = { value: object, type: typeOf(apiVersion) };
    validateValue(object, config.type, { allowDuplicates: op === "update" });
    if (op === "update") {
      const current = convert(converter, live ?? { value: null, type: typeOf(apiVersion) }, apiVersion);
      ({ managers } = runAtOnce(updater.update(current, config, apiVersion, managers, manager)));
      live = config;
    } else if (op === "extractApply" && live !== undefined) {
      const current = convert(converter, live, apiVersion);
      const owned = managers.get(manager)?.set.leaves() ?? EMPTY_SET;
      const extracted = extractItems(current.value, owned, current.type);
      const value = mergeValues(extracted, object, current.type);
      apply({ value, type: current.type }, step, true);
    } else apply(config, step, op !== "apply");
  };

  for (const step of run.steps) {
    let error: Error | undefined;
    try {
      perform(step);
    } catch (err) {
      error = err as Error;
    }
    if (step.conflicts !== undefined) {
      assert.ok(error instanceof ApplyConflictError, String(error));
      const got = error.conflicts.map(({ manager, path }) => ({ manager, path: pathToString(path) }));
      assert.deepEqual(got, step.conflicts);
      assert.equal(error.message, step.conflictMessage);
    } else if (step.error !== undefined) assert.equal(error?.message, step.error);
    else if (error !== undefined) throw error;
    if (step.live !== undefined) assert.deepEqual(live?.value, step.live);
    const got = [...managers].map(([manager, { set, ...rest }]) => [
      manager,
      { ...rest, fieldsV1: fieldsV1FromSet(set) },
    ]);
    assert.deepEqual(Object.fromEntries(got), step.managers);
    for (const { set } of managers.values()) {
      assert.ok(setFromFieldsV1(fieldsV1FromSet(set)).equals(set), "fields survive being written and read");
    }
  }
}

function convert(converter: VersionConverter, value: TypedValue, apiVersion: string): TypedValue {
  return converter.convert(value, apiVersion) ?? assert.fail(`no version ${apiVersion}`);
}

/** The recordings name their converters and filters; what those do is told here. */
function converterOf(name: string | undefined, types: ReadonlyMap<string, SchemaNode>): VersionConverter {
  if (name === undefined) return { convert: (value) => value };
  const versionOf = ({ type }: TypedValue): string => [...types].find(([, known]) => known === type)![0];
  if (name.endsWith("renamingConverter")) {
    return {
      convert: (object, apiVersion) => {
        const value = renamed(object.value, (key) => key.replace(new RegExp(`${versionOf(object)}$`), apiVersion));
        return { value, type: types.get(apiVersion)! };
      },
    };
  }
  if (name.endsWith("repeatingConverter")) {
    return {
      convert: ({ value }, apiVersion) => ({
        value: renamed(value, (key, depth) => (depth === 0 ? key : key[0]!.repeat(Number(apiVersion.slice(1))))),
        type: [...types.values()][0]!,
      }),
    };
  }
  if (name.endsWith("reliantFieldsConverter")) {
    return {
      convert: (object, apiVersion) => {
        if (versionOf(object) === apiVersion) return object;
        if (apiVersion === "v1" && !JSON.stringify(object.value).includes("required_field_bar")) {
          throw new Error("missing required field bar");
        }
        const [from, to] = ["required_field_bar", "field_foo_rely_on_bar"];
        const names = apiVersion === "v1" ? { [from]: to } : { [to]: from };
        return { value: renamed(object.value, (key) => names[key] ?? key), type: types.get(apiVersion)! };
      },
    };
  }
  throw new Error(`unknown converter ${name}`);
}

function renamed(value: unknown, rename: (key: string, depth: number) => string, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  // In order of keys, so that of two which become one the last has its way, as in the recordings.
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([key, item]) => [rename(key, depth), renamed(item, rename, depth + 1)]);
  return Object.fromEntries(entries);
}

function ignoredOf({ test: name, ignoreFilter, ignoredFields, steps }: RecordedRun): Map<string, FieldSet> {
  if (ignoredFields !== undefined) {
    return new Map(Object.entries(ignoredFields).map(([version, fields]) => [version, setFromFieldsV1(fields)]));
  }
  if (ignoreFilter === undefined) return new Map();
  if (name === "TestIgnoreFilter") {
    const field = "obj" in (steps[0]!.object as object) ? "obj" : "string";
    return new Map([["v1", FieldSet.of(fieldPath(field))]]);
  }
  // TestFilteredFieldsUsesVersions: one run through four versions, the others through two.
  const versions = steps.some(({ apiVersion }) => apiVersion === "v4") ? ["v1", "v2", "v3", "v4"] : ["v2"];
  return new Map(
    versions.map((version) => {
      const key = versions.length === 1 ? "c" : "c".repeat(Number(version.slice(1)));
      return [version, FieldSet.of(fieldPath("mapOfMapsRecursive", key))];
    }),
  );
}

function typesOf({ types }: RecordedRun): Map<string, SchemaNode> {
  const compiled = new Map<string, SchemaNode>();
  // One type of several versions is one type.
  const known = new Map<string, SchemaNode>();
  for (const [version, { schema, typeRef }] of Object.entries(types)) {
    const text = JSON.stringify({ schema, typeRef });
    if (!known.has(text)) known.set(text, new RecordedSchema(schema.types).compile(typeRef));
    compiled.set(version, known.get(text)!);
  }
  return compiled;
}

class RecordedSchema {
  readonly #named: ReadonlyMap<string, RecordedType>;
  readonly #compiled = new Map<string, SchemaNode>();

  constructor(types: readonly (RecordedType & { name: string })[]) {
    this.#named = new Map(types.map((type) => [type.name, type]));
  }

  compile(type: RecordedType): SchemaNode {
    const { namedType, elementRelationship } = type;
    if (namedType === undefined) return this.#fill({}, type, elementRelationship);
    if (namedType === "__untyped_deduced_") return DEDUCED;
    if (namedType === "__untyped_atomic_") return UNTYPED_ATOMIC;
    const key = `${namedType} ${elementRelationship ?? ""}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const node: SchemaNode = {};
    this.#compiled.set(key, node);
    return this.#fill(node, this.#named.get(namedType)!, elementRelationship);
  }

  #fill(node: SchemaNode, { scalar, list, map }: RecordedType, override?: string): SchemaNode {
    return Object.assign(node, {
      ...(scalar === undefined ? {} : { scalar }),
      ...(list === undefined
        ? {}
        : {
            list: {
              atomic: (map === undefined && override !== undefined ? override : list.elementRelationship) === "atomic",
              keys: list.keys ?? [],
              element: this.compile(list.elementType),
            },
          }),
      ...(map === undefined
        ? {}
        : {
            map: {
              atomic: (override ?? map.elementRelationship) === "atomic",
              fields: new Map(
                (map.fields ?? []).map((field): [string, FieldType] => [
                  field.name,
                  {
                    element: PathElement.field(field.name),
                    type: this.compile(field.type),
                    ...(field.default === undefined ? {} : { default: field.default }),
                  },
                ]),
              ),
              ...(map.elementType === undefined || Object.keys(map.elementType).length === 0
                ? {}
                : { element: this.compile(map.elementType) }),
            },
          }),
    });
  }
}
