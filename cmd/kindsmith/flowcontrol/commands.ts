import type { Command } from "commander";
import { Option } from "commander";
import type { ExitCode, Io } from "../io.js";
import type { ExplainFlowFlags } from "./explain/explain-command.js";
import type { SimulateFlags } from "./simulate-command.js";

/** `kindsmith flowcontrol …`. Each command is loaded when it is called. */
export function addFlowControlCommands(flowControl: Command, io: Io, done: (code: ExitCode) => void): void {
  flowControl
    .command("explain")
    .argument("<verb>", "such as list, or the method of a path in lower case")
    .argument("<resource>", "RESOURCE[.GROUP][/SUBRESOURCE], or a path such as /healthz")
    .requiredOption("--as <user>", "who sends the request")
    .option("--groups <groups>", "the user's groups, with commas between; those that everybody has are added", list)
    .option("--namespace <name>", "of the request; default: none, for all namespaces or the cluster scope")
    .option("--name <name>", "of the object")
    .option("--subresource <name>", "such as status")
    .option(
      "-f, --file <file>",
      "manifests to go by, with the objects that every server makes; may be repeated; default: ask a server",
      repeated,
    )
    .option("--seats <count>", "of the whole server, where files are gone by; default: 600")
    .option("--kubeconfig <file>", "default: $KUBECONFIG, then ~/.kube/config")
    .option("--context <name>", "of the kubeconfig")
    .addOption(new Option("-o, --output <format>").choices(["text", "json"]).default("text"))
    .description("tell which FlowSchema takes a request, and why those before it do not")
    .action(async (verb: string, resource: string, flags: ExplainFlowFlags) =>
      done(await (await import("./explain/explain-command.js")).explainFlow(verb, resource, flags, io)),
    )
    .addHelpText("after", "\nExample:\n  kindsmith flowcontrol explain --as alice list pods --namespace default");
  flowControl
    .command("simulate")
    .argument("<file>", "a FlowControlSimulation in YAML or JSON; docs/flowcontrol.md explains it")
    .option("--output-svg <file>", "draw the results")
    .addOption(new Option("-o, --output <format>").choices(["table", "json"]).default("table"))
    .description("put traffic on flow control and plain limits in virtual time, and tell what becomes of it")
    .action(async (file: string, flags: SimulateFlags) =>
      done((await import("./simulate-command.js")).simulateCommand(file, flags, io)),
    )
    .addHelpText(
      "after",
      "\nExample:\n  kindsmith flowcontrol simulate examples/flowcontrol/four-weaknesses.yaml --output-svg plot.svg",
    );
}

function repeated(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Repeated, or with commas between. */
function list(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(",").map((part) => part.trim())];
}
