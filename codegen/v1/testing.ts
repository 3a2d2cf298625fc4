/** What generated tests import. */
export { runRoundTripTests, type FuzzPackage } from "../../apimachinery/testing/fuzz/index.js";
