import {
  DefaultIngressClass,
  DefaultStorageClass,
  DefaultTolerationSeconds,
  EventRateLimit,
  LimitRanger,
  PersistentVolumeClaimResize,
  Priority,
  RuntimeClass,
  ServiceAccount,
  StorageObjectInUseProtection,
  TaintNodesByCondition,
} from "../../apiserver/admission/plugins/index.js";
import {
  isUpstreamPlugin,
  NamespaceLifecycle,
  selectPlugins,
  type AdmissionInitializer,
  type AdmissionPlugin,
  type AdmissionPluginFactory,
} from "../../apiserver/admission/index.js";
import type { AdmissionConfig } from "./admission-config.js";
import type { FlagValues } from "./flags/server-flags.js";

export type AdmissionPluginFactories = { readonly [name: string]: AdmissionPluginFactory };

const BUILT_IN: { readonly [name: string]: (initializer: AdmissionInitializer, flags: FlagValues) => AdmissionPlugin } =
  {
    DefaultIngressClass: (initializer) => new DefaultIngressClass(initializer),
    DefaultStorageClass: (initializer) => new DefaultStorageClass(initializer),
    DefaultTolerationSeconds: (_initializer, flags) =>
      new DefaultTolerationSeconds({
        notReadySeconds: flags["default-not-ready-toleration-seconds"],
        unreachableSeconds: flags["default-unreachable-toleration-seconds"],
      }),
    EventRateLimit: (initializer) => new EventRateLimit(initializer),
    LimitRanger: (initializer) => new LimitRanger(initializer),
    NamespaceLifecycle: (initializer) => new NamespaceLifecycle(initializer),
    PersistentVolumeClaimResize: (initializer) => new PersistentVolumeClaimResize(initializer),
    Priority: (initializer) => new Priority(initializer),
    RuntimeClass: (initializer) => new RuntimeClass(initializer),
    ServiceAccount: (initializer) => new ServiceAccount(initializer),
    StorageObjectInUseProtection: () => new StorageObjectInUseProtection(),
    TaintNodesByCondition: () => new TaintNodesByCondition(),
  };

/** What is wrong with the flags that name plug-ins. */
export function admissionProblems(flags: FlagValues, own: AdmissionPluginFactories): string[] {
  try {
    namesOf(flags, own);
    return [];
  } catch (err) {
    return (err as Error).message.split("; ").map((problem) => `--${problem}`);
  }
}

/** Plug-ins of kube-apiserver that flags name and that are not here: a start line made for it goes on without them. */
export function admissionWarnings(flags: FlagValues, own: AdmissionPluginFactories): string[] {
  return (["enable-admission-plugins", "disable-admission-plugins"] as const).flatMap((flag) =>
    flags[flag]
      .filter((name) => isMissing(name, own))
      .map((name) => `--${flag}: ${name} has no effect: there is no such plug-in here`),
  );
}

/** The plug-ins to run, in order. @throws Error when a flag names one that does not exist, or one's configuration is wrong */
export function admissionPluginsOf(
  flags: FlagValues,
  own: AdmissionPluginFactories,
  initializer: Omit<AdmissionInitializer, "config">,
  config: AdmissionConfig,
): AdmissionPlugin[] {
  const factories = { ...BUILT_IN, ...own };
  return namesOf(flags, own).map((name) => {
    try {
      return factories[name]!({ ...initializer, config: config.get(name) }, flags);
    } catch (err) {
      const flag = `--admission-control-config-file=${flags["admission-control-config-file"] ?? ""}`;
      throw new Error(`${flag}: plugin ${name}: ${(err as Error).message}`, { cause: err });
    }
  });
}

function namesOf(flags: FlagValues, own: AdmissionPluginFactories): string[] {
  const here = (names: readonly string[]): string[] => names.filter((name) => !isMissing(name, own));
  return selectPlugins({
    available: [...Object.keys(BUILT_IN), ...Object.keys(own)],
    enable: here(flags["enable-admission-plugins"]),
    disable: here(flags["disable-admission-plugins"]),
  });
}

function isMissing(name: string, own: AdmissionPluginFactories): boolean {
  return isUpstreamPlugin(name) && !(name in BUILT_IN) && !(name in own);
}
