import {
  childOf,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isFullyQualifiedName,
  isQualifiedName,
  isValidPortNum,
  notSupported,
  Path,
  required,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type {
  MatchCondition,
  MatchResources,
  MutatingAdmissionPolicy,
  MutatingWebhook,
  ParamKind,
  RuleWithOperations,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingWebhook,
  WebhookClientConfig,
} from "./v1/types.js";

const OPERATIONS = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
const SCOPES = ["*", "Cluster", "Namespaced"];
const FAILURE_POLICIES = ["Fail", "Ignore"];
const MATCH_POLICIES = ["Equivalent", "Exact"];
const REINVOCATION = ["IfNeeded", "Never"];
const ACTIONS = ["Audit", "Deny", "Warn"];
const NO_SIDE_EFFECTS = ["None", "NoneOnDryRun"];
const REVIEW_VERSIONS = ["v1", "v1beta1"];
const SPEC = Path.of("spec");
const MAX_CONDITIONS = 64;

type Webhook = DeepReadonly<ValidatingWebhook> & Pick<DeepReadonly<MutatingWebhook>, "reinvocationPolicy">;

/** @see kubernetes/kubernetes pkg/apis/admissionregistration/validation/validation.go, validateWebhook */
export function validateWebhooks(webhooks: readonly Webhook[] | undefined): ErrorList {
  const names = new Set<string>();
  return (webhooks ?? []).flatMap((webhook, i) => {
    const path = Path.of("webhooks").index(i);
    const errs = validateWebhook(webhook, path);
    const versions = webhook.admissionReviewVersions ?? [];
    errs.push(...validateReviewVersions(versions, path.child("admissionReviewVersions")));
    if (names.has(webhook.name)) errs.push(invalid(path.child("name"), webhook.name, "must be unique"));
    names.add(webhook.name);
    return errs;
  });
}

function validateWebhook(webhook: Webhook, path: Path): ErrorList {
  const errs = isFullyQualifiedName(path.child("name"), webhook.name);
  (webhook.rules ?? []).forEach((rule, i) => errs.push(...validateRule(rule, path.child("rules").index(i))));
  errs.push(...choice(webhook.failurePolicy, FAILURE_POLICIES, path.child("failurePolicy")));
  errs.push(...choice(webhook.matchPolicy, MATCH_POLICIES, path.child("matchPolicy")));
  errs.push(...choice(webhook.reinvocationPolicy, REINVOCATION, path.child("reinvocationPolicy")));
  const effects = path.child("sideEffects");
  if (webhook.sideEffects === undefined) errs.push(required(effects, "must specify one of None, NoneOnDryRun"));
  else errs.push(...choice(webhook.sideEffects, NO_SIDE_EFFECTS, effects));
  const seconds = webhook.timeoutSeconds;
  if (seconds !== undefined && (seconds < 1 || seconds > 30)) {
    errs.push(invalid(path.child("timeoutSeconds"), seconds, "the timeout value must be between 1 and 30 seconds"));
  }
  errs.push(...validateLabelSelector(webhook.namespaceSelector, {}, path.child("namespaceSelector")));
  errs.push(...validateLabelSelector(webhook.objectSelector, {}, path.child("objectSelector")));
  errs.push(...validateClientConfig(webhook.clientConfig ?? {}, path.child("clientConfig")));
  errs.push(...validateMatchConditions(webhook.matchConditions, path.child("matchConditions")));
  return errs;
}

function validateReviewVersions(versions: readonly string[], path: Path): ErrorList {
  if (versions.length === 0) return [required(path, `must specify one of ${REVIEW_VERSIONS.join(", ")}`)];
  if (versions.some((version) => REVIEW_VERSIONS.includes(version))) return [];
  return [invalid(path, versions, `must include at least one of ${REVIEW_VERSIONS.join(", ")}`)];
}

function validateClientConfig({ url, service }: DeepReadonly<WebhookClientConfig>, path: Path): ErrorList {
  if ((url === undefined) === (service === undefined))
    return [required(path, "exactly one of url or service is required")];
  if (url !== undefined) return validateURL(url, path.child("url"));
  const errs: ErrorList = [];
  const place = path.child("service");
  if (!service?.name) errs.push(required(place.child("name"), "service name is required"));
  if (!service?.namespace) errs.push(required(place.child("namespace"), "service namespace is required"));
  if (service?.port !== undefined && isValidPortNum(service.port).length > 0) {
    errs.push(invalid(place.child("port"), service.port, "port is not valid: must be between 1 and 65535, inclusive"));
  }
  if (service?.path !== undefined && !service.path.startsWith("/")) {
    errs.push(invalid(place.child("path"), service.path, "must start with a '/'"));
  }
  return errs;
}

/** https, a host, and nothing that a webhook does not need. */
function validateURL(text: string, path: Path): ErrorList {
  const form = "; desired format: https://host[/path]";
  let url: URL;
  try {
    url = new URL(text);
  } catch (err) {
    return [required(path, `url must be a valid URL: ${err instanceof Error ? err.message : String(err)}${form}`)];
  }
  const errs: ErrorList = [];
  if (url.protocol !== "https:")
    errs.push(invalid(path, url.protocol.slice(0, -1), `'https' is the only allowed URL scheme${form}`));
  if (url.host === "") errs.push(invalid(path, url.host, `host must be specified${form}`));
  if (url.username !== "") errs.push(invalid(path, url.username, "user information is not permitted in the URL"));
  if (url.hash !== "") errs.push(invalid(path, url.hash.slice(1), "fragments are not permitted in the URL"));
  if (url.search !== "") errs.push(invalid(path, url.search.slice(1), "query parameters are not permitted in the URL"));
  return errs;
}

function validateRule(rule: DeepReadonly<RuleWithOperations>, path: Path): ErrorList {
  const errs = [
    ...validateStarred(rule.apiGroups, path.child("apiGroups"), "if '*' is present, must not specify other API groups"),
    ...validateStarred(
      rule.apiVersions,
      path.child("apiVersions"),
      "if '*' is present, must not specify other API versions",
    ),
  ];
  if ((rule.resources ?? []).length === 0) errs.push(required(path.child("resources"), ""));
  (rule.resources ?? []).forEach((resource, i) => {
    if (resource === "") errs.push(required(path.child("resources").index(i), ""));
  });
  errs.push(...choice(rule.scope, SCOPES, path.child("scope")));
  const operations = path.child("operations");
  errs.push(...validateStarred(rule.operations, operations, "if '*' is present, must not specify other operations"));
  (rule.operations ?? []).forEach((one, i) => errs.push(...choice(one, OPERATIONS, operations.index(i))));
  return errs;
}

function validateStarred(values: readonly string[] | undefined, path: Path, alone: string): ErrorList {
  if (values === undefined || values.length === 0) return [required(path, "")];
  return values.includes("*") && values.length > 1 ? [invalid(path, values, alone)] : [];
}

function choice(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  return value === undefined || values.includes(value) ? [] : [notSupported(path, value, values)];
}

function validateMatchConditions(conditions: DeepReadonly<MatchCondition[]> | undefined, path: Path): ErrorList {
  if ((conditions ?? []).length > MAX_CONDITIONS) {
    return [invalid(path, (conditions ?? []).length, `must have at most ${MAX_CONDITIONS} items`)];
  }
  return (conditions ?? []).flatMap(({ name, expression }, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (!expression?.trim()) errs.push(required(place.child("expression"), ""));
    if (!name) errs.push(required(place.child("name"), ""));
    else errs.push(...isQualifiedName(name).map((message) => invalid(place.child("name"), name, message)));
    return errs;
  });
}

/** What validating and mutating policies have in common. Expressions are compiled where policies run. */
function validatePolicyParts(
  spec: DeepReadonly<ValidatingAdmissionPolicy["spec"] | MutatingAdmissionPolicy["spec"]>,
): ErrorList {
  const errs = choice(spec?.failurePolicy, FAILURE_POLICIES, SPEC.child("failurePolicy"));
  if (spec?.paramKind !== undefined) errs.push(...validateParamKind(spec.paramKind, SPEC.child("paramKind")));
  const path = SPEC.child("matchConstraints");
  if (spec?.matchConstraints === undefined) errs.push(required(path, ""));
  else {
    errs.push(...validateMatchResources(spec.matchConstraints, path));
    if ((spec.matchConstraints.resourceRules ?? []).length === 0) errs.push(required(path.child("resourceRules"), ""));
  }
  errs.push(...validateMatchConditions(spec?.matchConditions, SPEC.child("matchConditions")));
  (spec?.variables ?? []).forEach(({ name, expression }, i) => {
    const place = SPEC.child("variables").index(i);
    if (!name) errs.push(required(place.child("name"), "name is not specified"));
    if (!expression?.trim()) errs.push(required(place.child("expression"), "expression is not specified"));
  });
  return errs;
}

/** @see kubernetes/kubernetes pkg/apis/admissionregistration/validation/validation.go, validateValidatingAdmissionPolicySpec */
export function validateValidatingPolicy({ spec }: DeepReadonly<ValidatingAdmissionPolicy>): ErrorList {
  const errs = validatePolicyParts(spec);
  const validations = spec?.validations ?? [];
  const annotations = spec?.auditAnnotations ?? [];
  if (validations.length === 0 && annotations.length === 0) {
    const message = "validations or auditAnnotations must be non-empty";
    errs.push(required(SPEC.child("validations"), message), required(SPEC.child("auditAnnotations"), message));
  }
  validations.forEach(({ expression, message }, i) => {
    const path = SPEC.child("validations").index(i);
    if (!expression?.trim()) errs.push(required(path.child("expression"), "expression is not specified"));
    if (message !== undefined && message !== "" && message.trim() === "") {
      errs.push(invalid(path.child("message"), message, "message must be non-empty if specified"));
    }
    if (message?.trim().includes("\n") === true) {
      errs.push(invalid(path.child("message"), message, "message must not contain line breaks"));
    }
  });
  annotations.forEach(({ key, valueExpression }, i) => {
    const path = SPEC.child("auditAnnotations").index(i);
    errs.push(
      ...(key
        ? isQualifiedName(key).map((m) => invalid(path.child("key"), key, m))
        : [required(path.child("key"), "")]),
    );
    if (!valueExpression?.trim())
      errs.push(required(path.child("valueExpression"), "valueExpression is not specified"));
  });
  return errs;
}

export function validateMutatingPolicy({ spec }: DeepReadonly<MutatingAdmissionPolicy>): ErrorList {
  const errs = validatePolicyParts(spec);
  const mutations = spec?.mutations ?? [];
  if (mutations.length === 0) errs.push(required(SPEC.child("mutations"), "mutations must contain at least one item"));
  mutations.forEach(({ patchType, applyConfiguration, jsonPatch }, i) => {
    const path = SPEC.child("mutations").index(i);
    const expression = patchType === "JSONPatch" ? jsonPatch?.expression : applyConfiguration?.expression;
    if (patchType !== "JSONPatch" && patchType !== "ApplyConfiguration") {
      errs.push(notSupported(path.child("patchType"), patchType, ["ApplyConfiguration", "JSONPatch"]));
    } else if (!expression?.trim()) {
      errs.push(required(path.child(patchType === "JSONPatch" ? "jsonPatch" : "applyConfiguration", "expression"), ""));
    }
  });
  const policy = spec?.reinvocationPolicy;
  if (!policy) errs.push(required(SPEC.child("reinvocationPolicy"), ""));
  else errs.push(...choice(policy, REINVOCATION, SPEC.child("reinvocationPolicy")));
  return errs;
}

function validateParamKind({ apiVersion, kind }: DeepReadonly<ParamKind>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (!apiVersion) errs.push(required(path.child("apiVersion"), ""));
  if (!kind) errs.push(required(path.child("kind"), ""));
  else {
    errs.push(
      ...isDNS1123Label(kind.toLowerCase()).map((m) =>
        invalid(path.child("kind"), kind, `may have mixed case, but should otherwise match: ${m}`),
      ),
    );
  }
  return errs;
}

function validateMatchResources(resources: DeepReadonly<MatchResources>, path: Path): ErrorList {
  const errs = [
    ...validateLabelSelector(resources.namespaceSelector, {}, childOf(path, "namespaceSelector")),
    ...validateLabelSelector(resources.objectSelector, {}, childOf(path, "objectSelector")),
    ...choice(resources.matchPolicy, MATCH_POLICIES, path.child("matchPolicy")),
  ];
  for (const field of ["resourceRules", "excludeResourceRules"] as const) {
    (resources[field] ?? []).forEach((rule, i) => errs.push(...validateRule(rule, path.child(field).index(i))));
  }
  return errs;
}

/** Bindings of both kinds of policies; only those of validating ones have actions. */
export function validateBinding(
  spec: DeepReadonly<ValidatingAdmissionPolicyBinding["spec"]>,
  hasActions: boolean,
): ErrorList {
  const errs: ErrorList = [];
  const path = SPEC.child("policyName");
  const name = spec?.policyName ?? "";
  if (name === "") errs.push(required(path, ""));
  else errs.push(...isDNS1123Subdomain(name).map((message) => invalid(path, name, message)));
  if (spec?.paramRef !== undefined) {
    const { name: param, selector, parameterNotFoundAction } = spec.paramRef;
    const place = SPEC.child("paramRef");
    if (!param && selector === undefined) errs.push(required(place, "one of name or selector must be specified"));
    else if (param && selector !== undefined) {
      errs.push(invalid(place.child("name"), param, "name and selector are mutually exclusive"));
    }
    if (parameterNotFoundAction === undefined) errs.push(required(place.child("parameterNotFoundAction"), ""));
    else errs.push(...choice(parameterNotFoundAction, ["Allow", "Deny"], place.child("parameterNotFoundAction")));
  }
  if (spec?.matchResources !== undefined) {
    errs.push(...validateMatchResources(spec.matchResources, SPEC.child("matchResources")));
  }
  if (!hasActions) return errs;
  const actions = spec?.validationActions ?? [];
  const place = SPEC.child("validationActions");
  if (actions.length === 0) errs.push(required(place, "at least one validation action is required"));
  actions.forEach((action, i) => errs.push(...choice(action, ACTIONS, place.index(i))));
  if (actions.includes("Deny") && actions.includes("Warn")) {
    errs.push(
      invalid(
        place,
        actions,
        "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)",
      ),
    );
  }
  return errs;
}
