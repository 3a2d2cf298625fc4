/** Gives every namespace its default service account. */
export { keepDefaultAccounts, type DefaultAccountsDeps } from "./default-accounts.js";
