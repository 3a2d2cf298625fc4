import { sortSteps, type Steps } from "../runtime/index.js";
import type { FieldPath, PathElement } from "./path-element.js";

/** A part of the set's object: whether it belongs to the set itself, and which of its parts do. */
interface FieldNode {
  readonly element: PathElement;
  member: boolean;
  /** Never empty. */
  children: FieldSet | undefined;
}

export type FieldPart = Readonly<FieldNode>;

/** Up to so many parts are found by looking at each: an index costs more than it saves. */
const INDEXED_FROM = 8;

/**
 * A set of the fields of an object. A parent does not belong to the set because a child does. Operations return new sets
 * which share parts with the old ones, or the receiver when nothing changed: only who made a set inserts into it, and
 * before he gives it away.
 *
 * Parts are a list, as most sets are only made and written down; an index of a long one is made when it is first
 * searched.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/set.go
 */
export class FieldSet {
  readonly #nodes: FieldNode[];
  #index: Map<string, FieldNode> | undefined;

  private constructor(nodes: FieldNode[]) {
    this.#nodes = nodes;
  }

  /** An empty set, to be filled. */
  static create(): FieldSet {
    return new FieldSet([]);
  }

  static of(...paths: readonly FieldPath[]): FieldSet {
    const set = FieldSet.create();
    for (const path of paths) set.insert(path);
    return set;
  }

  /** From direct parts. `distinct`: no two of them are of the same element; else the last that says something counts. */
  static ofParts(parts: readonly FieldPart[], distinct = true): FieldSet {
    if (distinct) return new FieldSet(parts.slice());
    const set = FieldSet.create();
    for (const { element, member, children } of parts) {
      const node = set.#node(element);
      node.member ||= member;
      if (children !== undefined) node.children = children;
    }
    return set;
  }

  /** Adds a field. The whole object, which is the empty path, is nobody's. */
  insert(path: FieldPath): void {
    if (path.length === 0) return;
    this.#insertFrom(path, 0);
  }

  add(element: PathElement): void {
    this.#node(element).member = true;
  }

  /** As {@link add}, of an element that is not in the set yet or was the last to get there. */
  append(element: PathElement): void {
    this.#lastNode(element).member = true;
  }

  /** The set of the parts below an element as those of {@link append}, made if need be. The caller fills it. */
  descend(element: PathElement): FieldSet {
    return (this.#lastNode(element).children ??= FieldSet.create());
  }

  /** As {@link descend}, of any element. */
  descendAgain(element: PathElement): FieldSet {
    return (this.#node(element).children ??= FieldSet.create());
  }

  has(path: FieldPath): boolean {
    return path.length > 0 && this.#hasFrom(path, 0);
  }

  hasMember(element: PathElement): boolean {
    return this.#find(element.text)?.member === true;
  }

  /** What the set has below `element`. */
  child(element: PathElement): FieldSet | undefined {
    return this.#find(element.text)?.children;
  }

  get isEmpty(): boolean {
    return this.#nodes.length === 0;
  }

  /** Direct parts, in no order. */
  parts(): readonly FieldPart[] {
    return this.#nodes;
  }

  /** Direct parts in canonical order. */
  sortedParts(): readonly FieldPart[] {
    return this.#isSorted() ? this.#nodes : this.#nodes.toSorted(inOrder);
  }

  /** As {@link sortedParts}, with breaks. */
  *sortedPartsSteps(): Steps<readonly FieldPart[]> {
    return this.#isSorted() ? this.#nodes : yield* sortSteps(this.#nodes, inOrder);
  }

  /** All members in order: at each level first the members, then what is below. */
  *paths(prefix: FieldPath = []): Generator<FieldPath> {
    const nodes = this.sortedParts();
    for (const { element, member } of nodes) if (member) yield [...prefix, element];
    for (const { element, children } of nodes) if (children !== undefined) yield* children.paths([...prefix, element]);
  }

  equals(other: FieldSet): boolean {
    if (this === other) return true;
    if (this.#nodes.length !== other.#nodes.length) return false;
    for (let i = 0; i < this.#nodes.length; i++) {
      const node = this.#nodes[i]!;
      const { text } = node.element;
      const across = other.#nodes[i]!;
      // Sets of one history have their parts in one order.
      const its = across.element.text === text ? across : other.#find(text);
      if (its === undefined || its.member !== node.member) return false;
      if (node.children === undefined || its.children === undefined) {
        if (node.children !== its.children) return false;
      } else if (!node.children.equals(its.children)) return false;
    }
    return true;
  }

  union(other: FieldSet): FieldSet {
    if (other.isEmpty || other === this) return this;
    if (this.isEmpty) return other;
    const common = this.#common(other);
    if (common.size === 0) return new FieldSet(this.#nodes.concat(other.#nodes));
    let changed = common.size < other.#nodes.length;
    const out = this.#nodes.map((node) => {
      const its = common.get(node);
      const both = its === undefined ? node : unionOf(node, its);
      changed ||= both !== node;
      return both;
    });
    if (!changed) return this;
    const known = new Set(common.values());
    for (const its of other.#nodes) if (!known.has(its)) out.push(its);
    return new FieldSet(out);
  }

  intersection(other: FieldSet): FieldSet {
    if (this.isEmpty || other.isEmpty) return EMPTY_SET;
    const out: FieldNode[] = [];
    for (const [node, its] of this.#common(other)) {
      const children =
        node.children === undefined || its.children === undefined
          ? undefined
          : node.children.intersection(its.children);
      const both = nodeOf(node.element, node.member && its.member, children);
      if (both !== undefined) out.push(both);
    }
    return out.length === 0 ? EMPTY_SET : new FieldSet(out);
  }

  /** Members of this set that are not members of the other; what is below a member of the other stays. */
  difference(other: FieldSet): FieldSet {
    return this.#without(other, false);
  }

  /** As {@link difference}, and without all that is below a member of the other. */
  recursiveDifference(other: FieldSet): FieldSet {
    return this.#without(other, true);
  }

  /** Members with nothing below them. */
  leaves(): FieldSet {
    const out: FieldNode[] = [];
    for (const { element, member, children } of this.#nodes) {
      const node = nodeOf(element, member && children === undefined, children?.leaves());
      if (node !== undefined) out.push(node);
    }
    return new FieldSet(out);
  }

  #isSorted(): boolean {
    const nodes = this.#nodes;
    for (let i = 1; i < nodes.length; i++) if (inOrder(nodes[i - 1]!, nodes[i]!) > 0) return false;
    return true;
  }

  #insertFrom(path: FieldPath, from: number): void {
    const element = path[from]!;
    if (from === path.length - 1) this.add(element);
    else this.descendAgain(element).#insertFrom(path, from + 1);
  }

  #hasFrom(path: FieldPath, from: number): boolean {
    const element = path[from]!;
    if (from === path.length - 1) return this.hasMember(element);
    const below = this.child(element);
    return below !== undefined && below.#hasFrom(path, from + 1);
  }

