/** `hsgd run` */
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ResultJson } from "../comparison/index.js";
import { type Experiment, runExperiment } from "../experiment/index.js";
import {
  type Claim,
  claimFolder,
  formatJson,
  judgeFolder,
  type LoadedExperiment,
  loadExperiment,
  type Overrides,
  readExperiment,
  requireMemory,
  rescueResult,
  writeReport,
} from "../node/index.js";
import { resultTable } from "../report/index.js";
import type { Call } from "./command.js";
import { Interruption } from "./interruption.js";
import { planRun } from "./plan.js";
import { planText } from "./plan-text.js";
import { createProgress } from "./progress.js";
import { quickstart } from "./quickstart.js";
import { hushed, type Terminal } from "./terminal.js";

interface RunFlags extends Overrides {
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type ReadyClaim = Extract<Claim, { kind: "ready" }>;

const clock = (): number => performance.now() / 1000;

export async function execute({ argument: file, options, terminal: loud, signal }: Call): Promise<number> {
  const flags: RunFlags = options;
  const terminal = flags.quiet ? hushed(loud) : loud;
  const loaded =
    file === undefined
      ? await readExperiment(quickstart, { file: "quickstart", overrides: flags })
      : await loadExperiment(file, flags);
  const { experiment } = loaded;
  requireMemory(experiment);
  const folder = flags.out ?? join("out", experiment.name);
  const source = file ?? "quickstart";
  if (flags.dryRun) return dryRun(loaded, { folder, source, flags, terminal: loud });

  const claim = await claimFolder(folder, { experiment, fresh: flags.fresh });
  if (claim.kind === "finished") {
    terminal.tell(
      `${folder} holds the finished result of this experiment: shown, not run again (--fresh runs it again).`,
    );
    show(claim.result, claim.text, flags, loud);
    return 0;
  }
  if (claim.movedTo !== undefined) terminal.tell(`Moved the older result to ${claim.movedTo}.`);
  const result = await compareAll(loaded, source, terminal, signal).catch(async (error: unknown) => {
    throw await afterStop(error, folder, claim);
  });
  await writeReport(result, folder).catch(async (error: unknown) => {
    throw await afterFailedWrite(error, result);
  });
  terminal.tell(`Wrote ${folder}: result.json, curves.csv, figure.svg, figure.png.`);
  show(result, formatJson(result), flags, loud);
  return 0;
}

/** Nothing came of the run: the folder is as it was. */
async function afterStop(error: unknown, folder: string, claim: ReadyClaim): Promise<unknown> {
  await claim.release();
  if (!(error instanceof Interruption)) return error;
  const older = claim.movedTo === undefined ? "" : ` and the older result is back in ${folder}`;
  return new Interruption(error.signalName, ` before all runs were done, so nothing was written${older}`);
}

/** The run is done but cannot be put where it should go: its numbers are kept all the same. */
async function afterFailedWrite(error: unknown, result: ResultJson): Promise<unknown> {
  const kept = await rescueResult(result).catch(() => undefined);
  if (kept === undefined) return error;
  const reason = error instanceof Error ? error.message.split("\n")[0].replace(/[.;]$/, "") : String(error);
  return new Error(`${reason}; the numbers are kept in ${kept}`, { cause: error });
}

async function compareAll(
  { experiment, files }: LoadedExperiment,
  source: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ResultJson> {
  terminal.tell(`Running ${experiment.name}: ${experiment.methods.join(", ")}, ${countRuns(experiment)}`);
  const progress = await createProgress(terminal, clock);
  try {
    const result = await inFile(
      source,
      runExperiment(experiment, { files, signal, onProgress: progress.update }),
    );
    progress.finish();
    return result.toJSON();
  } catch (error) {
    progress.abandon();
    throw error;
  }
}

const countRuns = ({ ensemble: { runs, seed } }: Experiment): string =>
  `${runs} run${runs === 1 ? "" : "s"} each, seed ${seed}`;

/** A mistake that shows only when keys meet is still the file's. */
async function inFile<Value>(source: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InputError)
      throw new InputError(
        `${source}: ${error.message.replace(/^(?=(covariance|target|initial|overlaps)\b)/, "problem.")}`,
      );
    throw error;
  }
}

function show(result: ResultJson, text: string, { json, quiet }: RunFlags, terminal: Terminal): void {
  if (json) terminal.print(text);
  if (quiet) return;
  const lines = resultTable(result).replace(/\n*$/, "\n");
  if (json) terminal.tell(lines.trimEnd());
  else terminal.print(lines);
}

interface DryRun {
  readonly folder: string;
  readonly source: string;
  readonly flags: RunFlags;
  readonly terminal: Terminal;
}

async function dryRun(
  { experiment, files }: LoadedExperiment,
  { folder, source, flags, terminal }: DryRun,
): Promise<number> {
  const judgement = await judgeFolder(folder, { experiment, fresh: flags.fresh });
  const plan = await inFile(source, planRun(experiment, files, clock));
  const clause = {
    free: `would write ${folder}`,
    finished: `would show the finished result in ${folder}, and run nothing`,
    aside: `would move the result in ${folder} aside and write a new one`,
  }[judgement.kind];
  if (flags.json)
    terminal.print(
      formatJson({ format: "homogenized-sgd/dry-run", version: 1, name: experiment.name, folder, ...plan }),
    );
  else terminal.print(planText(plan, { name: experiment.name, folder: clause }));
  return 0;
}
