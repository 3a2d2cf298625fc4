import { createHash } from "node:crypto";
import type { RequestContext } from "../../../endpoints/index.js";
import { flowControlView, type FlowViewDeps } from "./flow-view.js";
import { PAGE_MARKUP } from "./page-markup.js";
import { PAGE_SCRIPT } from "./page-script.js";
import { PAGE_STYLE } from "./page-style.js";

export const FLOW_CONTROL_PAGE = "/debug/flowcontrol";
export const FLOW_CONTROL_DATA = `${FLOW_CONTROL_PAGE}/data`;

/**
 * The page whole, with its style and script in it: nothing is built or loaded from elsewhere. All it asks for is its data,
 * relative to its own address, so that it works behind `kubectl proxy` too.
 */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="data:," />
    <title>Flow control</title>
    <style>${PAGE_STYLE}</style>
  </head>
  <body>
    ${PAGE_MARKUP}
    <script>${PAGE_SCRIPT}</script>
  </body>
</html>
`;

const POLICY = [
  "default-src 'none'",
  `script-src '${hashOf(PAGE_SCRIPT)}'`,
  `style-src '${hashOf(PAGE_STYLE)}'`,
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Sends the page. Who may see it is for authorization to say, as for any path. */
export function serveFlowControlPage({ response }: RequestContext): Promise<void> {
  response.setHeader("content-security-policy", POLICY);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
  response.send(200, "text/html; charset=utf-8", PAGE);
  return Promise.resolve();
}

/** Sends a {@link FlowControlView} as JSON. */
export function serveFlowControlData(deps: FlowViewDeps): (request: RequestContext) => Promise<void> {
  return ({ response }) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.send(200, "application/json", `${JSON.stringify(flowControlView(deps))}\n`);
    return Promise.resolve();
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
