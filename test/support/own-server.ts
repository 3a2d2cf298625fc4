import { after, before } from "node:test";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

/** Asks a server of the file that calls this, started before its first test and stopped after its last. */
export function ownServer(): Pick<RESTClient, "requestRaw"> {
  let server: TestServer;
  let client: RESTClient;
  before(async () => {
    server = await startTestServer();
    client = new RESTClient(server.clientConfig);
  });
  after(async () => {
    client.close();
    await server.stop();
  });
  return { requestRaw: (request) => client.requestRaw(request) };
}
