import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject, RuntimeObject, Scheme } from "../../apimachinery/runtime/index.js";
import type { GroupResource, GroupVersionKind, GroupVersionResource } from "../../apimachinery/schema/index.js";
import type { UserInfo } from "../authentication/index.js";
import type { OperationOptions } from "../storage/interface.js";

export type AdmissionOperation = "CREATE" | "UPDATE" | "DELETE" | "CONNECT";

/** What a plug-in sees of a write. @see kubernetes/apiserver pkg/admission/interfaces.go, Attributes */
export interface AdmissionAttributes {
  readonly operation: AdmissionOperation;
  /** The kind and resource of the request's version. */
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** The object in the hub version; a mutating plug-in changes it in place. Absent for DELETE. */
  readonly object: RuntimeObject | undefined;
  /** Absent for CREATE. */
  readonly oldObject: DeepReadonly<RuntimeObject> | undefined;
  /** The request's options object: CreateOptions, UpdateOptions, PatchOptions, DeleteOptions. */
  readonly options: DeepReadonly<RuntimeObject> | undefined;
  readonly user: UserInfo;
  readonly dryRun: boolean;
  addWarning(text: string): void;
  /**
   * Notes something in the request's audit event. `key` is a qualified name: `plugin.domain/key`.
   * @throws Error when the key is none, or was given another value.
   */
  addAnnotation(key: string, value: string): void;
  /** True while the mutating half of the chain runs for a second time. */
  readonly reinvocation: boolean;
  /** A plug-in that changed the object asks that the mutating half runs once more, so that all see the change. */
  requestReinvocation(): void;
}

/**
 * One link of the chain. All mutating halves run in order, then all validating ones.
 * @throws StatusError to refuse: usually `newForbidden`.
 */
export interface AdmissionPlugin {
  readonly name: string;
  /** Whether it wants to know of the operation; always the same, so that it need not be asked again. */
  handles(operation: AdmissionOperation): boolean;
  /** The resources that it looks at, their subresources included; absent: all. Writes of others do not meet it at all. */
  readonly resources?: readonly GroupResource[];
  admit?(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void>;
  validate?(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void>;
  /** Called once after start-up began; resolves when the plug-in can decide. Requests wait for it, for 10 s at most. */
  waitReady?(opts: OperationOptions): Promise<void>;
}

/** Reads objects in-process, from the servers' own stores: for plug-ins and authorizers. Objects are in the hub version. */
export interface ObjectReader {
  /** From the cache when one is warm, else from the store; with `fresh` the newest for certain. undefined: there is none. */
  get(
    resource: { readonly group: string; readonly resource: string },
    namespace: string,
    name: string,
    opts?: OperationOptions & { readonly fresh?: boolean },
  ): Promise<DeepReadonly<KubeObject> | undefined>;
  list(
    resource: { readonly group: string; readonly resource: string },
    namespace: string,
    opts?: OperationOptions,
  ): Promise<readonly DeepReadonly<KubeObject>[]>;
}

/** What plug-ins are built from. */
export interface AdmissionInitializer {
  readonly scheme: Scheme;
  readonly reader: ObjectReader;
  readonly clock: Clock;
  readonly random: Random;
  /** The plug-in's section of `--admission-control-config-file`, parsed. */
  readonly config: unknown;
}

export type AdmissionPluginFactory = (initializer: AdmissionInitializer) => AdmissionPlugin;
