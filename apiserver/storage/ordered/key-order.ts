/**
 * Keys are ordered as their UTF-8 bytes, which is the order of code points and what etcd and SQLite do. JavaScript
 * compares UTF-16 units, which differs once a key holds a character above U+FFFF.
 */

const OUT_OF_ORDER = /[\ud800-\uffff]/;
const OUT_OF_ORDER_ALL = /[\ud800-\uffff]/g;

/** Maps a key to a string whose order by UTF-16 unit is the key's order by byte. Nearly every key maps to itself. */
export function sortKey(key: string): string {
  return OUT_OF_ORDER.test(key) ? key.replace(OUT_OF_ORDER_ALL, swapSurrogates) : key;
}

/** Compares two keys by their UTF-8 bytes. */
export function compareKeys(a: string, b: string): number {
  const left = sortKey(a);
  const right = sortKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The smallest sort key that follows every key starting with `prefix`. `prefix` ends with an ASCII character. */
export function prefixEnd(prefix: string): string {
  const last = prefix.length - 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

/** The smallest sort key above `key`. */
export function keyAfter(key: string): string {
  return key + "\0";
}

/** Moves surrogates above the other units; the mapping is one to one. */
function swapSurrogates(unit: string): string {
  const code = unit.charCodeAt(0);
  return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
}
