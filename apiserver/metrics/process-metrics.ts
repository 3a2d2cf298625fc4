/** Process and Node.js metrics in the text format; the collector loads and starts with the first scrape. */
export class ProcessMetrics {
  #text: (() => Promise<string>) | undefined;

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
