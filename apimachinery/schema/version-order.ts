const KUBE_VERSION = /^v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?$/;
const STAGE_RANK = { alpha: 0, beta: 1, ga: 2 } as const;

/**
 * Orders version names as discovery does: GA before beta before alpha, then the higher major, then the higher minor;
 * names of another form come last, in alphabetical order. Returns a negative number when `a` comes first.
 * @see kubernetes/apimachinery pkg/version/helpers.go, CompareKubeAwareVersionStrings
 */
export function compareKubeAwareVersions(a: string, b: string): number {
  if (a === b) return 0;
  const left = KUBE_VERSION.exec(a);
  const right = KUBE_VERSION.exec(b);
  if (left === null && right === null) return a < b ? -1 : 1;
  if (left === null) return 1;
  if (right === null) return -1;
  const stage = stageRank(right[2]) - stageRank(left[2]);
  if (stage !== 0) return stage;
  const major = Number(right[1]) - Number(left[1]);
  if (major !== 0) return major;
  return Number(right[3] ?? 0) - Number(left[3] ?? 0);
}

function stageRank(stage: string | undefined): number {
  return STAGE_RANK[(stage ?? "ga") as keyof typeof STAGE_RANK];
}
