/**
 * The order in which plug-ins run, and which are on unless a flag says otherwise. ResourceQuota comes last but for
 * AlwaysDeny, so that nothing refused later uses up quota. Plug-ins that kube-apiserver has dropped stand where they stood.
 * @see kubernetes pkg/kubeapiserver/options/plugins.go
 */
const ORDER: readonly { readonly name: string; readonly on: boolean }[] = [
  { name: "AlwaysAdmit", on: false },
  { name: "NamespaceAutoProvision", on: false },
  { name: "NamespaceLifecycle", on: true },
  { name: "NamespaceExists", on: false },
  { name: "SecurityContextDeny", on: false },
  { name: "LimitPodHardAntiAffinityTopology", on: false },
  { name: "PodPreset", on: false },
  { name: "InitialResources", on: false },
  { name: "LimitRanger", on: true },
  { name: "ServiceAccount", on: true },
  { name: "NodeRestriction", on: false },
  { name: "TaintNodesByCondition", on: true },
  { name: "AlwaysPullImages", on: false },
  { name: "ImagePolicyWebhook", on: false },
  { name: "PodSecurityPolicy", on: false },
  { name: "PodSecurity", on: true },
  { name: "PodNodeSelector", on: false },
  { name: "Priority", on: true },
  { name: "DefaultTolerationSeconds", on: true },
  { name: "PodTolerationRestriction", on: false },
  { name: "DenyEscalatingExec", on: false },
  { name: "DenyExecOnPrivileged", on: false },
  { name: "EventRateLimit", on: false },
  { name: "ExtendedResourceToleration", on: false },
  { name: "PersistentVolumeLabel", on: false },
  { name: "DefaultStorageClass", on: true },
  { name: "StorageObjectInUseProtection", on: true },
  { name: "PodGroupProtection", on: true },
  { name: "OwnerReferencesPermissionEnforcement", on: false },
  { name: "PersistentVolumeClaimResize", on: true },
  { name: "RuntimeClass", on: true },
  { name: "CertificateApproval", on: true },
  { name: "CertificateSigning", on: true },
  { name: "ClusterTrustBundleAttest", on: true },
  { name: "CertificateSubjectRestriction", on: true },
  { name: "DefaultIngressClass", on: true },
  { name: "DenyServiceExternalIPs", on: false },
  { name: "PodTopologyLabels", on: true },
  { name: "PodGroupWorkloadExists", on: true },
  { name: "NodeDeclaredFeatureValidator", on: true },
  { name: "JobValidation", on: true },
  { name: "PodResizeValidator", on: true },
  { name: "MutatingAdmissionPolicy", on: true },
  { name: "MutatingAdmissionWebhook", on: true },
  { name: "Initializers", on: false },
  { name: "ValidatingAdmissionPolicy", on: true },
  { name: "ValidatingAdmissionWebhook", on: true },
  { name: "ResourceQuota", on: true },
  { name: "AlwaysDeny", on: false },
];

const BUILT_IN = new Set(ORDER.map(({ name }) => name));
// Plug-ins that a user brings run before those that must see the final object.
const OWN_PLUGINS_BEFORE = "MutatingAdmissionPolicy";

/** Whether some version of kube-apiserver has a plug-in of this name. */
export function isUpstreamPlugin(name: string): boolean {
  return BUILT_IN.has(name);
}

export interface PluginSelection {
  /** Names of all plug-ins that there are code for. */
  readonly available: readonly string[];
  /** `--enable-admission-plugins` and `--disable-admission-plugins`. */
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
}

/**
 * The plug-ins to run, in order. Plug-ins that are not upstream's are on, and run in the order given.
 * @throws Error that names every flag that is wrong.
 */
export function selectPlugins(selection: PluginSelection): string[] {
  const { available, enable = [], disable = [] } = selection;
  const problems = [
    ...unknown(available, enable, "enable-admission-plugins"),
    ...unknown(available, disable, "disable-admission-plugins"),
  ];
  const both = enable.filter((name) => disable.includes(name));
  if (both.length > 0) {
    problems.push(`[${both.join(" ")}] in enable-admission-plugins and disable-admission-plugins overlapped`);
  }
  if (problems.length > 0) throw new Error(problems.join("; "));
  const wanted = (name: string, on: boolean): boolean =>
    available.includes(name) && !disable.includes(name) && (on || enable.includes(name));
  return ORDER.flatMap(({ name, on }) => {
    const here = wanted(name, on) ? [name] : [];
    if (name !== OWN_PLUGINS_BEFORE) return here;
    return [...available.filter((own) => !BUILT_IN.has(own) && wanted(own, true)), ...here];
  });
}

function unknown(available: readonly string[], names: readonly string[], flag: string): string[] {
  return names.filter((name) => !available.includes(name)).map((name) => `${flag} plugin "${name}" is unknown`);
}
