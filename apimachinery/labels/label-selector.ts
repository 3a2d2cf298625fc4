import { quote } from "../text/index.js";
import { InvalidSelectorError, newRequirement, type Operator, type Requirement } from "./requirement.js";
import { everything, nothing, parseSelector, type Selector } from "./selector.js";

/** The fields of meta/v1 LabelSelector that a selector is made of. */
export interface LabelSelectorLike {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

const OPERATORS: Readonly<Record<string, Operator>> = { In: "in", NotIn: "notin", Exists: "exists", DoesNotExist: "!" };
const NAMES: Readonly<Partial<Record<Operator, string>>> = {
  in: "In",
  notin: "NotIn",
  exists: "Exists",
  "!": "DoesNotExist",
};

/**
 * The selector that a LabelSelector object stands for: an absent one matches nothing, an empty one everything.
 * @throws InvalidSelectorError
 * @see kubernetes/apimachinery pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector
 */
export function labelSelectorAsSelector(selector: LabelSelectorLike | undefined | null): Selector {
  if (selector === undefined || selector === null) return nothing();
  const requirements: Requirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    requirements.push(newRequirement(key, "=", [value]));
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const known = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (known === undefined)
      throw new InvalidSelectorError(`${quote(operator)} is not a valid label selector operator`);
    requirements.push(newRequirement(key, known, values === undefined ? undefined : [...values]));
  }
  return requirements.length === 0 ? everything() : everything().add(...requirements);
}

/** The LabelSelector object for a selector's text. @throws InvalidSelectorError also for `<` and `>`. */
export function parseToLabelSelector(text: string): {
  matchLabels: { [key: string]: string };
  matchExpressions: { key: string; operator: string; values: string[] }[];
} {
  let selector: Selector;
  try {
    selector = parseSelector(text);
  } catch (err) {
    if (!(err instanceof InvalidSelectorError)) throw err;
    throw new InvalidSelectorError(`couldn't parse the selector string "${text}": ${err.message}`);
  }
  const matchLabels: { [key: string]: string } = {};
  const matchExpressions: { key: string; operator: string; values: string[] }[] = [];
  for (const { key, operator, values } of selector.requirements) {
    if (operator === "=" || operator === "==") {
      matchLabels[key] = values[0] ?? "";
      continue;
    }
    const name = NAMES[operator];
    if (name === undefined) {
      const why = operator === "!=" ? "is not a valid label selector operator" : "isn't supported in label selectors";
      throw new InvalidSelectorError(`${quote(operator)} ${why}`);
    }
    matchExpressions.push({ key, operator: name, values: [...values] });
  }
  return { matchLabels, matchExpressions };
}

/** Text for people: `<none>` for a selector without text, `<error>` for a bad one. */
export function formatLabelSelector(selector: LabelSelectorLike | undefined | null): string {
  try {
    return labelSelectorAsSelector(selector).toString() || "<none>";
  } catch (err) {
    if (err instanceof InvalidSelectorError) return "<error>";
    throw err;
  }
}
