/** Flags of servers that need no thread for a store, and of runs that are over at once. */
const OTHERS = /^--?(storage-backend(=|$)|etcd-servers(=|$)|help$|version(=|$)|h$)/;

/**
 * Whether a server with these flags keeps its objects in the embedded store, as far as can be told before flags are read:
 * what is not certain is no.
 */
export function asksForEmbeddedStore(argv: readonly string[]): boolean {
  return !argv.some((flag) => OTHERS.test(flag) && flag !== "--storage-backend=embedded");
}
