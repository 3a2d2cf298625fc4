import { newRequestEntityTooLarge, type StatusError } from "../../api/errors/index.js";

/**
 * More members than this in one object, or more objects and lists than this in a text, are refused. The engine needs tens
 * of milliseconds to list the members of such an object and can do nothing else meanwhile; what fits into the store has
 * fewer, unless each takes less than 16 bytes.
 */
export const MAX_JSON_MEMBERS = 100_000;

export function newTooManyMembers(): StatusError {
  return newRequestEntityTooLarge(`limit is ${MAX_JSON_MEMBERS} members of an object`);
}

export function newTooManyContainers(): StatusError {
  return newRequestEntityTooLarge(`limit is ${MAX_JSON_MEMBERS} objects and lists`);
}
