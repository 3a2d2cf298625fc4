import { flagGroups } from "./server-flags.js";
import type { Flag } from "./flag.js";

/** The text of `--help`. yargs lays it out; it is loaded for nothing else. */
export async function helpText(command: string, columns: number): Promise<string> {
  const { default: yargs } = await import("yargs");
  const program = yargs([])
    .scriptName(command)
    .usage("$0 [flags]\n\nServes a Kubernetes API.")
    .example("$0 --secure-port=0 --write-kubeconfig=admin.kubeconfig", "on a free port, with a kubeconfig to use")
    .example("$0 --etcd-servers=http://127.0.0.1:2379", "with its objects in etcd")
    .parserConfiguration({ "boolean-negation": false })
    .wrap(Math.min(120, columns));
  for (const [group, flags] of Object.entries(flagGroups)) {
    for (const [name, flag] of Object.entries<Flag<unknown>>(flags)) {
      const shown = flag.shownDefault === "" ? {} : { defaultDescription: flag.shownDefault };
      program.option(name, { group: `${group}:`, describe: describe(flag), requiresArg: false, ...shown });
    }
  }
  return `${await program.getHelp()}\n`;
}

function describe(flag: Flag<unknown>): string {
  return flag.placeholder === "" ? flag.help : `${flag.help} (${flag.placeholder})`;
}
