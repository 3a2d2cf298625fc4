import type { Command } from "commander";
import type { ExitCode, Io } from "../io.js";
import type { CopyFlags } from "./copy.js";

const DATA_DIR = "the server's --data-dir";

/** `kindsmith db …`: care of a server's data. Each command is loaded when it is called. */
export function addDatabaseCommands(db: Command, io: Io, done: (code: ExitCode) => void): void {
  db.command("snapshot")
    .argument("<dir>", DATA_DIR)
    .argument("<file>", "where the copy goes; it must not exist")
    .description("write a consistent copy of the embedded store, also while a server runs on it")
    .action(async (dir: string, file: string) => done((await import("./snapshot.js")).snapshot(dir, file, io)))
    .addHelpText("after", "\nExample:\n  kindsmith db snapshot /var/lib/kindsmith backup-monday.db");
  db.command("restore")
    .argument("<file>", "a snapshot")
    .argument("<dir>", `${DATA_DIR}, without a database in it`)
    .option("--revision-bump <count>", "how far the revision jumps ahead of the snapshot's; default: 1000000")
    .description("make the embedded store of a server that does not run hold what a snapshot holds")
    .action(async (file: string, dir: string, flags: { readonly revisionBump?: string }) =>
      done((await import("./restore.js")).restore(file, dir, flags, io)),
    )
    .addHelpText("after", "\nExample:\n  kindsmith db restore backup-monday.db /var/lib/kindsmith");
  db.command("check")
    .argument("<path>", `${DATA_DIR}, or a snapshot`)
    .option("--json", "print the report as JSON")
    .description("read all of a database and tell what is damaged; exit code 1 when something is")
    .action(async (path: string, flags: { readonly json?: boolean }) =>
      done((await import("./check.js")).check(path, flags, io)),
    )
    .addHelpText("after", "\nExample:\n  kindsmith db check /var/lib/kindsmith");
  db.command("copy")
    .requiredOption("--from <store>", "embedded:DIR or etcd:URL[,URL…]")
    .requiredOption("--to <store>", "the same; nobody else may write to it meanwhile")
    .option("--prefix <prefix>", "what all keys begin with: the server's --etcd-prefix", "/registry")
    .option("--skip <prefix...>", "keys below these stay behind, beside those that expire (events/, masterleases/)")
    .option("--replace", "the target may hold other things, which are removed")
    .option("--etcd-cafile <file>", "who signs the certificates of etcd (PEM)")
    .option("--etcd-certfile <file>", "the client certificate for etcd (PEM)")
    .option("--etcd-keyfile <file>", "the key of --etcd-certfile (PEM)")
    .description("make one store hold what another holds, and verify it; run again, it goes on where it was cut short")
    .action(async (flags: CopyFlags) => done(await (await import("./copy.js")).copy(flags, io)))
    .addHelpText(
      "after",
      "\nExample:\n  kindsmith db copy --from embedded:/var/lib/kindsmith --to etcd:http://127.0.0.1:2379",
    );
}
