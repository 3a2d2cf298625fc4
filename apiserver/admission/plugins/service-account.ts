import { newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout, PODS } from "./about.js";
import { checkMirrorPod, isMirrorPod } from "./mirror-pod.js";
import { forbiddenEphemeralSecret, forbiddenSecret, limitsSecrets } from "./mountable-secrets.js";
import { mountToken } from "./mount-token.js";
import type { Pod, PodSpec, ServiceAccount as ServiceAccountObject } from "./shapes.js";

const ACCOUNTS = { group: "", resource: "serviceaccounts" };
const DEFAULT_NAME = "default";
// A controller makes the default account of a new namespace; give it this many looks.
const DEFAULT_ACCOUNT_LOOKS = 10;
const LOOK_MS = 100;

/**
 * Gives each pod a service account that exists, and its containers the account's token.
 * @see kubernetes plugin/pkg/admission/serviceaccount/admission.go
 */
export class ServiceAccount implements AdmissionPlugin {
  readonly name = "ServiceAccount";
  readonly resources = [PODS];
  readonly #deps: Pick<AdmissionInitializer, "reader" | "clock" | "random">;

  constructor(deps: Pick<AdmissionInitializer, "reader" | "clock" | "random">) {
    this.#deps = deps;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (attributes.operation !== "CREATE" || !isAbout(attributes, PODS)) return;
    const pod = attributes.object as Pod;
    // The kubelet deletes a mirror pod that differs from what it made.
    if (isMirrorPod(pod)) return;
    const spec = (pod.spec ??= {});
    spec.serviceAccountName ||= DEFAULT_NAME;
    spec.serviceAccount = spec.serviceAccountName;
    const account = await this.#accountOf(attributes, spec, opts);
    const { random } = this.#deps;
    if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) mountToken(spec, random);
    if ((spec.imagePullSecrets ?? []).length === 0 && (account.imagePullSecrets ?? []).length > 0) {
      spec.imagePullSecrets = account.imagePullSecrets!.map((secret) => ({ ...secret }));
    }
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    const ephemeral = attributes.operation === "UPDATE" && attributes.subresource === "ephemeralcontainers";
    const created = attributes.operation === "CREATE" && attributes.subresource === "";
    if (!(ephemeral || created) || attributes.resource.resource !== "pods" || attributes.resource.group !== "") return;
    const pod = attributes.object as Pod;
    if (created && isMirrorPod(pod)) return checkMirrorPod(attributes, pod);
    const { spec = {} } = pod;
    if (!spec.serviceAccountName) {
      const { namespace, name } = attributes;
      throw newAdmissionForbidden(attributes, `no service account specified for pod ${namespace}/${name}`);
    }
    const account = await this.#accountOf(attributes, spec, opts);
    if (!limitsSecrets(account)) return;
    const why = ephemeral ? forbiddenEphemeralSecret(account, spec) : forbiddenSecret(account, spec);
    if (why !== undefined) throw newAdmissionForbidden(attributes, why);
  }

  async #accountOf(
    attributes: AdmissionAttributes,
    { serviceAccountName: name = "" }: PodSpec,
    opts: OperationOptions,
  ): Promise<DeepReadonly<ServiceAccountObject>> {
    const { reader, clock, random } = this.#deps;
    const { namespace } = attributes;
    const cached = await reader.get(ACCOUNTS, namespace, name, opts);
    if (cached !== undefined) return cached as DeepReadonly<ServiceAccountObject>;
    const intervalMs = LOOK_MS + Math.floor(random() * LOOK_MS);
    const looks = name === DEFAULT_NAME ? DEFAULT_ACCOUNT_LOOKS : 1;
    for (let look = 0; look < looks; look++) {
      if (look > 0) await clock.sleep(intervalMs, opts);
      const found = await reader.get(ACCOUNTS, namespace, name, { ...opts, fresh: true });
      if (found !== undefined) return found as DeepReadonly<ServiceAccountObject>;
    }
    const { message } = newNotFound({ group: "", resource: "serviceaccount" }, name);
    throw newAdmissionForbidden(attributes, `error looking up service account ${namespace}/${name}: ${message}`);
  }
}
