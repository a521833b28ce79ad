/** `hsgd run` */
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { type Experiment, type RunOptions, runExperiment } from "../experiment/index.js";
import {
  claimFolder,
  drawMissing,
  formatJson,
  judgeFolder,
  type LoadedExperiment,
  loadExperiment,
  type Overrides,
  readExperiment,
  requireMemory,
  writeNumbers,
} from "../node/index.js";
import { resultTable } from "../report/index.js";
import { afterFailedWrite, afterStop } from "./after-stop.js";
import type { Call } from "./command.js";
import { planRun } from "./plan.js";
import { planText } from "./plan-text.js";
import { createProgress } from "./progress.js";
import { quickstart } from "./quickstart.js";
import { hushed, type Terminal } from "./terminal.js";
import { told } from "./told.js";

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
  const { set, seed, runs } = flags;
  const overrides = { set, seed, runs };
  const loaded =
    file === undefined
      ? await readExperiment(quickstart, { file: "quickstart", overrides })
      : await loadExperiment(file, overrides);
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
    const drawn = await drawMissing(claim.result, folder);
    if (drawn.length > 0) terminal.tell(`Wrote what ${folder} lacked: ${drawn.join(", ")}.`);
    return 0;
  }
  if (claim.aside) terminal.tell(`Moved the older result to ${claim.aside.movedTo}.`);
  let partial: ResultJson | undefined;
  const result = await compareAll(loaded, source, terminal, {
    signal,
    onInterrupt: (finished) => {
      partial = finished.toJSON();
    },
  }).catch(async (error: unknown) => {
    throw await afterStop(error, { folder, claim, partial, terminal });
  });
  await writeNumbers(result, folder).catch(async (error: unknown) => {
    throw await afterFailedWrite(error, result, folder);
  });
  show(result, formatJson(result), flags, loud);
  await drawMissing(result, folder);
  terminal.tell(`Wrote ${folder}: result.json, curves.csv, figure.svg, figure.png.`);
  return 0;
}

async function compareAll(
  { experiment, files, flagOf }: LoadedExperiment,
  source: string,
  terminal: Terminal,
  interruption: Pick<RunOptions, "signal" | "onInterrupt">,
): Promise<ResultJson> {
  terminal.tell(
    `Running ${experiment.name}: ${[...experiment.methods, ...countRuns(experiment)].join(", ")}`,
  );
  const progress = await createProgress(terminal, clock);
  try {
    const result = await told(
      { source, flagOf },
      runExperiment(experiment, { files, ...interruption, onProgress: progress.update }),
    );
    progress.finish();
    return result.toJSON();
  } catch (error) {
    progress.abandon();
    throw error;
  }
}

/** Runs and seed; nothing at infinite dimension, where nothing is drawn. */
const countRuns = ({ problem: { dimension }, ensemble: { runs, seed } }: Experiment): string[] =>
  dimension === "infinity" ? [] : [`${runs} run${runs === 1 ? "" : "s"} each`, `seed ${seed}`];

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
  { experiment, files, flagOf }: LoadedExperiment,
  { folder, source, flags, terminal }: DryRun,
): Promise<number> {
  const judgement = await judgeFolder(folder, { experiment, fresh: flags.fresh });
  const plan = await told({ source, flagOf }, planRun(experiment, files, clock));
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
