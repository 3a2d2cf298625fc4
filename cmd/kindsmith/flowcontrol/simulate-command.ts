import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CommandError, type ExitCode, type Io } from "../io.js";
import { plot } from "./plot/plot.js";
import { reportJSON, reportText } from "./report.js";
import { readSimulation, SimulationFileError } from "./simulation/read-simulation.js";
import { simulate } from "./simulation/simulate.js";
import type { Simulation } from "./simulation/types.js";

export interface SimulateFlags {
  readonly output: "table" | "json";
  readonly outputSvg?: string;
}

/** `kindsmith flowcontrol simulate FILE` */
export function simulateCommand(file: string, flags: SimulateFlags, io: Io): ExitCode {
  const simulation = readFile(resolve(io.cwd, file), file);
  const result = simulate(simulation);
  if (flags.outputSvg !== undefined)
    writeSVG(resolve(io.cwd, flags.outputSvg), plot(simulation, result), flags.outputSvg);
  io.out(flags.output === "json" ? reportJSON(result) : reportText(result));
  return 0;
}

function readFile(path: string, shown: string): Simulation {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (err) {
    throw new CommandError(`${shown} cannot be read: ${(err as Error).message}`, 2);
  }
  try {
    return readSimulation(text, dirname(path));
  } catch (err) {
    if (!(err instanceof SimulationFileError)) throw err;
    throw new CommandError(err.problems.map((problem) => `${shown}: ${problem}`).join("\n"), 2);
  }
}

function writeSVG(path: string, svg: string, shown: string): void {
  try {
    writeFileSync(path, svg);
  } catch (err) {
    throw new CommandError(`${shown} cannot be written: ${(err as Error).message}`);
  }
}
