import type { DeepReadonly, RuntimeObject } from "../../apimachinery/runtime/index.js";
import type { GroupVersionKind, GroupVersionResource } from "../../apimachinery/schema/index.js";
import { isQualifiedName } from "../../apimachinery/validation/content/index.js";
import type { UserInfo } from "../authentication/index.js";
import type { AdmissionAttributes, AdmissionOperation } from "./interface.js";

/** What a request gives to admission; see {@link AdmissionAttributes}. */
export interface AttributesParts extends Omit<
  AdmissionAttributes,
  "addWarning" | "addAnnotation" | "reinvocation" | "requestReinvocation"
> {
  /** Where warnings and annotations go: the request's own. */
  readonly warnings: Set<string>;
  readonly annotations: Map<string, string>;
}

/** @see kubernetes/apiserver pkg/admission/attributes.go */
export class RequestAttributes implements AdmissionAttributes {
  readonly operation: AdmissionOperation;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: RuntimeObject | undefined;
  readonly oldObject: DeepReadonly<RuntimeObject> | undefined;
  readonly options: DeepReadonly<RuntimeObject> | undefined;
  readonly user: UserInfo;
  readonly dryRun: boolean;
  readonly #warnings: Set<string>;
  readonly #annotations: Map<string, string>;
  #requested = false;
  #reinvocation = false;

  constructor(parts: AttributesParts) {
    this.operation = parts.operation;
    this.kind = parts.kind;
    this.resource = parts.resource;
    this.subresource = parts.subresource;
    this.namespace = parts.namespace;
    this.name = parts.name;
    this.object = parts.object;
    this.oldObject = parts.oldObject;
    this.options = parts.options;
    this.user = parts.user;
    this.dryRun = parts.dryRun;
    this.#warnings = parts.warnings;
    this.#annotations = parts.annotations;
  }

  get reinvocation(): boolean {
    return this.#reinvocation;
  }

  requestReinvocation(): void {
    this.#requested = true;
  }

  /** Starts the second run when one was asked for; there is no third. */
  beginReinvocation(): boolean {
    if (!this.#requested || this.#reinvocation) return false;
    this.#reinvocation = true;
    return true;
  }

  addWarning(text: string): void {
    this.#warnings.add(text);
  }

  addAnnotation(key: string, value: string): void {
    if (!key.includes("/") || isQualifiedName(key).length > 0) {
      throw new Error(`admission annotation key ${JSON.stringify(key)} is not a qualified name`);
    }
    const known = this.#annotations.get(key);
    if (known !== undefined && known !== value) {
      throw new Error(`admission annotations are not allowed to be overwritten, key: ${key}, value: ${value}`);
    }
    this.#annotations.set(key, value);
  }
}
