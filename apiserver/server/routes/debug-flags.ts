import type { Logger } from "../logging/index.js";
import type { PathMux } from "../mux/path-mux.js";
import type { ServerHandler } from "../transport/index.js";

const PATH = "/debug/flags";
const MAX_VALUE_BYTES = 1024;
const INT32 = /^[-+]?\d{1,10}$/;

const INDEX = `<html>
<head>
<title>/debug/flags/</title>
</head>
<body>
/debug/flags/<br>
<br>
flags:<br>
<table>
<tr>v<br>
</table>
<br>
full flags configurable<br>
</body>
</html>
`;

/**
 * `/debug/flags/v`: how much is logged, set by PUT while the server runs.
 * @see kubernetes/apiserver pkg/server/routes/flags.go: same texts
 */
export function installDebugFlags(mux: PathMux, logger: Logger): void {
  const index: ServerHandler = (request) => request.response.send(200, "text/html; charset=utf-8", INDEX);
  mux.handleUnlisted(PATH, index);
  mux.handleUnlistedPrefix(`${PATH}/`, index);
  mux.handleUnlisted(`${PATH}/v`, async (request) => {
    const answer = (status: number, text: string): void => {
      request.response.setHeader("x-content-type-options", "nosniff");
      request.response.send(status, "text/plain", `${text}\n`);
    };
    if (request.method !== "PUT") return answer(406, "unsupported http method");
    const text = Buffer.from(await request.readBody(MAX_VALUE_BYTES)).toString();
    const problem = problemOf(text);
    if (problem !== undefined) return answer(400, `failed set klog.logging.verbosity ${text}: ${problem}`);
    logger.setVerbosity(Number(text));
    answer(200, `successfully set klog.logging.verbosity to ${text}`);
  });
}

function problemOf(text: string): string | undefined {
  const parsing = `strconv.ParseInt: parsing ${JSON.stringify(text)}`;
  if (!INT32.test(text)) return `${parsing}: invalid syntax`;
  return Math.abs(Number(text)) > 2 ** 31 - 1 ? `${parsing}: value out of range` : undefined;
}
