import { readFile } from "node:fs/promises";
import type { MetricsRegistry } from "./registry.js";

/** Process and Node.js metrics, added to a registry at its first scrape: only then the collector is loaded. */
export class ProcessMetrics {
  #text: (() => Promise<string>) | undefined;

  /** In the text format, in the order of names. */
  async text(): Promise<string> {
    if (this.#text === undefined) {
      const { default: prometheus } = await import("prom-client");
      const registry = new prometheus.Registry();
      prometheus.collectDefaultMetrics({ register: registry });
      this.#text = () => registry.metrics();
    }
    const text = await this.#text();
    return text.endsWith("\n") ? text : `${text}\n`;
  }
}

// What Go prints where there is no limit: the greatest unsigned number of 64 bits.
const UNLIMITED = 2 ** 64;

/** What the collector of Node.js leaves out and that of Go has; only where the system tells it in `/proc`. */
export function observeProcess(registry: MetricsRegistry): void {
  if (process.platform !== "linux") return;
  const received = registry.counter({
    name: "process_network_receive_bytes_total",
    help: "Number of bytes received by the process over the network.",
  });
  const sent = registry.counter({
    name: "process_network_transmit_bytes_total",
    help: "Number of bytes sent by the process over the network.",
  });
  const memory = registry.gauge({
    name: "process_virtual_memory_max_bytes",
    help: "Maximum amount of virtual memory available in bytes.",
  });
  registry.beforeScrape(async () => {
    const [netstat, limits] = await Promise.all(
      ["/proc/self/net/netstat", "/proc/self/limits"].map((path) => readFile(path, "utf8").catch(() => "")),
    );
    const octets = parseNetstat(netstat!);
    received.with().value = octets.get("InOctets") ?? 0;
    sent.with().value = octets.get("OutOctets") ?? 0;
    memory.with().set(parseAddressSpaceLimit(limits!));
  });
}

/** Counters of the line pair `IpExt:`: names, then values. */
export function parseNetstat(text: string): ReadonlyMap<string, number> {
  const [names, values] = text.split("\n").filter((line) => line.startsWith("IpExt:"));
  const texts = values?.split(" ") ?? [];
  return new Map((names?.split(" ") ?? []).map((name, i) => [name, Number(texts[i])]));
}

/** The soft limit, in bytes. */
export function parseAddressSpaceLimit(text: string): number {
  const soft = /^Max address space\s+(\S+)/m.exec(text)?.[1];
  return soft === undefined || soft === "unlimited" ? UNLIMITED : Number(soft);
}
