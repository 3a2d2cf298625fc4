import { ConfigMaps } from "./config-maps.js";
import type { LoadRequest } from "./load-client.js";

const MIB = 1024 * 1024;
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const PODS = "/api/v1/namespaces/default/pods";

/** Lists of the objects `reads`, and bodies sent to where ConfigMap `patched` is. */
export interface UnkindRequest {
  readonly name: string;
  readonly request: LoadRequest;
}

/** How much of its pieces a body has: as much as a request may carry, or nearly as much as is stored. */
interface Measure {
  readonly bytes: number;
  readonly pieces: number;
}

const MOST: Measure = { bytes: 3 * MIB - 1024, pieces: Number.POSITIVE_INFINITY };
const STORED: Measure = { bytes: 1.5 * MIB - 4096, pieces: 99_000 };

/** JSON of pieces that `piece` makes, up to a measure. */
function filled({ bytes, pieces }: Measure, open: string, piece: (i: number) => string, close: string): string {
  const parts: string[] = [];
  let length = open.length + close.length;
  while (parts.length < pieces) {
    const next = piece(parts.length);
    length += next.length + 1;
    if (length > bytes) break;
    parts.push(next);
  }
  return `${open}${parts.join(",")}${close}`;
}

const metadata = '"metadata":{"name":"pauses"}';
const configMap = (rest: string): string => `{"apiVersion":"v1","kind":"ConfigMap",${rest}}`;
const post = (path: string, body: string, contentType = "application/json"): LoadRequest => ({
  method: "POST",
  path: `${path}?dryRun=All`,
  body,
  contentType,
});
const patch = (body: string, type: string, query = ""): LoadRequest => ({
  method: "PATCH",
  path: `${CONFIG_MAPS}/patched?dryRun=All${query}`,
  body,
  contentType: `application/${type}`,
});
const read = (query: string): LoadRequest => ({ method: "GET", path: `${new ConfigMaps("reads").path}?${query}` });

/** Bodies of very many small parts. */
function requestsOfMany(measure: Measure, suffix: string): UnkindRequest[] {
  return [
    {
      name: `many data keys${suffix}`,
      request: post(
        CONFIG_MAPS,
        filled(measure, `{"apiVersion":"v1","kind":"ConfigMap",${metadata},"data":{`, (i) => `"k${i}":""`, "}}"),
      ),
    },
    {
      name: `many labels${suffix}`,
      request: post(
        CONFIG_MAPS,
        filled(
          measure,
          '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"pauses","labels":{',
          (i) => `"k${i}":""`,
          "}}}",
        ),
      ),
    },
    {
      name: `many unknown fields${suffix}`,
      request: post(
        CONFIG_MAPS,
        filled(measure, `{"apiVersion":"v1","kind":"ConfigMap",${metadata},`, (i) => `"k${i}":0`, "}"),
      ),
    },
    {
      name: `many repeated fields${suffix}`,
      request: post(
        CONFIG_MAPS,
        filled(measure, `{"apiVersion":"v1","kind":"ConfigMap",${metadata},`, () => `"k":0`, "}"),
      ),
    },
    {
      name: `many containers${suffix}`,
      request: post(
        PODS,
        filled(
          measure,
          `{"apiVersion":"v1","kind":"Pod",${metadata},"spec":{"containers":[`,
          (i) => `{"name":"c${i}"}`,
          "]}}",
        ),
      ),
    },
    {
      name: `many variables of one container${suffix}`,
      request: post(
        PODS,
        filled(
          measure,
          `{"apiVersion":"v1","kind":"Pod",${metadata},"spec":{"containers":[{"name":"c","image":"i","env":[`,
          (i) => `{"name":"e${i}"}`,
          "]}]}}",
        ),
      ),
    },
    {
      name: `YAML, many keys${suffix}`,
      request: post(
        CONFIG_MAPS,
        `apiVersion: v1\nkind: ConfigMap\ndata:\n${Array.from({ length: Math.min(200_000, measure.pieces) }, (_, i) => `  k${i}: ""\n`).join("")}`,
        "application/yaml",
      ),
    },
    {
      name: `merge patch, many keys${suffix}`,
      request: patch(
        filled(measure, '{"data":{', (i) => `"k${i}":""`, "}}"),
        "merge-patch+json",
      ),
    },
    {
      name: `strategic patch, many keys${suffix}`,
      request: patch(
        filled(measure, '{"data":{', (i) => `"k${i}":""`, "}}"),
        "strategic-merge-patch+json",
      ),
    },
    {
      name: `strategic patch, many finalizers${suffix}`,
      request: patch(
        filled(measure, '{"metadata":{"finalizers":[', (i) => `"a/k${i}"`, "]}}"),
        "strategic-merge-patch+json",
      ),
    },
    {
      name: `apply, many keys${suffix}`,
      request: patch(
        filled(
          measure,
          `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"patched"},"data":{`,
          (i) => `"k${i}":""`,
          "}}",
        ),
        "apply-patch+yaml",
        "&fieldManager=a&force=true",
      ),
    },
  ];
}

