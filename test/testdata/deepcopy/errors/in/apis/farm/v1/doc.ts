/** Nothing here can be copied. */
export {};
