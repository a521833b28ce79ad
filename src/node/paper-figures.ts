/** The figures of the papers: those the package brings, and the output folder of `hsgd figure`. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { requireKeys } from "../../estimators/input/index.js";
import {
  curvesFigureSpec,
  type FigureReport,
  figureCsv,
  type PaperFigure,
  renderPng,
  renderSvg,
  reportedFigure,
} from "../report/index.js";
import { fontFiles } from "./fonts.js";
import { figureFiles, judgeKept, type Kept, type KeptJudgement, writeKept } from "./kept-folder.js";
import type { WriteOptions } from "./write-numbers.js";

/**
 * The figures that the package brings, by name. They are programs that use it as anyone's would, and so are found
 * through its own name rather than imported.
 *
 * @example
 * ```ts
 * import { paperFigures } from "homogenized-sgd/node";
 * (await paperFigures()).map(({ name }) => name).includes("adagrad-least-squares"); // => true
 * ```
 */
export async function paperFigures(): Promise<PaperFigure[]> {
  const root = dirname(createRequire(import.meta.url).resolve("homogenized-sgd/package.json"));
  const file = join(root, "dist", "examples", "figures", "index.js");
  const figures: Record<string, PaperFigure> = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return Object.values(figures);
}

const keptFigure: Kept<FigureReport> = {
  file: "figure.json",
  drawn: {
    "curves.csv": figureCsv,
    ...figureFiles<FigureReport>(
      (report) => renderSvg(curvesFigureSpec(reportedFigure(report))),
      (svg) => renderPng(svg, fontFiles()),
    ),
  },
  isWhole: (report: FigureReport | null) =>
    report?.format === "homogenized-sgd/figure" &&
    typeof report.name === "string" &&
    report.panels.length > 0 &&
    Array.isArray(report.outcomes),
  elsewhere: "noFigure",
  other: "otherFigure",
};

export type FigureJudgement = KeptJudgement<FigureReport>;

/**
 * What would become of the folder, before the work whose figure is to go there; reads only.
 *
 * @param folder path of the folder.
 * @param request the figure's name, and whether its full version is asked for.
 * @param options `fresh`: another figure that is there may be moved aside.
 * @returns "finished", with the report, where it holds what is asked for; "aside" where another one is to be moved.
 * @throws InputError where it belongs to something else or cannot be written.
 * @example
 * ```ts
 * import { judgeFigureFolder } from "homogenized-sgd/node";
 * await judgeFigureFolder("figure-yet-to-come", { name: "logistic", full: false }); // => { "kind": "free" }
 * ```
 */
export async function judgeFigureFolder(
  folder: string,
  request: { readonly name: string; readonly full: boolean },
  options: { readonly fresh?: boolean | undefined } = {},
): Promise<FigureJudgement> {
  requireKeys("request", request, ["name", "full"], "request");
  requireKeys("judgeFigureFolder", options, ["fresh"], "options");
  const answers = ({ name, full }: FigureReport) => name === request.name && full === request.full;
  return judgeKept(folder, keptFigure, answers, options.fresh);
}

/**
 * Writes figure.json, then curves.csv, figure.svg and figure.png, those that are not there. A folder that holds this
 * very report stays as it is.
 *
 * @param report from `figureReport`.
 * @param folder path of the folder, made if it is not there.
 * @param options `fresh`: move another figure aside, to `<folder>.1` or the next free number.
 * @returns where what was there stands now, if it was moved.
 * @throws InputError where the folder cannot be written or holds anything else; FigureError where the figure cannot be
 * drawn.
 * @example
 * ```ts
 * import { figureReport, writeFigure } from "homogenized-sgd/node";
 * const panels = [{ title: "a line", curves: [{ name: "it", look: "ode", x: [0, 1], y: [0, 1] }] }];
 * const named = { name: "line", title: "A line", after: "Euclid" };
 * await writeFigure(figureReport(named, { setting: [], panels, outcomes: [] }, { full: false }), "out/figure-line");
 * ```
 */
export async function writeFigure(
  report: FigureReport,
  folder: string,
  options: WriteOptions = {},
): Promise<string | undefined> {
  requireKeys("writeFigure", options, ["fresh"], "options");
  return writeKept(report, folder, keptFigure, options.fresh);
}
