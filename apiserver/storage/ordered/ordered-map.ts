/**
 * An ordered map with free snapshots: a B+ tree whose nodes are shared by clones and copied when one of them writes.
 * Every node knows how many entries it holds, so ranks and counts of ranges cost O(log n).
 */

const MAX_ENTRIES = 64;
const MIN_ENTRIES = 16;

/** Marks the nodes that one map may change in place. */
type Owner = object;

interface Leaf<V> {
  readonly leaf: true;
  owner: Owner;
  keys: string[];
  values: V[];
  /** Made when asked for; forgotten when the leaf changes. */
  block: Block<V> | undefined;
}

/** Neighbours in the map, all of one leaf. It stays as it is: where an entry changes, another block takes its place. */
export interface Block<V> {
  readonly values: readonly V[];
  /** What a reader of the map knows of these values, for as long as they are in it. */
  note: unknown;
}

/** Part of a block: the values in [`from`, `to`), at least one. */
export interface Run<V> {
  readonly block: Block<V>;
  readonly from: number;
  readonly to: number;
}

interface Inner<V> {
  readonly leaf: false;
  owner: Owner;
  /** `keys[i]` is the smallest key below `children[i + 1]`. */
  keys: string[];
  children: Node<V>[];
  size: number;
}

type Node<V> = Leaf<V> | Inner<V>;

export class OrderedMap<V> {
  #root: Node<V>;
  #owner: Owner = {};

  constructor() {
    this.#root = newLeaf(this.#owner, [], []);
  }

