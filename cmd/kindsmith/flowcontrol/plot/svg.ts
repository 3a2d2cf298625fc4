/** SVG as text. Numbers have two digits at the most, so that the same picture is the same bytes. */
export type Attributes = { readonly [name: string]: string | number };

export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(attributeText(value))}"`);
  return children.length === 0
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escape(content));
}

export function rect(x: number, y: number, width: number, height: number, attributes: Attributes): string {
  return element("rect", { x, y, width, height, ...attributes });
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string {
  return element("line", { x1, y1, x2, y2, ...attributes });
}

/** One or more open lines through points. */
export function path(lines: readonly (readonly (readonly [x: number, y: number])[])[], attributes: Attributes): string {
  const d = lines
    .filter((points) => points.length > 0)
    .map((points) => `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}`)
    .join("");
  return element("path", { d, fill: "none", ...attributes });
}

export function escape(content: string): string {
  return content.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

const ENTITIES: { readonly [char: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function attributeText(value: string | number): string {
  return typeof value === "number" ? short(value) : value;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
