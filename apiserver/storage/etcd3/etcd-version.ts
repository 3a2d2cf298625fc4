/**
 * Whether etcd answers a request for progress only once all events up to the revision that it names are on their way.
 * Before 3.4.25 and 3.5.8 it may answer too early.
 * @param version - `3.5.12`
 * @see https://github.com/etcd-io/etcd/issues/15220
 */
export function isProgressReliable(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  if (major !== 3) return major > 3;
  if (minor === 4) return patch >= 25;
  if (minor === 5) return patch >= 8;
  return minor > 5;
}
