import test from "node:test";
import { expectGolden } from "../framework/testing.js";
import { openapiGen } from "./index.js";

test("golden: every shape of a field", () => expectGolden("test/testdata/openapi/shapes", openapiGen));
