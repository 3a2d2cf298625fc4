import { invalid, isDNS1123Subdomain, required, type ErrorList } from "../../apimachinery/validation/index.js";
import { configProblems, readConfigText, type ConfigObject } from "../config/index.js";
import type { AuditGroupResources, AuditPolicy, AuditRule } from "./policy.js";
import { AUDIT_API_VERSION, AUDIT_LEVELS, AUDIT_STAGES, type AuditStage } from "./types.js";

/**
 * Reads an audit Policy in YAML or JSON. Unlike upstream, which warns of unknown fields, this refuses them: a misspelt rule
 * would record too little without anybody noticing.
 * @throws Error with every problem, one a line, each naming its field
 * @see kubernetes/apiserver pkg/audit/policy/reader.go, pkg/apis/audit/validation/validation.go
 */
export function parseAuditPolicy(text: string): AuditPolicy {
  const errors: ErrorList = [];
  const document = readConfigText(text, { apiVersions: [AUDIT_API_VERSION], kind: "Policy" }, errors);
  document.object("metadata");
  const found = document.objects("rules");
  if (found.length === 0) errors.push(required(document.at("rules"), "must have at least one rule"));
  const policy = {
    rules: found.map(parseRule),
    omitStages: parseStages(document),
    omitManagedFields: document.boolean("omitManagedFields") ?? false,
  };
  document.end();
  if (errors.length > 0) throw new Error(configProblems(errors).join("\n"));
  return policy;
}

function parseRule(rule: ConfigObject): AuditRule {
  const parsed: AuditRule = {
    level: rule.choice("level", AUDIT_LEVELS, { required: true }) ?? "None",
    users: rule.strings("users", { mayBeEmpty: true }),
    userGroups: rule.strings("userGroups", { mayBeEmpty: true }),
    verbs: rule.strings("verbs"),
    resources: rule.objects("resources").map(parseResources),
    namespaces: rule.strings("namespaces", { mayBeEmpty: true }),
    nonResourceURLs: parseURLs(rule),
    omitStages: parseStages(rule),
    omitManagedFields: rule.boolean("omitManagedFields"),
  };
  if (parsed.nonResourceURLs.length > 0 && (parsed.resources.length > 0 || parsed.namespaces.length > 0)) {
    const detail = "rules cannot apply to both regular resources and non-resource URLs";
    rule.errors.push(invalid(rule.at("nonResourceURLs"), parsed.nonResourceURLs, detail));
  }
  rule.end();
  return parsed;
}

function parseResources(item: ConfigObject): AuditGroupResources {
  const group = item.string("group") ?? "";
  if (group !== "" && group !== "*") {
    for (const message of isDNS1123Subdomain(group)) item.errors.push(invalid(item.at("group"), group, message));
  }
  const resources = item.strings("resources");
  const resourceNames = item.strings("resourceNames", { mayBeEmpty: true });
  if (resourceNames.length > 0 && resources.length === 0) {
    const detail = "using resourceNames requires at least one resource";
    item.errors.push(invalid(item.at("resourceNames"), resourceNames, detail));
  }
  item.end();
  return { group, resources, resourceNames };
}

function parseURLs(rule: ConfigObject): readonly string[] {
  const urls = rule.strings("nonResourceURLs");
  for (const [i, url] of urls.entries()) {
    if (url === "*") continue;
    const at = rule.at("nonResourceURLs").index(i);
    if (!url.startsWith("/")) {
      rule.errors.push(invalid(at, url, "non-resource URL rules must begin with a '/' character"));
    }
    if (url.slice(0, -1).includes("*")) {
      rule.errors.push(invalid(at, url, "non-resource URL wildcards '*' must be the final character of the rule"));
    }
  }
  return urls;
}

function parseStages(parent: ConfigObject): readonly AuditStage[] {
  return parent.strings("omitStages").flatMap((text, i) => {
    const stage = AUDIT_STAGES.find((known) => known === text);
    if (stage !== undefined) return [stage];
    const detail = `allowed stages are ${AUDIT_STAGES.join(",")}`;
    parent.errors.push(invalid(parent.at("omitStages").index(i), text, detail));
    return [];
  });
}
