import type { Clock } from "../../../apimachinery/clock/index.js";
import type { ServerHandler } from "../transport/index.js";
import { emulationVersion, releaseOf, type VersionInfo } from "../version.js";
import { COMPONENT, DELIMITER, headerOf } from "./header.js";
import { createPageHandler } from "./page.js";

// Paths of the API itself, which tell nothing of the server, and the page itself.
const UNSHOWN = new Set(["/", "/apis", "/api", "/openid", "/openapi", "/.well-known", "/statusz"]);

export interface StatusPageDeps {
  readonly clock: Clock;
  readonly version: VersionInfo;
  readonly listedPaths: () => readonly string[];
}

/** `/statusz`: since when the server runs, what it is, and where there is more to see. */
export function createStatusPage({ clock, version, listedPaths }: StatusPageDeps): ServerHandler {
  const started = clock.now() - process.uptime() * 1000;
  const startTime = new Date(Math.floor(started / 1000) * 1000);
  const uptime = (): number => Math.max(0, Math.floor((clock.now() - startTime.getTime()) / 1000));
  const paths = (): string[] => foldersOf(listedPaths());
  return createPageHandler({
    kind: "Statusz",
    text: () =>
      [
        headerOf("statusz"),
        `Started${DELIMITER} ${unixDate(startTime)}`,
        `Up${DELIMITER} ${uptimeText(uptime())}`,
        `Go version${DELIMITER} ${version.goVersion}`,
        `Binary version${DELIMITER} ${releaseOf(version)}`,
        `Emulation version${DELIMITER} ${emulationVersion(version)}`,
        `Paths${DELIMITER} ${paths().join(" ")}`,
        "",
      ].join("\n"),
    fields: () => ({
      metadata: { name: COMPONENT },
      startTime: startTime.toISOString().replace(".000Z", "Z"),
      uptimeSeconds: uptime(),
      goVersion: version.goVersion,
      binaryVersion: releaseOf(version),
      emulationVersion: emulationVersion(version),
      paths: paths(),
    }),
  });
}

/** The first part of each path. */
function foldersOf(listed: readonly string[]): string[] {
  const folders = new Set(listed.map((path) => `/${path.split("/")[1] ?? ""}`));
  return [...folders].filter((folder) => !UNSHOWN.has(folder)).sort();
}

function uptimeText(seconds: number): string {
  const two = (value: number): string => String(value % 60).padStart(2, "0");
  return `${Math.floor(seconds / 3600)} hr ${two(Math.floor(seconds / 60))} min ${two(seconds)} sec`;
}

/** `Mon Jan  2 15:04:05 UTC 2006` */
function unixDate(at: Date): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = at.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} UTC ${year}`;
}
