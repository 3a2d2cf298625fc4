import type { MetricsRegistry } from "../metrics/index.js";

/** What `/version` says. @see kubernetes/apimachinery pkg/version/types.go, Info */
export interface VersionInfo {
  readonly major: string;
  readonly minor: string;
  readonly emulationMajor: string;
  readonly emulationMinor: string;
  readonly minCompatibilityMajor: string;
  readonly minCompatibilityMinor: string;
  readonly gitVersion: string;
  readonly gitCommit: string;
  readonly gitTreeState: string;
  readonly buildDate: string;
  readonly goVersion: string;
  readonly compiler: string;
  readonly platform: string;
}

/** The Kubernetes API that is served; clients decide by it what they may use. */
const KUBERNETES_VERSION = "1.36.2";

const ARCHITECTURES: { readonly [arch: string]: string } = { x64: "amd64", ia32: "386" };

/** @param packageVersion - version of the kindsmith package; it follows the Kubernetes version as build metadata. */
export function versionInfo(packageVersion: string): VersionInfo {
  const [major = "", minor = ""] = KUBERNETES_VERSION.split(".");
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion: `v${KUBERNETES_VERSION}+kindsmith.${packageVersion}`,
    gitCommit: "",
    gitTreeState: "",
    buildDate: "1970-01-01T00:00:00Z",
    // Fields that Go clients expect; they name what stands in Go's place.
    goVersion: `node${process.versions.node}`,
    compiler: "v8",
    platform: `${process.platform}/${ARCHITECTURES[process.arch] ?? process.arch}`,
  };
}

/** `1.36.2`: the release that the server behaves as, without what else its version says. */
export function releaseOf({ gitVersion, major, minor }: VersionInfo): string {
  return /\d+\.\d+\.\d+/.exec(gitVersion)?.[0] ?? `${major}.${minor}`;
}

/** `1.36` */
export function emulationVersion({ emulationMajor, emulationMinor }: VersionInfo): string {
  return `${emulationMajor}.${emulationMinor}`;
}

/** A metric that says which build runs, so that others can be told apart by it. */
export function observeBuild(registry: MetricsRegistry, info: VersionInfo): void {
  const labels: readonly (readonly [string, string])[] = [
    ["build_date", info.buildDate],
    ["compiler", info.compiler],
    ["git_commit", info.gitCommit],
    ["git_tree_state", info.gitTreeState],
    ["git_version", info.gitVersion],
    ["go_version", info.goVersion],
    ["major", info.major],
    ["minor", info.minor],
    ["platform", info.platform],
  ];
  const build = registry.gauge({
    name: "kubernetes_build_info",
    help: "[BETA] A metric with a constant '1' value labeled by major, minor, git version, git commit, git tree state, build date, Go version, and compiler from which Kubernetes was built, and platform on which it is running.",
    labels: labels.map(([name]) => name),
  });
  build.with(...labels.map(([, value]) => value)).set(1);
}

/** Which release this server behaves as, and which clients and neighbours it still suits. */
export function observeCompatibility(registry: MetricsRegistry, info: VersionInfo): void {
  const versions = registry.gauge({
    name: "version_info",
    help: "[ALPHA] Provides the compatibility version info of the component. The component label is the name of the component, usually kube, but is relevant for aggregated-apiservers.",
    labels: ["component", "binary", "emulation", "min_compat"],
  });
  const minCompatibility = `${info.minCompatibilityMajor}.${info.minCompatibilityMinor}`;
  versions.with("kube", releaseOf(info), emulationVersion(info), minCompatibility).set(1);
}
