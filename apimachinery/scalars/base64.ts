/** Data that is not base64; the message is Go's, with the offset of the first bad byte. */
export class Base64Error extends Error {
  constructor(offset: number) {
    super(`illegal base64 data at input byte ${offset}`);
    this.name = "Base64Error";
  }
}

const PAD = 0x3d;

/**
 * The canonical text of data in base64 (standard alphabet, padded): line breaks are dropped, and the bits after the end
 * are cleared.
 * @throws Base64Error
 */
export function canonicalBase64(text: string): string {
  const canonical = Buffer.from(text, "base64").toString("base64");
  // Node skips what it does not know, so that only an equal text is known to be good.
  if (canonical === text) return text;
  check(Buffer.from(text, "utf8"));
  return canonical;
}

/** The bytes that a text stands for. @throws Base64Error */
export function decodeBase64(text: string): Buffer {
  return Buffer.from(canonicalBase64(text), "base64");
}

/** Walks the text in groups of four as Go's decoder does. */
function check(source: Buffer): void {
  let pos = 0;
  const skipBreaks = (): void => {
    while (pos < source.length && isBreak(source[pos] as number)) pos++;
  };
  for (;;) {
    for (let j = 0; j < 4; j++) {
      skipBreaks();
      if (pos === source.length) {
        if (j === 0) return;
        throw new Base64Error(pos - j);
      }
      const byte = source[pos++] as number;
      if (isDigit(byte)) continue;
      if (byte !== PAD || j < 2) throw new Base64Error(pos - 1);
      skipBreaks();
      if (j === 2) {
        if (pos === source.length) throw new Base64Error(pos);
        if (source[pos] !== PAD) throw new Base64Error(pos - 1);
        pos++;
        skipBreaks();
      }
      if (pos < source.length) throw new Base64Error(pos);
      return;
    }
  }
}

function isBreak(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function isDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2f;
}
