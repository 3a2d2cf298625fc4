import { type ConfigMaps, resourceVersionIn } from "./helpers/config-maps.js";
import type { LoadClient, LoadResult } from "./helpers/load-client.js";
import type { ServerProcess } from "./helpers/server-process.js";

/** One server under load, with its objects. */
export interface Target {
  readonly server: ServerProcess;
  readonly client: LoadClient;
  /** The objects that are read. */
  readonly objects: ConfigMaps;
  readonly count: number;
  /** The objects that are written, and the versions they have. */
  readonly written: ConfigMaps;
  readonly versions: string[];
}

/** What is measured; one round of it, and what one unit of its cost is. */
export interface RequestBench {
  readonly name: string;
  /** In µs of the server's processor time; `go` is what kube-apiserver 1.36 took on such a machine. */
  readonly aim: number;
  readonly go: number;
  /** Requests that one round makes, or objects where the cost is for each object. */
  readonly units: number;
  /** Done before each round, not measured. */
  readonly prepare?: (target: Target, round: number) => Promise<void>;
  readonly run: (target: Target, round: number) => Promise<LoadResult>;
}

const IN_FLIGHT = 32;
const READS = 1500;
const SERIAL_READS = 400;
const LISTS = 8;
const PAGES = 20;
const SELECTOR_LISTS = 60;
/** Objects that one round of writes makes, changes three times and deletes. */
const WRITES = 600;
const DELETED_TOGETHER = 600;

/** In an order in which each finds the objects that it needs. */
export const requestBenches: readonly RequestBench[] = [
  {
    name: "GET",
    aim: 60,
    go: 210,
    units: READS,
    run: ({ client, objects, count }, round) =>
      client.load({ count: READS, inFlight: IN_FLIGHT }, (i) => objects.get(((round * READS + i) * 7919) % count)),
  },
  {
    name: "GET, one at a time",
    aim: 150,
    go: 490,
    units: SERIAL_READS,
    run: ({ client, objects, count }, round) =>
      client.load({ count: SERIAL_READS, inFlight: 1 }, (i) => objects.get(((round * READS + i) * 7919) % count)),
  },
  {
    name: "LIST, all",
    aim: 12_000,
    go: 92_000,
    units: LISTS,
    run: ({ client, objects }) => client.load({ count: LISTS, inFlight: 4 }, () => objects.list("resourceVersion=0")),
  },
  {
    name: "LIST, a page of 500",
    aim: 800,
    go: 6_000,
    units: PAGES,
    run: ({ client, objects }) => {
      let next = "";
      return client.load(
        { count: PAGES, inFlight: 1, keepBody: true },
        () => objects.list(next === "" ? "limit=500" : `limit=500&continue=${encodeURIComponent(next)}`),
        (_, { body }) => (next = continueIn(body)),
      );
    },
  },
  {
    name: "LIST, 1% by label",
    aim: 1_000,
    go: 2_200,
    units: SELECTOR_LISTS,
    run: ({ client, objects }) =>
      client.load({ count: SELECTOR_LISTS, inFlight: IN_FLIGHT }, (i) =>
        objects.list(`resourceVersion=0&labelSelector=percentile%3Dp${i % 100}`),
      ),
  },
  {
    name: "create",
    aim: 200,
    go: 438,
    units: WRITES,
    run: ({ client, written, versions }) =>
      client.load(
        { count: WRITES, inFlight: IN_FLIGHT, keepBody: true },
        (i) => written.create(i),
        (i, answer) => (versions[i] = resourceVersionIn(answer)),
      ),
  },
  {
    name: "update",
    aim: 250,
    go: 625,
    units: WRITES,
    run: ({ client, written, versions }, round) =>
      client.load({ count: WRITES, inFlight: IN_FLIGHT }, (i) => written.update(i, versions[i]!, `u${round}`)),
  },
  {
    name: "merge patch",
    aim: 250,
    go: 658,
    units: WRITES,
    run: ({ client, written }, round) =>
      client.load({ count: WRITES, inFlight: IN_FLIGHT }, (i) => written.mergePatch(i, `m${round}`)),
  },
  {
    name: "apply",
    aim: 400,
    go: 844,
    units: WRITES,
    run: ({ client, written }, round) =>
      client.load({ count: WRITES, inFlight: IN_FLIGHT }, (i) => written.apply(i, `a${round}`)),
  },
  {
    name: "delete",
    aim: 150,
    go: 402,
    units: WRITES,
    run: ({ client, written }) => client.load({ count: WRITES, inFlight: IN_FLIGHT }, (i) => written.delete(i)),
  },
  {
    name: "deletecollection, an object",
    aim: 100,
    go: 500,
    units: DELETED_TOGETHER,
    prepare: async ({ client, written }) => {
      await client.load({ count: DELETED_TOGETHER, inFlight: IN_FLIGHT }, (i) => written.create(i));
    },
    run: ({ client, written }) => client.load({ count: 1, inFlight: 1 }, () => written.deleteAll()),
  },
];

/** "" on the last page. */
function continueIn(body: Buffer): string {
  // The metadata of a list stands in front of its items.
  return /"continue":"([^"]*)"/.exec(body.toString("latin1", 0, 512))?.[1] ?? "";
}
