import { Command, CommanderError } from "commander";

import { addDatabaseCommands } from "./db/commands.js";
import { addFlowControlCommands } from "./flowcontrol/commands.js";
import { CommandError, type ExitCode, type Io } from "./io.js";
import type { ExplainFlags } from "./explain-request.js";
import type { AddKindFlags } from "./scaffold-commands.js";

/** Runs one command line. Commands are loaded when they are called, so that `--help` and an idle `generate` start fast. */
export async function runCommandLine(args: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (err) {
    if (err instanceof CommanderError) return err.exitCode === 0 ? 0 : 2;
    if (err instanceof CommandError) {
      io.err(`kindsmith: ${err.message}\n`);
      return err.exitCode;
    }
    throw err;
  }
}

/** The commands with their help. `done` takes the exit code of the one that ran. */
export function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command("kindsmith")
    .description("Makes a Kubernetes-grade API server from annotated types.")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(`--help` shows what is possible)");

  example(
    program
      .command("generate")
      .description("write what the generators make of the types in apis/")
      .option("--watch", "stay, and generate again whenever a type changes")
      .option("--only <generators>", "comma-separated names, such as deepcopy-gen,openapi-gen", list)
      .option("--no-cache", "do not trust what the last run remembered")
      .option("-v, --verbose", "name every file that changes")
      .action(async (opts: GenerateFlags) => {
        const { generate } = await import("./generate.js");
        done(await generate(opts, io));
      }),
    "kindsmith generate --only deepcopy-gen",
  );
  example(
    program
      .command("verify")
      .description("fail when files in generated/ are not what the generators make; writes nothing")
      .option("--diff", "print the differences")
      .option("--no-cache", "do not trust what the last run remembered")
      .action(async (opts: VerifyFlags) => {
        const { verify } = await import("./verify.js");
        done(await verify(opts, io));
      }),
    "kindsmith verify --diff",
  );
  example(
    program
      .command("tags")
      .argument("[name]", "a tag without its plus")
      .description("list the tags that comments may have, or explain one")
      .option("--markdown", "print the reference page")
      .action(async (name: string | undefined, opts: { readonly markdown?: boolean }) => {
        const { tags } = await import("./tags.js");
        done(tags(name, opts, io));
      }),
    "kindsmith tags genclient:nonNamespaced",
  );
  example(
    program
      .command("why")
      .argument("<file[:line]>", "a file in generated/")
      .description("tell which generator, template, type and tags made a file or a line of it")
      .action(async (place: string) => {
        const { why } = await import("./why.js");
        done(await why(place, io));
      }),
    "kindsmith why generated/wardle/v1alpha1/zz_generated.deepcopy.ts:12",
  );
  example(
    program
      .command("init")
      .argument("<dir>", "a folder, made when it does not exist")
      .option("--kindsmith <range>", "what package.json asks for: a version range or file:PATH")
      .description("make a project for an API server of your own")
      .action(async (dir: string, flags: { readonly kindsmith?: string }) => {
        const { init } = await import("./scaffold-commands.js");
        done(await init(dir, flags, io));
      }),
    "kindsmith init my-apiserver",
  );
  example(
    program
      .command("import")
      .argument("<file>", "YAML or JSON: CustomResourceDefinitions or an OpenAPI document")
      .description("make annotated types of schemas that exist")
      .action(async (file: string) => {
        const { importTypes } = await import("./import-command.js");
        done(await importTypes(file, io));
      }),
    "kindsmith import crontabs.yaml",
  );
  example(
    program
      .command("explain-request")
      .argument("<method>", "such as GET")
      .argument("<path>", "with its query, as kubectl -v8 prints it")
      .option("--as <user>", "explain for this user; default: who asks")
      .option("--as-group <group...>", "the user's groups")
      .option("--kubeconfig <file>", "default: $KUBECONFIG, then ~/.kube/config")
      .option("--context <name>", "of the kubeconfig")
      .option("--json", "print the server's answer as it came")
      .description("tell what a running server would do with a request; exit code 1 when it would refuse it")
      .action(async (method: string, path: string, flags: ExplainFlags) => {
        const { explainRequest } = await import("./explain-request.js");
        done(await explainRequest(method, path, flags, io));
      }),
    "kindsmith explain-request GET /api/v1/namespaces/default/pods --as alice --as-group dev",
  );
  addCommands(
    program.command("add").description("add a group, version, kind, subresource or admission plug-in"),
    io,
    done,
  );
  addFlowControlCommands(
    program.command("flowcontrol").description("explain and simulate priority and fairness"),
    io,
    done,
  );
  addDatabaseCommands(
    program.command("db").description("back up, restore, check and move the objects of a server"),
    io,
    done,
  );
  return program;
}

