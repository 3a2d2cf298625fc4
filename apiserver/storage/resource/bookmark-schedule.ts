const EVERY_MS = 60_000;
const BEFORE_DEADLINE_MS = 2_000;

/**
 * When the next bookmark of a watch is due, in monotonic ms: after a minute, or 2 s before the request ends; undefined
 * when none is left to send.
 */
export function nextBookmarkMs(nowMs: number, deadlineMs: number | undefined): number | undefined {
  const regular = nowMs + EVERY_MS;
  if (deadlineMs === undefined) return regular;
  const last = deadlineMs - BEFORE_DEADLINE_MS;
  if (last <= nowMs) return undefined;
  return Math.min(regular, last);
}
