/** The head of a figure, placed to the pixel: name, setting, divergences, legend. */
import { type ResultJson, runsDoneInWords } from "../comparison/index.js";
import { hasRuns } from "./curves.js";
import { definitions } from "./definitions.js";
import { describeExperiment } from "./describe.js";
import { divergences } from "./divergence.js";
import { count } from "./format.js";
import { drawnStatistics, drawnTimes, mostRequested } from "./panels.js";
import { fillLines, shorten, textWidth } from "./text-width.js";
import { inDrawingOrder, lookOf } from "./theme.js";

/** Words with the left end of their baseline, from the top left of the header. */
export interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface LegendEntry {
  readonly method: string;
  readonly label: Words;
  /** The line runs from x to x2, level with the middle of the words. */
  readonly x: number;
  readonly x2: number;
  readonly banded: boolean;
}

export interface Header {
  readonly title: Words;
  readonly setting: readonly Words[];
  readonly diverged: readonly Words[];
  readonly legend: readonly LegendEntry[];
  /** What lines and bands are. */
  readonly note: Words;
  readonly definitions: readonly Words[];
  readonly height: number;
}

export const titleSize = 15;
export const textSize = 12;
const lineHeight = 16;
const swatch = 26;
const legendGap = { afterSwatch: 7, afterLabel: 18, row: 20 };

/** A reader without the font has a wider one: so much room is kept for it. */
export const widerFont = 1.12;

export function layOutHeader(result: ResultJson, width: number): Header {
  const { name, setting } = describeExperiment(result);
  const limit = width / widerFont;
  let y = titleSize;
  const title = { text: shorten(name, titleSize, limit), x: 0, y };
  const lines = (phrases: readonly string[], separator: string): Words[] =>
    fillLines(phrases, separator, textSize, limit).map((text) => {
      y += lineHeight;
      return { text, x: 0, y };
    });
  y += 2;
  const runs = runsOf(result);
  const settingLines = [
    ...lines(runs === "" ? setting : [...setting, runs], " · "),
    ...lines(interruption(result), " "),
  ];
  const left = divergences(result, (method) => lookOf(method).name);
  const sentences = left.map(({ sentence }, i) => `${sentence}${i < left.length - 1 ? ";" : ""}`);
  const diverged = lines(left.length > 0 ? [...sentences, divergenceNote] : [], " ");
  y += lineHeight + 6;

  let x = 0;
  /** Where a thing of this width goes: on this row, or at the start of the next. */
  const place = (size: number): number => {
    if (x > 0 && x + size > width) {
      x = 0;
      y += legendGap.row;
    }
    const at = x;
    x += size + legendGap.afterLabel;
    return at;
  };
  const banded = bandedMethods(result);
  const legend = inDrawingOrder(Object.keys(result.curves)).map((method): LegendEntry => {
    const text = lookOf(method).name;
    const before = swatch + legendGap.afterSwatch;
    const start = place(before + widerFont * textWidth(text, textSize));
    return {
      method,
      label: { text, x: start + before, y },
      x: start,
      x2: start + swatch,
      banded: banded.has(method),
    };
  });
  const [line, band] = drawnTimes(result).indices.length > 1 ? ["line", "band"] : ["point", "bar"];
  const bandNote = banded.size > 0 ? `(${line}: median; ${band}: 10–90 % of runs)` : "";
  const note = { text: bandNote, x: place(widerFont * textWidth(bandNote, textSize)), y };
  y += 4;
  const more = drawnStatistics(result).length - mostRequested;
  const defined = lines(
    [...definitions(result), ...(more > 0 ? [`${count(more, "more statistic")} in curves.csv`] : [])],
    " · ",
  );
  return { title, setting: settingLines, diverged, legend, note, definitions: defined, height: y + 4 };
}

/** Ensembles that have a band to show. */
const bandedMethods = ({ curves }: ResultJson): Set<string> =>
  new Set(
    Object.entries(curves).flatMap(([method, methodCurves]) =>
      hasRuns(methodCurves) && methodCurves.runs > 1 ? [method] : [],
    ),
  );

/** Of a partial result, in phrases: "…, interrupted after", "32 of 32 runs of homogenized SGD,", "12 of 32 runs of SGD". */
function interruption({ interrupted }: ResultJson): string[] {
  if (!interrupted) return [];
  const done = runsDoneInWords(interrupted, (method) => lookOf(method).name);
  return [
    "partial result, interrupted after",
    ...done.map((phrase, i) => (i < done.length - 1 ? `${phrase},` : phrase)),
  ];
}

/** "32 runs", or each method's own number where they differ; nothing without ensembles, or where it is told apart. */
function runsOf({ curves, interrupted }: ResultJson): string {
  if (interrupted) return "";
  const runs = Object.entries(curves).flatMap(([method, methodCurves]) =>
    hasRuns(methodCurves) ? [{ method, runs: methodCurves.runs }] : [],
  );
  if (runs.length === 0) return "";
  const alike = runs.every((entry) => entry.runs === runs[0].runs);
  if (alike) return `${count(runs[0].runs, "run")}${runs.length > 1 ? " each" : ""}`;
  return runs.map((entry) => `${lookOf(entry.method).name}: ${count(entry.runs, "run")}`).join(", ");
}

const divergenceNote = "(ticks at the top; a line or band ends where it turns infinite)";
