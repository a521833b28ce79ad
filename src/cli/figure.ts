/** `hsgd figure` */
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import { nearest } from "../../estimators/input/index.js";
import {
  type FigureReport,
  figureReport,
  formatJson,
  judgeFigureFolder,
  type PaperFigure,
  paperFigures,
  writeFigure,
} from "../node/index.js";
import { figureTable } from "../report/index.js";
import type { Call } from "./command.js";
import { Interruption } from "./interruption.js";
import { refuseFlags } from "./list-flags.js";
import { createProgress } from "./progress.js";
import { hushed, type Terminal } from "./terminal.js";

export interface FigureFlags {
  readonly full?: boolean;
  readonly out?: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const clock = (): number => performance.now() / 1000;

export async function execute({ argument, options, terminal: loud, signal }: Call): Promise<number> {
  const flags: FigureFlags = options;
  const figures = await paperFigures();
  if (argument === undefined) {
    refuseFlags(options, "a figure");
    loud.print(figureList(figures));
    return 0;
  }
  const terminal = flags.quiet ? hushed(loud) : loud;
  const figure = named(argument, figures);
  const { full = false, fresh } = flags;
  const folder = flags.out ?? join("out", `figure-${figure.name}`);
  const judged = await judgeFigureFolder(folder, { name: figure.name, full }, { fresh });
  if (judged.kind === "finished") {
    terminal.tell(`${folder} holds this figure: shown, not made again (--fresh makes it again).`);
    show(judged.report, flags, loud);
    await writeFigure(judged.report, folder);
    return 0;
  }
  const report = await compute(figure, full, terminal, signal);
  const movedTo = await writeFigure(report, folder, { fresh });
  show(report, flags, loud);
  if (movedTo !== undefined) terminal.tell(`Moved the older figure to ${movedTo}.`);
  terminal.tell(`Wrote ${folder}: figure.json, curves.csv, figure.svg, figure.png.`);
  return 0;
}

/** Every figure, a line each. */
function figureList(figures: readonly PaperFigure[]): string {
  const longest = Math.max(...figures.map(({ name }) => name.length));
  return [
    "Figures:",
    "",
    ...figures.map(({ name, title }) => `${name.padEnd(longest)}  ${title}`),
    "",
    "Next: hsgd figure NAME, in seconds; with --full as for a print, in minutes",
    "",
  ].join("\n");
}

function named(name: string, figures: readonly PaperFigure[]): PaperFigure {
  const found = figures.find((figure) => figure.name === name);
  if (found) return found;
  const names = figures.map((figure) => figure.name);
  const near = nearest(name, names);
  throw new InputError(
    `the figure is ${JSON.stringify(name)}${near === undefined ? "" : `, the nearest being ${near}`}; it must be one of ${names.join(", ")}.`,
  );
}

async function compute(
  figure: PaperFigure,
  full: boolean,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<FigureReport> {
  const progress = await createProgress(terminal, clock);
  terminal.tell(`Making ${figure.name}, ${full ? "in full" : "the quick version"}`);
  try {
    const computed = await figure.compute({
      full,
      signal,
      onProgress: (part, fraction) => progress.update({ method: part, run: 0, runs: 1, fraction }),
    });
    progress.finish();
    return figureReport(figure, computed, { full });
  } catch (error) {
    progress.abandon();
    if (error instanceof Interruption)
      throw new Interruption(error.signalName, " before the figure was done; nothing was written");
    throw error;
  }
}

function show(report: FigureReport, { json, quiet }: FigureFlags, terminal: Terminal): void {
  if (json) terminal.print(formatJson(report));
  if (quiet) return;
  const table = figureTable(report);
  if (json) terminal.tell(table.trimEnd());
  else terminal.print(table);
}
