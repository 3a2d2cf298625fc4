/** How texts are quoted, measured and ordered in messages and keys. */
export { byteLength, compareBytes } from "./bytes.js";
export { escapeHTMLInJSON } from "./html-escape.js";
export { quote } from "./quote.js";
