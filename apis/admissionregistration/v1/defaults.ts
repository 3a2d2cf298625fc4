import type {
  MatchResources,
  MutatingAdmissionPolicySpec,
  MutatingWebhook,
  Rule,
  ServiceReference,
  ValidatingAdmissionPolicySpec,
  ValidatingWebhook,
} from "./types.js";

const TIMEOUT_SECONDS = 10;

/** @see kubernetes/kubernetes pkg/apis/admissionregistration/v1/defaults.go */
export function SetDefaults_ValidatingWebhook(obj: ValidatingWebhook): void {
  setWebhookDefaults(obj);
}

export function SetDefaults_MutatingWebhook(obj: MutatingWebhook): void {
  setWebhookDefaults(obj);
  obj.reinvocationPolicy ??= "Never";
}

function setWebhookDefaults(obj: ValidatingWebhook | MutatingWebhook): void {
  obj.failurePolicy ??= "Fail";
  obj.matchPolicy ??= "Equivalent";
  obj.namespaceSelector ??= {};
  obj.objectSelector ??= {};
  obj.timeoutSeconds ??= TIMEOUT_SECONDS;
  for (const rule of obj.rules ?? []) SetDefaults_Rule(rule);
}

export function SetDefaults_Rule(obj: Rule): void {
  obj.scope ??= "*";
}

export function SetDefaults_ServiceReference(obj: ServiceReference): void {
  obj.port ??= 443;
}

export function SetDefaults_MatchResources(obj: MatchResources): void {
  obj.matchPolicy ??= "Equivalent";
  obj.namespaceSelector ??= {};
  obj.objectSelector ??= {};
  for (const rule of [...(obj.resourceRules ?? []), ...(obj.excludeResourceRules ?? [])]) SetDefaults_Rule(rule);
}

export function SetDefaults_ValidatingAdmissionPolicySpec(obj: ValidatingAdmissionPolicySpec): void {
  obj.failurePolicy ??= "Fail";
}

export function SetDefaults_MutatingAdmissionPolicySpec(obj: MutatingAdmissionPolicySpec): void {
  obj.failurePolicy ??= "Fail";
}
