import type { Scheme } from "kindsmith/apimachinery";

/** Makes Thing known under a second name. */
export function addToScheme(scheme: Scheme): void {
  scheme.addKnownTypes(
    { group: "manual.example.com", version: "v1" },
    { kind: "Renamed", deepCopy: (obj: { kind?: string }) => ({ ...obj }) },
  );
}
