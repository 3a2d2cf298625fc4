/** One level's part in sharing out seats; `target` ≥ `lowerBound` ≥ 0 and `upperBound` ≥ `lowerBound`. */
export interface AllocationItem {
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly target: number;
}

export interface Allocation {
  /** In the order of the items; they sum to the required sum. */
  readonly allocs: readonly number[];
  /** What each target was multiplied by before it was held between its bounds. */
  readonly fairProp: number;
}

/** Targets below this count as this, so that idle levels share alike. */
export const MIN_TARGET = 0.001;

const EPSILON = 1e-7;

/**
 * The one way to share `requiredSum` so that every item gets the same multiple of its target, unless a bound holds it.
 * @throws RangeError when the bounds leave no solution.
 * @see kubernetes/apiserver pkg/util/flowcontrol/conc_alloc.go
 */
export function computeConcurrencyAllocation(requiredSum: number, items: readonly AllocationItem[]): Allocation {
  if (requiredSum < 0) throw new RangeError("negative sums are not supported");
  items.forEach(checkItem);
  const lowSum = sum(items.map((item) => item.lowerBound));
  const highSum = sum(items.map((item) => item.upperBound));
  if (lowSum - requiredSum > EPSILON)
    throw new RangeError(`lower bounds sum to ${lowSum}, which is higher than the required sum of ${requiredSum}`);
  if (requiredSum - highSum > EPSILON)
    throw new RangeError(`upper bounds sum to ${highSum}, which is lower than the required sum of ${requiredSum}`);
  if (requiredSum === 0) return { allocs: items.map(() => 0), fairProp: 0 };

  const targets = items.map((item) => Math.max(item.target, MIN_TARGET));
  const lower = items.map((item, i) => item.lowerBound / (targets[i] ?? 1));
  const upper = items.map((item, i) => item.upperBound / (targets[i] ?? 1));
  if (lowSum - requiredSum > -EPSILON)
    return { allocs: items.map((item) => item.lowerBound), fairProp: Math.min(...lower) };
  if (requiredSum - highSum > -EPSILON)
    return { allocs: items.map((item) => item.upperBound), fairProp: Math.max(...upper) };

  const unbounded = requiredSum / sum(targets);
  const fairProp =
    Math.max(...lower) <= unbounded && unbounded <= Math.min(...upper)
      ? unbounded
      : sweep(requiredSum, lowSum, targets, lower, upper);
  const allocs = items.map((item, i) =>
    Math.max(item.lowerBound, Math.min(item.upperBound, fairProp * (targets[i] ?? 0))),
  );
  return { allocs, fairProp };
}

/**
 * Raises the proportion from bound to bound. Between two bounds the sum grows by the targets of those items that neither
 * a lower bound holds up nor an upper bound holds down.
 */
function sweep(
  requiredSum: number,
  lowSum: number,
  targets: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): number {
  const bounds = [
    ...lower.map((at, i) => ({ at, change: targets[i] ?? 0, items: 1 })),
    ...upper.map((at, i) => ({ at, change: -(targets[i] ?? 0), items: -1 })),
  ].sort((a, b) => a.at - b.at);
  let fairProp = Math.min(...lower);
  let total = lowSum;
  let growing = 0;
  let growingItems = 0;
  for (const bound of bounds) {
    if (bound.at > fairProp) {
      // Counted beside the sum, since adding and taking away targets leaves rounding errors.
      if (growingItems > 0) {
        const needed = fairProp + (requiredSum - total) / growing;
        if (needed <= bound.at) return needed;
        total += (bound.at - fairProp) * growing;
      }
      fairProp = bound.at;
      if (total >= requiredSum) return fairProp;
    }
    growing += bound.change;
    growingItems += bound.items;
  }
  throw new RangeError("ran out of bounds before the required sum was reached");
}

function checkItem(item: AllocationItem, index: number): void {
  if (item.lowerBound < 0)
    throw new RangeError(`lower bound ${index} is ${item.lowerBound} but negative lower bounds are not allowed`);
  if (item.target < item.lowerBound)
    throw new RangeError(`target ${index} is ${item.target}, which is below its lower bound of ${item.lowerBound}`);
  if (item.upperBound < item.lowerBound) {
    throw new RangeError(
      `upper bound ${index} is ${item.upperBound} but should not be less than the lower bound ${item.lowerBound}`,
    );
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
