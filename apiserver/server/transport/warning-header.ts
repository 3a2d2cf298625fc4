// Once all warnings of a response exceed the total, each is cut to the item length.
const TOTAL_RUNES = 4096;
const ITEM_RUNES = 256;

// Control characters may not stand in a header; upstream drops such a warning altogether.
const CONTROL = /\p{Cc}/u;

/**
 * Values of `Warning` headers: `299 - "text"`. Beyond the total length texts are cut, and beyond that left out.
 * @see kubernetes/apiserver pkg/endpoints/filters/warning.go; kubernetes/apimachinery pkg/util/net/http.go, NewWarningHeader
 */
export function warningHeaders(warnings: Iterable<string>): string[] {
  const texts = [...warnings].filter((text) => text !== "" && !CONTROL.test(text)).map((text) => [...text]);
  const total = texts.reduce((sum, runes) => sum + runes.length, 0);
  if (total <= TOTAL_RUNES) return texts.map(format);
  const values: string[] = [];
  let written = 0;
  for (const runes of texts) {
    if (written >= TOTAL_RUNES) break;
    const cut = runes.slice(0, ITEM_RUNES);
    values.push(format(cut));
    written += cut.length;
  }
  return values;
}

function format(runes: readonly string[]): string {
  const text = runes.join("").replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  // Node sends header text as Latin-1; this makes it UTF-8 on the wire, as Go sends it.
  return Buffer.from(`299 - "${text}"`, "utf8").toString("latin1");
}
