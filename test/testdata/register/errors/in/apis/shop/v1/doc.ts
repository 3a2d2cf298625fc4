/**
 * Kinds without copies.
 *

 */
export {};
