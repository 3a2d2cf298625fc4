/** How texts are quoted, measured, ordered and read as numbers. */
export { byteLength, compareBytes } from "./bytes.js";
export { escapeHTMLInJSON } from "./html-escape.js";
export { NumberFormatError, parseBool, parseInt64, parseUint64 } from "./parse-int.js";
export { quote, quoteASCII } from "./quote.js";
export { humanDuration } from "./human-duration.js";
export { unifiedDiff } from "./unified-diff.js";
