interface Item {
  metadata?: { managedFields?: unknown };
  object?: Item;
}

/** Takes `metadata.managedFields` off an object, the items of a list and the objects in a Table's rows; changes `object`. */
export function withoutManagedFields(object: object): object {
  const { items, rows } = object as { readonly items?: unknown; readonly rows?: unknown };
  drop(object as Item);
  for (const item of arrayOf(items)) drop(item);
  for (const row of arrayOf(rows)) if (row.object !== undefined) drop(row.object);
  return object;
}

function arrayOf(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.filter((item): item is Item => typeof item === "object" && item !== null) : [];
}

function drop(item: Item): void {
  if (item.metadata?.managedFields !== undefined) delete item.metadata.managedFields;
}
