/** A package where types opt in one by one. */
export {};
