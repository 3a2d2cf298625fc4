import type { UserInfo } from "../interface.js";
import type { ReviewedUser } from "./types.js";

/** A user in the words of the API. */
export function reviewedUser({ name, uid, groups, extra }: UserInfo): ReviewedUser {
  const entries = Object.entries(extra).map(([key, values]): [string, string[]] => [key, [...values]]);
  return {
    username: name,
    ...(uid === "" ? {} : { uid }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
    ...(entries.length === 0 ? {} : { extra: Object.fromEntries(entries) }),
  };
}
