/** The thread behind {@link YAMLThread}. */
import { parentPort } from "node:worker_threads";
import { YAMLSyntaxError } from "./errors.js";
import { parseAsYAML } from "./parse-yaml.js";
import type { YAMLJob, YAMLReply } from "./yaml-thread.js";

const port = parentPort;
if (port === null) throw new Error("yaml-worker runs as a thread only");
port.on("message", ({ id, yaml }: YAMLJob) => {
  const reply = replyTo(id, yaml);
  // Its memory goes to the thread that waits for it.
  port.postMessage(reply, "json" in reply ? [reply.json.buffer as ArrayBuffer] : []);
});

function replyTo(id: number, yaml: Uint8Array): YAMLReply {
  try {
    const { value, repeatedKeys } = parseAsYAML(yaml);
    const json = new TextEncoder().encode(JSON.stringify(value));
    return { id, json, ...(repeatedKeys === undefined ? {} : { repeatedKeys }) };
  } catch (err) {
    if (err instanceof YAMLSyntaxError) return { id, problem: err.problem };
    throw err;
  }
}