function addCommands(add: Command, io: Io, done: (code: ExitCode) => void): void {
  const scaffold = () => import("./scaffold-commands.js");
  example(
    add
      .command("group")
      .argument("<group>", "a DNS name")
      .option("--dir <name>", "folder in apis/; default: the group's first label")
      .description("make the folder of an API group")
      .action(async (group: string, flags: { readonly dir?: string }) =>
        done(await (await scaffold()).addGroupCommand(group, flags, io)),
      ),
    "kindsmith add group wardle.example.com",
  );
  example(
    add
      .command("version")
      .argument("<group/version>")
      .description("make a version of a group; it starts as a copy of the preferred one")
      .action(async (groupVersion: string) => done(await (await scaffold()).addVersionCommand(groupVersion, io))),
    "kindsmith add version wardle.example.com/v1beta1",
  );
  example(
    add
      .command("kind")
      .argument("<group/version>")
      .argument("<kind>", "in CamelCase")
      .option("--cluster-scoped", "objects are not in a namespace")
      .option("--plural <name>", "the resource in paths, where the rules get it wrong")
      .option("--no-status", "without a status")
      .description("make types, hooks and a sample of a kind; group and version too when they do not exist")
      .action(async (groupVersion: string, kind: string, flags: AddKindFlags) =>
        done(await (await scaffold()).addKindCommand(groupVersion, kind, flags, io)),
      ),
    "kindsmith add kind wardle.example.com/v1alpha1 Fischer --cluster-scoped",
  );
  example(
    add
      .command("subresource")
      .argument("<group/version>")
      .argument("<kind>")
      .argument("<name>", "as in paths")
      .description("declare a subresource and add its behaviour to the kind's hooks")
      .action(async (groupVersion: string, kind: string, name: string) =>
        done(await (await scaffold()).addSubresourceCommand(groupVersion, kind, name, io)),
      ),
    "kindsmith add subresource wardle.example.com/v1alpha1 Flunder approval",
  );
  example(
    add
      .command("admission-plugin")
      .argument("<name>", "in CamelCase")
      .argument("[group/version]", "with the kind after it: what the plug-in is about; all writes without")
      .argument("[kind]")
      .description("make an admission plug-in and run it in this server")
      .action(async (name: string, groupVersion: string | undefined, kind: string | undefined) =>
        done(await (await scaffold()).addAdmissionPluginCommand(name, { groupVersion, kind }, io)),
      ),
    "kindsmith add admission-plugin DenyBadNames wardle.example.com/v1alpha1 Flunder",
  );
}

export interface GenerateFlags {
  readonly watch?: boolean;
  readonly only?: readonly string[];
  readonly cache: boolean;
  readonly verbose?: boolean;
}

export interface VerifyFlags {
  readonly diff?: boolean;
  readonly cache: boolean;
}

function example(command: Command, line: string): void {
  command.addHelpText("after", `\nExample:\n  ${line}`);
}

function list(value: string): readonly string[] {
  return value.split(",").map((part) => part.trim());
}
