import type { EndpointMetrics } from "../../metrics/index.js";
import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import type { OpenAPIDefinitions } from "../../../apimachinery/openapi/index.js";
import type { DeepReadonly, KubeObject, RuntimeObject, Scheme, Steps } from "../../../apimachinery/runtime/index.js";
import type { SchemaDecoder } from "../../../apimachinery/runtime/decode/index.js";
import type { GroupResource, GroupVersionKind } from "../../../apimachinery/schema/index.js";
import type { AdmissionChain } from "../../admission/index.js";
import type { Authorizer } from "../../authorization/index.js";
import type {
  ResourceDefinition,
  ResourceRegistry,
  VirtualResourceDefinition,
  WriteContext,
} from "../../registry/index.js";
import type { BoundSubresourceSource } from "./bound-subresource.js";
import type { DeprecatedAPIs } from "../deprecated-apis.js";
import type { ProtobufCodec } from "../encoding/index.js";

/** The published schema of a kind, and what is derived from it. */
export interface KindSchema {
  /** A key of `definitions`. */
  readonly model: string;
  readonly definitions: OpenAPIDefinitions;
  /** Knows the kind by its group, version and name. */
  readonly decoder: SchemaDecoder;
}

/** Finds schemas. What it gives for a kind may change while the server runs. */
export interface SchemaSource {
  schemaOf(gvk: GroupVersionKind): KindSchema | undefined;
}

/**
 * Keeps `metadata.managedFields` of one resource in one version, through the object or one of its subresources. Objects
 * are in the hub version.
 * @see kubernetes/apimachinery pkg/util/managedfields
 */
export interface FieldManager {
  /**
   * Notes what `manager` changed between `live` (undefined: the object is new) and `object`, which the manager may change
   * and which is returned. Never fails: an object that cannot be tracked keeps what it had.
   */
  updateSteps(live: DeepReadonly<KubeObject> | undefined, object: KubeObject, manager: string): Steps<KubeObject>;
  /**
   * Server-side apply: merges `patch`, an object of the request's version, into `live`.
   * @throws StatusError 400 for a bad patch, 409 for conflicts without `force`
   */
  applySteps(
    live: DeepReadonly<KubeObject> | undefined,
    patch: RuntimeObject,
    manager: string,
    force: boolean,
  ): Steps<KubeObject>;
}

export interface FieldManagerSource {
  /** undefined: fields of this resource are not tracked, and it cannot be applied. */
  managerOf(definition: ResourceDefinition, version: string, subresource: string): FieldManager | undefined;
}

/** The behaviour of a kind that is answered but never stored. Objects are in the hub version. */
export interface VirtualResource {
  readonly definition: VirtualResourceDefinition;
  /** Answers a POST. @throws StatusError */
  create?(ctx: WriteContext, object: RuntimeObject): Promise<RuntimeObject>;
  get?(ctx: WriteContext, name: string): Promise<RuntimeObject>;
  list?(ctx: WriteContext): Promise<RuntimeObject>;
}

export interface VirtualResourceSource {
  virtualResource(resource: GroupResource): VirtualResource | undefined;
  virtualResources(): Iterable<VirtualResource>;
}

/** What the handlers of resources are built from. */
export interface EndpointDeps {
  readonly registry: ResourceRegistry;
  readonly scheme: Scheme;
  readonly admission: AdmissionChain;
  /** Asked before a PUT or an apply creates something. */
  readonly authorizer: Authorizer;
  readonly schemas: SchemaSource;
  readonly fieldManagers?: FieldManagerSource;
  readonly virtualResources?: VirtualResourceSource;
  readonly boundSubresources?: BoundSubresourceSource;
  readonly protobuf?: ProtobufCodec;
  /** Absent: nobody is told of versions that will be gone. */
  readonly deprecatedAPIs?: DeprecatedAPIs;
  readonly metrics?: EndpointMetrics;
  readonly clock: Clock;
  readonly random: Random;
  /** Of `--min-request-timeout`: watches last between once and twice as long, unless the client says. Default 1800. */
  readonly minRequestTimeoutSeconds?: number;
  /** Default 3 MiB. */
  readonly maxRequestBodyBytes?: number;
}
