import { apiVersionOf, type GroupVersionKind } from "../../apimachinery/schema/index.js";

/**
 * How a setter treats what is there: `value` replaces it, `list` appends to it, `map` merges into it and overwrites keys.
 */
export type FieldStyle = "value" | "list" | "map";

/** The style of each field of a configuration. */
export type FieldStyles<T> = { readonly [K in keyof T]-?: FieldStyle };

type SetterArguments<V> = [V] extends [readonly (infer E)[]] ? E[] : [value: V];

/**
 * A configuration that is filled by setters, `withName(value)` for each field, which all return it. Lists take their
 * elements as arguments. It is plain data and can be sent as it is.
 */
export type Builder<T extends object> = T & {
  [K in keyof T & string as Setter<K>]-?: (...values: SetterArguments<Exclude<T[K], undefined>>) => Builder<T>;
};

/** The same with the setters of the metadata beside its own. */
export type ObjectBuilder<T extends WithMetadata> = T & {
  [K in Exclude<keyof T, "metadata"> & string as Setter<K>]-?: (
    ...values: SetterArguments<Exclude<T[K], undefined>>
  ) => ObjectBuilder<T>;
} & {
  [K in keyof Metadata<T> & string as Setter<K>]-?: (
    ...values: SetterArguments<Exclude<Metadata<T>[K], undefined>>
  ) => ObjectBuilder<T>;
};

type Setter<K extends string> = `with${Capitalize<K>}`;
type Metadata<T extends WithMetadata> = Exclude<T["metadata"], undefined>;

interface WithMetadata {
  metadata?: { name?: string; namespace?: string };
}

type Data = { [field: string]: unknown };

/** Makes a function that starts an empty configuration. */
export function defineBuilder<T extends object>(styles: FieldStyles<T>): () => Builder<T> {
  const prototype = {};
  for (const [field, style] of Object.entries<FieldStyle>(styles)) addSetter(prototype, field, style, (self) => self);
  return () => Object.create(prototype) as Builder<T>;
}

/** The same for types with an ObjectMeta, whose setters are reached without a detour. */
export function defineObjectBuilder<T extends WithMetadata>(
  styles: FieldStyles<T>,
  metadataStyles: FieldStyles<Metadata<T>>,
): () => ObjectBuilder<T> {
  const prototype = {};
  const metadata = (self: Data): Data => (self["metadata"] ??= {}) as Data;
  for (const [field, style] of Object.entries<FieldStyle>(metadataStyles)) addSetter(prototype, field, style, metadata);
  for (const [field, style] of Object.entries<FieldStyle>(styles)) {
    if (field !== "metadata") addSetter(prototype, field, style, (self) => self);
  }
  return () => Object.create(prototype) as ObjectBuilder<T>;
}

/** Says what a new configuration is for: kind, apiVersion, name and, where it has one, namespace. */
export function identify<T extends WithMetadata>(
  builder: ObjectBuilder<T>,
  gvk: GroupVersionKind,
  name: string,
  namespace?: string,
): ObjectBuilder<T> {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return Object.assign(builder, { kind: gvk.kind, apiVersion: apiVersionOf(gvk), metadata });
}

function addSetter(prototype: object, field: string, style: FieldStyle, target: (self: Data) => Data): void {
  const name = `with${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  function setter(this: Data, ...values: unknown[]): Data {
    const data = target(this);
    data[field] = next(data[field], style, values, name);
    return this;
  }
  // Not enumerable: a configuration shows its data only.
  Object.defineProperty(prototype, name, { value: setter });
}

function next(current: unknown, style: FieldStyle, values: readonly unknown[], setter: string): unknown {
  switch (style) {
    case "value":
      return values[0];
    case "list":
      if (values.some((value) => value === undefined || value === null)) {
        throw new TypeError(`nil value passed to ${setter}`);
      }
      return [...((current as unknown[] | undefined) ?? []), ...values];
    case "map":
      return { ...(current as object | undefined), ...(values[0] as object | undefined) };
  }
}
