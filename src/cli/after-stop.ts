/** What becomes of a run that did not come to its end, or whose result cannot be put where it should go. */
import { type ResultJson, runsDoneInWords } from "../comparison/index.js";
import { type Claim, FigureError, rescueResult, writePartial } from "../node/index.js";
import { Interruption } from "./interruption.js";
import type { Terminal } from "./terminal.js";

export interface Stopped {
  readonly folder: string;
  readonly claim: Extract<Claim, { kind: "ready" }>;
  /** What finished before an interruption. */
  readonly partial: ResultJson | undefined;
  readonly terminal: Terminal;
}

/** The folder is as it was before the run; what an interrupted one finished is kept beside it. */
export async function afterStop(error: unknown, stopped: Stopped): Promise<unknown> {
  const { folder, claim, partial, terminal } = stopped;
  const { aside } = claim;
  const place = await aside?.release().then(
    () => `back in ${folder}`,
    () => `still in ${aside.movedTo}`,
  );
  if (!(error instanceof Interruption)) return error;
  if (partial) terminal.tell("Interrupted: writing what finished (a second signal ends this at once).");
  const clauses = [
    " before all runs were done",
    partial ? await keep(partial, folder) : "nothing was written",
    ...(place === undefined ? [] : [`the older result is ${place}`]),
  ];
  return new Interruption(error.signalName, clauses.join("; "));
}

/** The run is done but cannot be put where it should go: its numbers are kept all the same. */
export async function afterFailedWrite(error: unknown, result: ResultJson, folder: string): Promise<unknown> {
  const kept = await rescueResult(result, folder).catch(() => undefined);
  if (kept === undefined) return error;
  return new Error(`${withoutAdvice(error)}; the numbers are kept in ${kept}`, { cause: error });
}

/** Writes what finished; returns a clause that says where. */
async function keep(partial: ResultJson, folder: string): Promise<string> {
  try {
    return `kept in ${await writePartial(partial, folder)}: ${whatIsDone(partial)}`;
  } catch (error) {
    // The numbers are where they should be.
    if (error instanceof FigureError) return reasonOf(error);
    const rescued = await rescueResult(partial).catch(() => undefined);
    const where =
      rescued === undefined
        ? "nothing was kept"
        : `the numbers are kept in ${rescued}: ${whatIsDone(partial)}`;
    return `${withoutAdvice(error)}; ${where}`;
  }
}

/** `ode, 32 of 32 runs of hsgd, 12 of 32 runs of sgd` */
function whatIsDone({ curves, interrupted }: ResultJson): string {
  const { runsDone } = interrupted!;
  const withoutRuns = Object.keys(curves).filter((method) => !(method in runsDone));
  return [...withoutRuns, ...runsDoneInWords(interrupted!)].join(", ");
}

/** Without what to do next: there is nothing to choose any more. */
const withoutAdvice = (error: unknown): string => reasonOf(error).replace(/;[^;]*$/, "");

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.split("\n")[0].replace(/[.;]$/, "") : String(error);
