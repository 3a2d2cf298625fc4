import { isAlreadyExists, isConflict, isNotFound } from "../../../apimachinery/api/errors/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import {
  AUTO_UPDATE_ANNOTATION,
  mandatoryFlowSchemas,
  mandatoryPriorityLevels,
  suggestedFlowSchemas,
  suggestedPriorityLevels,
} from "../config/bootstrap.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import type { FlowControlObjects, ObjectAccess } from "./object-access.js";
import { equalSpecs } from "./equal-specs.js";

type ConfigObject = FlowSchema | PriorityLevelConfiguration;

/**
 * Puts the server's own objects right: mandatory ones always, suggested ones unless an administrator took them over, and
 * those of former releases away. Objects that somebody else changes meanwhile wait for the next pass.
 * @see kubernetes pkg/registry/flowcontrol/rest/storage_flowcontrol.go, ensurer/strategy.go
 */
export async function maintainBootstrapObjects(objects: FlowControlObjects, opts: OperationOptions): Promise<void> {
  const { flowSchemas, priorityLevels } = objects;
  // The levels first: a schema whose level is missing is wrong.
  await Promise.all([
    ensureAll(priorityLevels, suggestedPriorityLevels, wantSuggested, opts),
    ensureAll(priorityLevels, mandatoryPriorityLevels, wantMandatory, opts),
  ]);
  await Promise.all([
    ensureAll(flowSchemas, suggestedFlowSchemas, wantSuggested, opts),
    ensureAll(flowSchemas, mandatoryFlowSchemas, wantMandatory, opts),
  ]);
  await removeUnwanted(flowSchemas, [...suggestedFlowSchemas, ...mandatoryFlowSchemas], opts);
  await removeUnwanted(priorityLevels, [...suggestedPriorityLevels, ...mandatoryPriorityLevels], opts);
}

/** Whether one of the objects that are always there is not; it was deleted. */
export function lacksBootstrapObjects(
  priorityLevels: readonly PriorityLevelConfiguration[],
  flowSchemas: readonly FlowSchema[],
): boolean {
  const lacks = (there: readonly ConfigObject[], wanted: readonly ConfigObject[]): boolean => {
    const names = new Set(there.map((object) => object.metadata.name));
    return wanted.some((object) => !names.has(object.metadata.name));
  };
  return (
    lacks(priorityLevels, [...mandatoryPriorityLevels, ...suggestedPriorityLevels]) ||
    lacks(flowSchemas, [...mandatoryFlowSchemas, ...suggestedFlowSchemas])
  );
}

/** What an object should be; undefined when it is that already. */
type Want = <T extends ConfigObject>(current: T, bootstrap: T) => T | undefined;

async function ensureAll<T extends ConfigObject>(
  access: ObjectAccess<T>,
  bootstrap: readonly T[],
  want: Want,
  opts: OperationOptions,
): Promise<void> {
  const current = new Map((await access.list(opts)).map((object) => [object.metadata.name, object]));
  const ensure = async (object: T): Promise<void> => {
    const name = object.metadata.name ?? "";
    const existing = current.get(name);
    if (existing === undefined) await tolerateRaces(access.create(object, opts));
    else if (want(existing, object) !== undefined)
      await tolerateRaces(access.update(name, (now) => want(now, object), opts));
  };
  // Beside each other, so that they share the disk's sync.
  await Promise.all(bootstrap.map(ensure));
}

async function removeUnwanted<T extends ConfigObject>(
  access: ObjectAccess<T>,
  bootstrap: readonly T[],
  opts: OperationOptions,
): Promise<void> {
  const wanted = new Set(bootstrap.map((object) => object.metadata.name));
  for (const object of await access.list(opts)) {
    if (wanted.has(object.metadata.name) || autoUpdate(object) !== true) continue;
    await tolerateRaces(access.delete(object.metadata.name ?? "", opts));
  }
}

function wantMandatory<T extends ConfigObject>(current: T, bootstrap: T): T | undefined {
  const spec = specToKeep(current, bootstrap);
  if (equalSpecs(current.spec, spec) && autoUpdate(current) === true) return undefined;
  return annotated({ ...current, spec }, true);
}

/** An administrator takes an object over by the annotation, or, where it has none, by ever having changed the spec. */
function wantSuggested<T extends ConfigObject>(current: T, bootstrap: T): T | undefined {
  const declared = autoUpdate(current);
  const ours = declared ?? current.metadata.generation === 1;
  const wrong = ours && !equalSpecs(current.spec, bootstrap.spec);
  if (!wrong && declared !== undefined) return undefined;
  return annotated(wrong ? { ...current, spec: bootstrap.spec } : current, ours);
}

/** Administrators may change the exempt level's seats. */
function specToKeep<T extends ConfigObject>(current: T, bootstrap: T): T["spec"] {
  if (!("type" in bootstrap.spec) || !("type" in current.spec)) return bootstrap.spec;
  const { exempt } = current.spec;
  return bootstrap.spec.type === "Exempt" && exempt !== undefined ? { ...bootstrap.spec, exempt } : bootstrap.spec;
}

function annotated<T extends ConfigObject>(object: T, ours: boolean): T {
  const annotations = { ...object.metadata.annotations, [AUTO_UPDATE_ANNOTATION]: String(ours) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** undefined: absent, or neither yes nor no in Go's spelling. */
function autoUpdate(object: ConfigObject): boolean | undefined {
  const text = object.metadata.annotations?.[AUTO_UPDATE_ANNOTATION];
  if (text === undefined) return undefined;
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}

async function tolerateRaces(change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (err) {
    if (!isConflict(err) && !isNotFound(err) && !isAlreadyExists(err)) throw err;
  }
}
