import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { Script } from "node:vm";
import type { RequestContext } from "../../../endpoints/index.js";
import { serveFlowControlPage } from "./page.js";

interface Sent {
  readonly headers: Map<string, string>;
  status: number;
  body: string;
}

async function servedPage(): Promise<Sent> {
  const sent: Sent = { headers: new Map(), status: 0, body: "" };
  const response = {
    setHeader: (name: string, value: string) => sent.headers.set(name, value),
    send: (status: number, contentType: string, body: string) => {
      sent.headers.set("content-type", contentType);
      Object.assign(sent, { status, body });
    },
  };
  await serveFlowControlPage({ response } as unknown as RequestContext);
  return sent;
}

function between(text: string, tag: string): string {
  return new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(text)?.[1] ?? "";
}

test("the policy lets run what is on the page, and nothing else", async () => {
  const { status, headers, body } = await servedPage();
  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
  const policy = headers.get("content-security-policy") ?? "";
  for (const [directive, tag] of [
    ["script-src", "script"],
    ["style-src", "style"],
  ] as const) {
    const hash = createHash("sha256").update(between(body, tag)).digest("base64");
    assert.ok(policy.includes(`${directive} 'sha256-${hash}';`), policy);
  }
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
});

test("the page names no other host, and sets no markup from data", async () => {
  const { body } = await servedPage();
  assert.doesNotMatch(body.replaceAll("http://www.w3.org/2000/svg", ""), /https?:\/\/|(src|href)="\//);
  assert.doesNotMatch(body, /innerHTML|outerHTML|insertAdjacentHTML|document\.write| style="| on\w+="/);
  assert.equal(body.split("<script").length, 2);
});

test("the script is one", async () => {
  const { body } = await servedPage();
  assert.doesNotThrow(() => new Script(between(body, "script")));
});
