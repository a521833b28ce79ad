/** `hsgd run` */
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ResultJson } from "../comparison/index.js";
import { type Experiment, runExperiment } from "../experiment/index.js";
import {
  claimFolder,
  formatJson,
  judgeFolder,
  type LoadedExperiment,
  loadExperiment,
  type Overrides,
  readExperiment,
  writeReport,
} from "../node/index.js";
import { table } from "../report/index.js";
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

const clock = (): number => performance.now() / 1000;

export async function execute({ argument: file, options, terminal: loud, signal }: Call): Promise<number> {
  const flags: RunFlags = options;
  const terminal = flags.quiet ? hushed(loud) : loud;
  const loaded =
    file === undefined
      ? await readExperiment(quickstart, { file: "quickstart", overrides: flags })
      : await loadExperiment(file, flags);
  const { experiment } = loaded;
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
  try {
    const result = await compareAll(loaded, source, terminal, signal);
    await writeReport(result, folder);
    terminal.tell(`Wrote ${folder}: result.json, curves.csv, figure.svg, figure.png.`);
    show(result, formatJson(result), flags, loud);
  } catch (error) {
    await claim.release();
    if (error instanceof Interruption)
      terminal.tell(
        `Stopped before all runs were done, so nothing was written${claim.movedTo === undefined ? "" : `, and the older result is back in ${folder}`}.`,
      );
    throw error;
  }
  // A signal that came while the folder was being written changes nothing but the exit code.
  return signal.aborted ? (signal.reason as Interruption).exitCode : 0;
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
    if (error instanceof InputError) throw new InputError(`${source}: ${error.message}`);
    throw error;
  }
}

function show(result: ResultJson, text: string, { json, quiet }: RunFlags, terminal: Terminal): void {
  if (json) terminal.print(text);
  if (quiet) return;
  const lines = table(result).replace(/\n*$/, "\n");
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
  else if (!flags.quiet) terminal.print(planText(plan, { name: experiment.name, folder: clause }));
  return 0;
}
