/** API servers for tests: in this process, in memory unless asked otherwise, on a free port. */
export { startTestServer, type TestServer, type TestServerOptions } from "./start-test-server.js";