  #without(other: FieldSet, recursive: boolean): FieldSet {
    if (other.isEmpty || this.isEmpty) return this;
    const changed = new Map<FieldNode, FieldNode | undefined>();
    for (const [node, its] of this.#common(other)) {
      const member = node.member && !its.member;
      let { children } = node;
      if (recursive && its.member) children = undefined;
      else if (children !== undefined && its.children !== undefined) {
        children = children.#without(its.children, recursive);
      }
      if (member === node.member && children === node.children) continue;
      changed.set(node, nodeOf(node.element, member, children));
    }
    if (changed.size === 0) return this;
    const out: FieldNode[] = [];
    for (const node of this.#nodes) {
      const left = changed.has(node) ? changed.get(node) : node;
      if (left !== undefined) out.push(left);
    }
    return new FieldSet(out);
  }

  /** The parts that are in both: this set's, and the other's for each. */
  #common(other: FieldSet): Map<FieldNode, FieldNode> {
    const common = new Map<FieldNode, FieldNode>();
    // To search the shorter one for all of the longer costs less than to index the longer one.
    const mineAreMore = this.#nodes.length > other.#nodes.length;
    if (mineAreMore ? this.#index === undefined : other.#index !== undefined) {
      for (const node of this.#nodes) {
        const its = other.#find(node.element.text);
        if (its !== undefined) common.set(node, its);
      }
    } else {
      for (const its of other.#nodes) {
        const node = this.#find(its.element.text);
        if (node !== undefined) common.set(node, its);
      }
    }
    return common;
  }

  #find(text: string): FieldNode | undefined {
    const nodes = this.#nodes;
    if (nodes.length < INDEXED_FROM) {
      for (const node of nodes) if (node.element.text === text) return node;
      return undefined;
    }
    return (this.#index ??= new Map(nodes.map((node) => [node.element.text, node]))).get(text);
  }

  #node(element: PathElement): FieldNode {
    return this.#find(element.text) ?? this.#push(element);
  }

  #lastNode(element: PathElement): FieldNode {
    const last = this.#nodes.at(-1);
    return last?.element === element ? last : this.#push(element);
  }

  #push(element: PathElement): FieldNode {
    const node: FieldNode = { element, member: false, children: undefined };
    this.#nodes.push(node);
    this.#index?.set(element.text, node);
    return node;
  }
}

function inOrder(a: FieldPart, b: FieldPart): number {
  return a.element.compare(b.element);
}

export const EMPTY_SET: FieldSet = FieldSet.create();

/** undefined: nothing is left of it. */
function nodeOf(element: PathElement, member: boolean, children: FieldSet | undefined): FieldNode | undefined {
  const some = children === undefined || children.isEmpty ? undefined : children;
  return member || some !== undefined ? { element, member, children: some } : undefined;
}

function unionOf(a: FieldNode, b: FieldNode): FieldNode {
  const member = a.member || b.member;
  const children =
    a.children === undefined ? b.children : b.children === undefined ? a.children : a.children.union(b.children);
  return member === a.member && children === a.children ? a : { element: a.element, member, children };
}
