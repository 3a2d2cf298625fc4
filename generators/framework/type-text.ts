import type { ImportSet } from "./imports.js";
import type { ApiModel, FieldType } from "./model.js";

const META = "kindsmith/apimachinery/meta/v1";

/** The type as TypeScript text: `Flunder[]`, `{ [key: string]: int32 }`. Imports what it names. */
export function typeText(model: ApiModel, imports: ImportSet, type: FieldType): string {
  switch (type.kind) {
    case "primitive":
      return type.name === "string" || type.name === "boolean" ? type.name : imports.type(META, type.name);
    case "scalar":
      return imports.type(META, type.name);
    case "array": {
      const element = typeText(model, imports, type.element);
      return type.element.kind === "map" ? `(${element})[]` : `${element}[]`;
    }
    case "map":
      return `{ [key: string]: ${typeText(model, imports, type.value)} }`;
    case "ref":
      return imports.type(model.package(type.ref.packageId).importPath, type.ref.name);
  }
}