  get size(): number {
    return sizeOf(this.#root);
  }

  /** A map with the same entries; later writes to either do not show in the other. O(1). */
  clone(): OrderedMap<V> {
    const copy = new OrderedMap<V>();
    copy.#root = this.#root;
    this.#owner = {};
    return copy;
  }

  get(key: string): V | undefined {
    let node = this.#root;
    while (!node.leaf) node = node.children[upperBound(node.keys, key)]!;
    const at = lowerBound(node.keys, key);
    return node.keys[at] === key ? node.values[at] : undefined;
  }

  /** Returns the value that was there. */
  set(key: string, value: V): V | undefined {
    const root = this.#own(this.#root);
    this.#root = root;
    const { previous, right } = this.#insert(root, key, value);
    if (right !== undefined) this.#root = joined(this.#owner, root, right);
    return previous;
  }

  /** Returns the value that was there. */
  delete(key: string): V | undefined {
    if (this.get(key) === undefined) return undefined;
    let root = this.#own(this.#root);
    const previous = this.#remove(root, key);
    while (!root.leaf && root.children.length === 1) root = root.children[0] as typeof root;
    this.#root = root;
    return previous;
  }

  clear(): void {
    this.#root = newLeaf(this.#owner, [], []);
  }

  /** How many entries have `from` <= key < `to`. */
  count(from: string, to: string): number {
    return from < to ? this.rank(to) - this.rank(from) : 0;
  }

  /** How many entries lie below `key`. */
  rank(key: string): number {
    let node = this.#root;
    let below = 0;
    while (!node.leaf) {
      const at = upperBound(node.keys, key);
      for (let i = 0; i < at; i++) below += sizeOf(node.children[i]!);
      node = node.children[at]!;
    }
    return below + lowerBound(node.keys, key);
  }

  /** Visits entries with `from` <= key < `to` in order, until `visit` returns false. The map must not change meanwhile. */
  visit(from: string, to: string, visit: (value: V, key: string) => boolean | void): void {
    visitNode(this.#root, from, to, visit);
  }

  /** The values with `from` <= key < `to` in order, at most `max`, by the blocks that hold them. */
  runs(from: string, to: string, max = Infinity): Run<V>[] {
    const runs: Run<V>[] = [];
    collectRuns(this.#root, from, to, max, runs);
    return runs;
  }

  /** The values with `from` <= key < `to` in order, at most `max`. */
  slice(from: string, to: string, max = Infinity): V[] {
    const found: V[] = [];
    if (max <= 0) return found;
    this.visit(from, to, (value) => found.push(value) < max);
    return found;
  }

  #own(node: Node<V>): Node<V> {
    if (node.owner === this.#owner) return node;
    return node.leaf
      ? newLeaf(this.#owner, node.keys.slice(), node.values.slice())
      : {
          leaf: false,
          owner: this.#owner,
          keys: node.keys.slice(),
          children: node.children.slice(),
          size: node.size,
        };
  }

  #insert(node: Node<V>, key: string, value: V): { previous: V | undefined; right: Node<V> | undefined } {
    if (node.leaf) {
      node.block = undefined;
      const at = lowerBound(node.keys, key);
      if (node.keys[at] === key) {
        const previous = node.values[at];
        node.values[at] = value;
        return { previous, right: undefined };
      }
      node.keys.splice(at, 0, key);
      node.values.splice(at, 0, value);
      return { previous: undefined, right: this.#split(node, at === node.keys.length - 1) };
    }
    const at = upperBound(node.keys, key);
    const child = this.#own(node.children[at]!);
    node.children[at] = child;
    const { previous, right } = this.#insert(child, key, value);
    if (previous === undefined) node.size++;
    if (right !== undefined) {
      node.keys.splice(at, 0, smallestKey(right));
      node.children.splice(at + 1, 0, right);
    }
    return { previous, right: this.#split(node, at === node.children.length - 2) };
  }

  /** Cuts a full node and returns its right part. Keys that arrive in order leave full nodes behind. */
  #split(node: Node<V>, ascending: boolean): Node<V> | undefined {
    const width = node.leaf ? node.keys.length : node.children.length;
    if (width <= MAX_ENTRIES) return undefined;
    const cut = ascending ? MAX_ENTRIES - MIN_ENTRIES + 1 : width >> 1;
    if (node.leaf) return newLeaf(this.#owner, node.keys.splice(cut), node.values.splice(cut));
    const children = node.children.splice(cut);
    const keys = node.keys.splice(cut);
    node.keys.pop();
    const right: Inner<V> = { leaf: false, owner: this.#owner, keys, children, size: total(children) };
    node.size -= right.size;
    return right;
  }

  #remove(node: Node<V>, key: string): V | undefined {
    if (node.leaf) {
      node.block = undefined;
      const at = lowerBound(node.keys, key);
      node.keys.splice(at, 1);
      return node.values.splice(at, 1)[0];
    }
    const at = upperBound(node.keys, key);
    const child = this.#own(node.children[at]!);
    node.children[at] = child;
    const previous = this.#remove(child, key);
    node.size--;
    if (widthOf(child) < MIN_ENTRIES) this.#merge(node, at);
    return previous;
  }

  /** Joins a thin child with a neighbour where both fit into one node. */
  #merge(node: Inner<V>, at: number): void {
    const left = at > 0 ? at - 1 : at;
    const first = node.children[left];
    const second = node.children[left + 1];
    if (first === undefined || second === undefined) return;
    if (widthOf(first) + widthOf(second) > MAX_ENTRIES) return;
    const target = this.#own(first);
    if (target.leaf && second.leaf) {
      target.block = undefined;
      target.keys.push(...second.keys);
      target.values.push(...second.values);
    } else if (!target.leaf && !second.leaf) {
      target.keys.push(node.keys[left]!, ...second.keys);
      target.children.push(...second.children);
      target.size += second.size;
    }
    node.children.splice(left, 2, target);
    node.keys.splice(left, 1);
  }
}

function newLeaf<V>(owner: Owner, keys: string[], values: V[]): Leaf<V> {
  return { leaf: true, owner, keys, values, block: undefined };
}

function joined<V>(owner: Owner, left: Node<V>, right: Node<V>): Inner<V> {
  return {
    leaf: false,
    owner,
    keys: [smallestKey(right)],
    children: [left, right],
    size: sizeOf(left) + sizeOf(right),
  };
}

function visitNode<V>(
  node: Node<V>,
  from: string,
  to: string,
  visit: (value: V, key: string) => boolean | void,
): boolean {
  if (node.leaf) {
    const { keys, values } = node;
    // To compare every key with the end would take longer than all else that a long visit does.
    const isWithin = keys.length === 0 || keys[keys.length - 1]! < to;
    const end = isWithin ? keys.length : lowerBound(keys, to);
    for (let i = lowerBound(keys, from); i < end; i++) {
      if (visit(values[i]!, keys[i]!) === false) return false;
    }
    return isWithin;
  }
  for (let i = upperBound(node.keys, from); i < node.children.length; i++) {
    if (!visitNode(node.children[i]!, from, to, visit)) return false;
  }
  return true;
}

/** Returns how many more may be found. */
function collectRuns<V>(node: Node<V>, from: string, to: string, max: number, runs: Run<V>[]): number {
  if (node.leaf) {
    const begin = lowerBound(node.keys, from);
    const end = Math.min(lowerBound(node.keys, to), begin + max);
    if (begin >= end) return max;
    node.block ??= { values: node.values.slice(), note: undefined };
    runs.push({ block: node.block, from: begin, to: end });
    return max - (end - begin);
  }
  let left = max;
  const last = upperBound(node.keys, to);
  for (let i = upperBound(node.keys, from); i <= last && left > 0; i++) {
    left = collectRuns(node.children[i]!, from, to, left, runs);
  }
  return left;
}

function sizeOf<V>(node: Node<V>): number {
  return node.leaf ? node.keys.length : node.size;
}

function widthOf<V>(node: Node<V>): number {
  return node.leaf ? node.keys.length : node.children.length;
}

function total<V>(nodes: readonly Node<V>[]): number {
  return nodes.reduce((sum, node) => sum + sizeOf(node), 0);
}

/** A lower bound of what lies below `node` that still separates it from its left neighbour. */
function smallestKey<V>(node: Node<V>): string {
  let at = node;
  while (!at.leaf) at = at.children[0]!;
  return at.keys[0]!;
}

/** The first index whose key is >= `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (keys[mid]! < key) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** The first index whose key is > `key`. */
function upperBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (keys[mid]! <= key) low = mid + 1;
    else high = mid;
  }
  return low;
}
