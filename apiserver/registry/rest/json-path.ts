/** Finds the values that a JSONPath names in an object. */
export type JSONPath = (root: unknown) => unknown[];

type Step = (values: readonly unknown[]) => unknown[];

/**
 * Compiles the subset of JSONPath that printer columns, scale and selectable fields use: `.a.b`, `['a.b']`, `.a\.b`,
 * `[0]`, `[-1]`, `[1:3]`, `[*]`, `[?(@.type=="Ready")]` with `==`, `!=`, `<`, `<=`, `>`, `>=`, or no operator for existence.
 * Braces around the whole and a `$` before it may stand. A path that leads nowhere finds nothing.
 * @throws Error when the text is not of that subset.
 * @see kubernetes/client-go util/jsonpath
 */
export function compileJSONPath(text: string): JSONPath {
  let source = text.trim();
  if (source.startsWith("{") && source.endsWith("}")) source = source.slice(1, -1);
  if (source.startsWith("$")) source = source.slice(1);
  const steps = parseSteps(source, text);
  return (root) => steps.reduce<unknown[]>((values, step) => (values.length === 0 ? values : step(values)), [root]);
}

function parseSteps(source: string, text: string): Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < source.length) {
    if (source[at] === "[") {
      const end = closingBracket(source, at, text);
      steps.push(bracketStep(source.slice(at + 1, end), text));
      at = end + 1;
    } else {
      if (source[at] === ".") at++;
      const match = /^(?:\\.|[^.[\\])*/.exec(source.slice(at))!;
      if (match[0] === "") throw bad(text);
      steps.push(match[0] === "*" ? everyStep : memberStep(match[0].replace(/\\(.)/g, "$1")));
      at += match[0].length;
    }
  }
  return steps;
}

function bad(text: string): Error {
  return new Error(`not a supported JSONPath: ${JSON.stringify(text)}`);
}

function closingBracket(source: string, open: number, text: string): number {
  let quote = "";
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    const character = source[i]!;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"') {
      quote = character;
    } else if (character === "[") {
      depth++;
    } else if (character === "]" && --depth === 0) {
      return i;
    }
  }
  throw bad(text);
}

function bracketStep(inside: string, text: string): Step {
  const quoted = /^(['"])(.*)\1$/.exec(inside);
  if (quoted !== null) return memberStep(quoted[2]!);
  if (inside === "*") return everyStep;
  if (/^-?\d+$/.test(inside)) return indexStep(Number(inside));
  const range = /^(-?\d*):(-?\d*)$/.exec(inside);
  if (range !== null) return sliceStep(range[1]!, range[2]!);
  const filter = /^\?\((.*)\)$/.exec(inside);
  if (filter !== null) return filterStep(filter[1]!, text);
  throw bad(text);
}

function memberStep(name: string): Step {
  return (values) => {
    const found: unknown[] = [];
    for (const value of values) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) continue;
      found.push((value as { [key: string]: unknown })[name]);
    }
    return found;
  };
}

function everyStep(values: readonly unknown[]): unknown[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) return value as unknown[];
    return typeof value === "object" && value !== null ? Object.values(value) : [];
  });
}

function indexStep(index: number): Step {
  return (values) => {
    const found: unknown[] = [];
    for (const value of values) {
      if (!Array.isArray(value)) continue;
      const at = index < 0 ? index + value.length : index;
      if (at >= 0 && at < value.length) found.push(value[at]);
    }
    return found;
  };
}

function sliceStep(from: string, to: string): Step {
  const start = from === "" ? undefined : Number(from);
  const end = to === "" ? undefined : Number(to);
  return (values) => values.flatMap((value) => (Array.isArray(value) ? (value.slice(start, end) as unknown[]) : []));
}

const COMPARISON = /^@?(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/;

function filterStep(condition: string, text: string): Step {
  const match = COMPARISON.exec(condition.trim());
  const holds = match === null ? existence(condition, text) : comparison(match[1]!, match[2]!, match[3]!, text);
  return (values) => everyStep(values).filter(holds);
}

function existence(condition: string, text: string): (value: unknown) => boolean {
  const path = compileJSONPath(condition.trim().replace(/^@/, ""));
  if (condition.trim() === "") throw bad(text);
  return (value) => path(value).length > 0;
}

function comparison(left: string, operator: string, right: string, text: string): (value: unknown) => boolean {
  const path = compileJSONPath(left);
  const want = literal(right.trim(), text);
  return (value) => path(value).some((found) => compare(found, operator, want));
}

function literal(source: string, text: string): string | number | boolean {
  const quoted = /^(['"])(.*)\1$/.exec(source);
  if (quoted !== null) return quoted[2]!;
  if (source === "true" || source === "false") return source === "true";
  const number = Number(source);
  if (source === "" || Number.isNaN(number)) throw bad(text);
  return number;
}

function compare(found: unknown, operator: string, want: string | number | boolean): boolean {
  if (operator === "==") return found === want;
  if (operator === "!=") return found !== want;
  if (typeof found !== typeof want || (typeof found !== "number" && typeof found !== "string")) return false;
  switch (operator) {
    case "<":
      return found < want;
    case "<=":
      return found <= want;
    case ">":
      return found > want;
    default:
      return found >= want;
  }
}