export const UNKIND_REQUESTS: readonly UnkindRequest[] = [
  { name: "LIST of all", request: read("resourceVersion=0") },
  { name: "LIST by a label that none has", request: read("labelSelector=no%3Dne") },
  {
    name: "LIST by 1,000 labels",
    request: read(`labelSelector=${Array.from({ length: 1000 }, (_, i) => `!l${i}`).join()}`),
  },
  {
    name: "LIST by one of 7,000 values",
    request: read(`labelSelector=app%20in%20(${Array.from({ length: 7_000 }, (_, i) => `v${i}`).join()})`),
  },
  { name: "LIST by a field", request: read("fieldSelector=metadata.name%3Dnone") },
  {
    name: "one data value of 3 MiB",
    request: post(CONFIG_MAPS, configMap(`${metadata},"data":{"a":"${"x".repeat(3 * MIB - 1024)}"}`)),
  },
  { name: "deep lists", request: post(CONFIG_MAPS, configMap(`${metadata},"x":${"[".repeat(MIB)}${"]".repeat(MIB)}`)) },
  {
    name: "deep objects",
    request: post(CONFIG_MAPS, configMap(`${metadata},"x":${'{"a":'.repeat(400_000)}1${"}".repeat(400_000)}`)),
  },
  { name: "not JSON after 3 MiB", request: post(CONFIG_MAPS, `{"a":"${"x".repeat(3 * MIB - 1024)}`) },
  {
    name: "YAML, a list of aliases of lists of aliases …",
    request: post(
      CONFIG_MAPS,
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
        "bcdefghij",
        (key) =>
          `${key}: &${key} [${Array<string>(9)
            .fill(`*${String.fromCharCode(key.charCodeAt(0) - 1)}`)
            .join()}]\n`,
      ).join("")}`,
      "application/yaml",
    ),
  },
  { name: "YAML, deep", request: post(CONFIG_MAPS, `a: ${"[".repeat(100_000)}`, "application/yaml") },
  {
    name: "JSON patch, 10,000 operations",
    request: patch(
      JSON.stringify(Array.from({ length: 10_000 }, (_, i) => ({ op: "add", path: `/data/k${i}`, value: "x" }))),
      "json-patch+json",
    ),
  },
  {
    name: "JSON patch, doubling copies",
    request: patch(
      JSON.stringify([
        { op: "add", path: "/data/a", value: "x".repeat(1000) },
        ...Array.from({ length: 40 }, (_, i) => ({ op: "copy", from: "/data", path: `/data/c${i}` })),
      ]),
      "json-patch+json",
    ),
  },
  ...requestsOfMany(MOST, ""),
  ...requestsOfMany(STORED, ", as stored"),
];
