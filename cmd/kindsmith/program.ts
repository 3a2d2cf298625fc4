import { Command, CommanderError } from "commander";

import { CommandError, type ExitCode, type Io } from "./io.js";

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
  return program;
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
