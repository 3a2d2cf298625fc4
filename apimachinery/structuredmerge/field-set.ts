import type { FieldPath, PathElement } from "./path-element.js";

/** A part of the set's object: whether it belongs to the set itself, and which of its parts do. */
interface FieldNode {
  readonly element: PathElement;
  member: boolean;
  /** Never empty. */
  children: FieldSet | undefined;
}

/**
 * A set of the fields of an object. A parent does not belong to the set because a child does. Operations return new sets
 * which share parts with the old ones, or the receiver when nothing changed: only who made a set inserts into it, and
 * before he gives it away.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/set.go
 */
export class FieldSet {
  readonly #nodes = new Map<string, FieldNode>();

  static of(...paths: readonly FieldPath[]): FieldSet {
    const set = new FieldSet();
    for (const path of paths) set.insert(path);
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

  /** The set of the parts below `element`, made if need be. The caller puts something into it. */
  descend(element: PathElement): FieldSet {
    return (this.#node(element).children ??= new FieldSet());
  }

  /** Puts a whole set, which is not empty, below `element`. */
  attach(element: PathElement, children: FieldSet): void {
    this.#node(element).children = children;
  }

  has(path: FieldPath): boolean {
    return path.length > 0 && this.#hasFrom(path, 0);
  }

  hasMember(element: PathElement): boolean {
    return this.#nodes.get(element.text)?.member === true;
  }

  /** What the set has below `element`. */
  child(element: PathElement): FieldSet | undefined {
    return this.#nodes.get(element.text)?.children;
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  /** Direct parts, in no order. */
  nodes(): IterableIterator<Readonly<FieldNode>> {
    return this.#nodes.values();
  }

  /** Direct parts in canonical order. */
  sortedNodes(): readonly Readonly<FieldNode>[] {
    const nodes = [...this.#nodes.values()];
    for (let i = 1; i < nodes.length; i++) {
      if (nodes[i - 1]!.element.compare(nodes[i]!.element) > 0) {
        return nodes.sort((a, b) => a.element.compare(b.element));
      }
    }
    return nodes;
  }

  /** All members in order: at each level first the members, then what is below. */
  *paths(prefix: FieldPath = []): Generator<FieldPath> {
    const nodes = this.sortedNodes();
    for (const { element, member } of nodes) if (member) yield [...prefix, element];
    for (const { element, children } of nodes) if (children !== undefined) yield* children.paths([...prefix, element]);
  }

  equals(other: FieldSet): boolean {
    if (this === other) return true;
    if (this.#nodes.size !== other.#nodes.size) return false;
    for (const [text, node] of this.#nodes) {
      const its = other.#nodes.get(text);
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
    const out = this.#copy();
    let changed = false;
    for (const [text, its] of other.#nodes) {
      const mine = this.#nodes.get(text);
      const node = mine === undefined ? its : unionOf(mine, its);
      if (node === mine) continue;
      out.#nodes.set(text, node);
      changed = true;
    }
    return changed ? out : this;
  }

  intersection(other: FieldSet): FieldSet {
    const out = new FieldSet();
    const [few, many] = this.#nodes.size <= other.#nodes.size ? [this, other] : [other, this];
    for (const [text, node] of few.#nodes) {
      const its = many.#nodes.get(text);
      if (its === undefined) continue;
      const children =
        node.children === undefined || its.children === undefined
          ? undefined
          : node.children.intersection(its.children);
      out.#keep(node.element, node.member && its.member, children);
    }
    return out;
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
    const out = new FieldSet();
    for (const { element, member, children } of this.#nodes.values()) {
      out.#keep(element, member && children === undefined, children?.leaves());
    }
    return out;
  }

  #insertFrom(path: FieldPath, from: number): void {
    const element = path[from]!;
    if (from === path.length - 1) this.add(element);
    else this.descend(element).#insertFrom(path, from + 1);
  }

  #hasFrom(path: FieldPath, from: number): boolean {
    const element = path[from]!;
    if (from === path.length - 1) return this.hasMember(element);
    const below = this.child(element);
    return below !== undefined && below.#hasFrom(path, from + 1);
  }

  #without(other: FieldSet, recursive: boolean): FieldSet {
    if (other.isEmpty) return this;
    let out: FieldSet | undefined;
    for (const [text, its] of other.#nodes) {
      const node = this.#nodes.get(text);
      if (node === undefined) continue;
      const member = node.member && !its.member;
      let { children } = node;
      if (recursive && its.member) children = undefined;
      else if (children !== undefined && its.children !== undefined) {
        children = children.#without(its.children, recursive);
        if (children.isEmpty) children = undefined;
      }
      if (member === node.member && children === node.children) continue;
      out ??= this.#copy();
      out.#nodes.delete(text);
      out.#keep(node.element, member, children);
    }
    return out ?? this;
  }

  #keep(element: PathElement, member: boolean, children: FieldSet | undefined): void {
    const some = children === undefined || children.isEmpty ? undefined : children;
    if (member || some !== undefined) this.#nodes.set(element.text, { element, member, children: some });
  }

  #node(element: PathElement): FieldNode {
    let node = this.#nodes.get(element.text);
    if (node === undefined) this.#nodes.set(element.text, (node = { element, member: false, children: undefined }));
    return node;
  }

  #copy(): FieldSet {
    const out = new FieldSet();
    for (const [text, node] of this.#nodes) out.#nodes.set(text, node);
    return out;
  }
}

/** Where a walk through an object stands in a set that is only made when something is put into it. */
export class SetCursor {
  readonly #parent: SetCursor | undefined;
  readonly #element: PathElement | undefined;
  #set: FieldSet | undefined;

  /** Without arguments: at the root. */
  constructor(parent?: SetCursor, element?: PathElement) {
    this.#parent = parent;
    this.#element = element;
  }

  get isUntouched(): boolean {
    return this.#set === undefined;
  }

  get set(): FieldSet {
    return (this.#set ??= this.#parent === undefined ? new FieldSet() : this.#parent.set.descend(this.#element!));
  }
}

export const EMPTY_SET: FieldSet = new FieldSet();

function unionOf(a: FieldNode, b: FieldNode): FieldNode {
  const member = a.member || b.member;
  const children =
    a.children === undefined ? b.children : b.children === undefined ? a.children : a.children.union(b.children);
  return member === a.member && children === a.children ? a : { element: a.element, member, children };
}
