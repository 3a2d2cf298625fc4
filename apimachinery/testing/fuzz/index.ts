/** Random API objects that are the same in every run, and the tests that are made of them. */
export { Fuzzer, type FuzzOptions } from "./fuzzer.js";
export { SeededRandom } from "./random.js";
export { runRoundTripTests, type RoundTripSuite, type RoundTripVersion } from "./round-trip.js";
export { parseFuzzType, type FuzzField, type FuzzPackage, type FuzzType } from "./types.js";
