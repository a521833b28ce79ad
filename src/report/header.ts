/** The head of a figure, placed to the pixel: name, setting, divergences, legend. */
import type { ResultJson } from "../comparison/index.js";
import { hasRuns } from "./curves.js";
import { describeExperiment } from "./describe.js";
import { divergences } from "./divergence.js";
import { count } from "./format.js";
import { fillLines, shorten, textWidth } from "./text-width.js";
import { inDrawingOrder, lookOf } from "./theme.js";

export interface HeaderLine {
  readonly text: string;
  /** Baseline, from the top of the header. */
  readonly y: number;
}

export interface LegendEntry {
  readonly method: string;
  readonly label: string;
  /** The line runs from x to x2, the words begin at `labelX`. */
  readonly x: number;
  readonly x2: number;
  readonly labelX: number;
  readonly banded: boolean;
}

export interface Header {
  readonly title: HeaderLine;
  readonly setting: readonly HeaderLine[];
  readonly diverged: readonly HeaderLine[];
  readonly legend: { readonly y: number; readonly entries: readonly LegendEntry[]; readonly note: Note };
  readonly height: number;
}

interface Note {
  readonly text: string;
  readonly x: number;
}

export const titleSize = 15;
export const textSize = 12;
const lineHeight = 16;
const swatch = 26;

export function layOutHeader(result: ResultJson, width: number): Header {
  const { name, setting } = describeExperiment(result);
  const methods = inDrawingOrder(Object.keys(result.curves));
  let y = titleSize;
  // A reader without the font has a wider one: an eighth of the line is kept for it.
  const limit = 0.88 * width;
  const title = { text: shorten(name, titleSize, limit), y };
  const lines = (phrases: readonly string[], separator: string): HeaderLine[] =>
    fillLines(phrases, separator, textSize, limit).map((text) => {
      y += lineHeight;
      return { text, y };
    });
  y += 2;
  const settingLines = lines(
    [...setting, runsOf(result)].filter((phrase) => phrase !== ""),
    " · ",
  );
  const left = divergences(result, (method) => lookOf(method).name);
  const sentences = left.map(({ sentence }, i) => `${sentence}${i < left.length - 1 ? ";" : ""}`);
  const diverged = lines(left.length > 0 ? [...sentences, divergenceNote] : [], " ");
  y += lineHeight + 6;

  const banded = bandedMethods(result);
  let x = 0;
  const entries = methods.map((method): LegendEntry => {
    const label = lookOf(method).name;
    const entry = { method, label, x, x2: x + swatch, labelX: x + swatch + 7, banded: banded.has(method) };
    x = entry.labelX + 1.12 * textWidth(label, textSize) + 20;
    return entry;
  });
  const note = { text: banded.size > 0 ? "(line: median; band: 10–90 % of runs)" : "", x };
  return { title, setting: settingLines, diverged, legend: { y, entries, note }, height: y + 4 };
}

/** Ensembles that have a band to show. */
const bandedMethods = ({ curves }: ResultJson): Set<string> =>
  new Set(
    Object.entries(curves).flatMap(([method, methodCurves]) =>
      hasRuns(methodCurves) && methodCurves.runs > 1 ? [method] : [],
    ),
  );

/** "32 runs", or each method's own number where they differ; nothing without ensembles. */
function runsOf({ curves }: ResultJson): string {
  const runs = Object.entries(curves).flatMap(([method, methodCurves]) =>
    hasRuns(methodCurves) ? [{ method, runs: methodCurves.runs }] : [],
  );
  if (runs.length === 0) return "";
  const alike = runs.every((entry) => entry.runs === runs[0].runs);
  if (alike) return `${count(runs[0].runs, "run")}${runs.length > 1 ? " each" : ""}`;
  return runs.map((entry) => `${lookOf(entry.method).name}: ${count(entry.runs, "run")}`).join(", ");
}

const divergenceNote = "(ticks at the top; a median or band ends where it turns infinite)";
