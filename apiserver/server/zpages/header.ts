/** What these pages call the server, as upstream's do. */
export const COMPONENT = "apiserver";

/** Upstream takes another one for each answer, so that nobody reads the text by machine. */
export const DELIMITER = ":";

export function headerOf(page: string): string {
  return `
${COMPONENT} ${page}
Warning: This endpoint is not meant to be machine parseable, has no formatting compatibility guarantees and is for debugging purposes only.
`;
}
