/** What a command may use of the outside world beside the file system. */
export interface Io {
  /** Absolute. */
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Progress is shown on a terminal only. */
  readonly isTerminal: boolean;
  /** Aborts when the user interrupts. Asking for it keeps an interrupt from ending the process at once. */
  interrupted(): AbortSignal;
}

/** 0: done; 1: the project has errors or is not up to date; 2: the command line is wrong. */
export type ExitCode = 0 | 1 | 2;

/** A failure that the message explains in full: it is printed without a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
