/**
 * The table for a terminal: for each statistic, every method's mean at the end, its largest distance from the
 * reference over time, and the largest difference of means; then the means of what else was asked for. Plain text; what is not defined, or infinite, is –.
 */
import type { ResultJson } from "../comparison/index.js";
import { hasRuns, isConstant, isDefined, referenceOf, requestedStatistics } from "./curves.js";
import { describeExperiment } from "./describe.js";
import { count, isNumber, shortNumber } from "./format.js";
import { layOutColumns, wrap } from "./grid.js";
import { type Requested, tableNotes } from "./table-notes.js";
import { type Row, statisticRows, titleRow } from "./table-rows.js";

const lineLength = 96;

const statistics = [
  { key: "risk", title: "risk" },
  { key: "distance", title: "distance" },
  { key: "norm", title: "norm" },
  { key: "learningRate", title: "learning rate" },
];

/** As many statistics asked for as are shown. */
const mostRequested = 12;

/**
 * The comparison as a table of about a hundred columns.
 *
 * @param result content of result.json
 * @returns lines ended by \n: experiment, numbers, diverged runs, warnings
 */
export function resultTable(result: ResultJson): string {
  const requested = readRequested(result);
  const rows = [
    ...statistics.filter(
      ({ key }) => isDefined(result, key) && !(key === "learningRate" && isConstant(result, key)),
    ),
    ...requested.shown.map((key) => ({ key, title: key })),
  ].flatMap(({ key, title }) => [titleRow(title), ...statisticRows(result, key)]);
  const cells = (name: keyof Row) => rows.map((row) => row[name]);
  const time = `at t = ${shortNumber(result.times[result.times.length - 1])}`;
  const reference = referenceOf(result);
  const table = layOutColumns([
    { heading: ["", ""], align: "left", cells: cells("label") },
    { heading: ["mean", time], align: "point", cells: cells("mean") },
    { heading: ["", "± s.e."], align: "point", cells: cells("error"), gap: 1 },
    { heading: ["sup over t", "median"], align: "point", cells: cells("sup") },
    {
      heading: [reference ? `of |run − ${reference}|` : "", reference ? "[10 %, 90 %]" : ""],
      align: "left",
      cells: cells("range"),
      gap: 1,
    },
    { heading: ["rela-", "tive"], align: "right", cells: cells("relative"), gap: 1 },
    {
      heading: [reference ? `mean − ${reference}` : "difference", "largest"],
      align: "point",
      cells: cells("difference"),
    },
    { heading: ["", "± s.e."], align: "point", cells: cells("differenceError"), gap: 1 },
    { heading: ["", "z"], align: "point", cells: cells("z"), gap: 1 },
  ]);
  const notes = tableNotes(result, rows, requested).flatMap(words);
  const end = [...notes, ...divergedRuns(result), ...warnings(result)];
  return [...head(result), "", ...table, ...(end.length > 0 ? ["", ...end] : [])]
    .map((line) => `${line}\n`)
    .join("");
}

function readRequested(result: ResultJson): Requested {
  const all = requestedStatistics(result);
  const defined = all.filter((key) => isDefined(result, key));
  return {
    shown: defined.slice(0, mostRequested),
    undefined: all.filter((key) => !defined.includes(key)),
    leftOut: Math.max(0, defined.length - mostRequested),
  };
}

function head(result: ResultJson): string[] {
  const { name, setting, horizon, seed } = describeExperiment(result);
  const runs = runsOf(result);
  const phrases = [...setting, `t ≤ ${horizon}`, ...(runs === "" ? [] : [runs, `seed ${seed}`])];
  return wrap(
    [`${name}:`, ...phrases.map((phrase, i) => phrase + (i < phrases.length - 1 ? ";" : ""))],
    lineLength,
  );
}

/** Every ensemble has as many, but in a partial result, whose warning counts them. */
function runsOf({ curves, interrupted }: ResultJson): string {
  if (interrupted) return "partial result";
  const runs = Object.values(curves).map((of) => (hasRuns(of) ? of.runs : 0));
  const most = runs.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? count(most, "run") : "";
}

function words(text: string): string[] {
  return wrap(text.split(/\s+/), lineLength);
}

/** Counted even where there are none. */
function divergedRuns({ curves }: ResultJson): string[] {
  const counts = Object.entries(curves).flatMap(([method, of]) => {
    if (!hasRuns(of)) return of.outcome === "diverged" ? [`${method}${first([of.divergedAt])}`] : [];
    return [`${method} ${of.diverged} of ${of.runs}${first(of.divergenceTimes.map(({ time }) => time))}`];
  });
  return counts.length > 0 ? words(`diverged: ${counts.join("; ")}`) : [];
}

const warnings = ({ warnings: all }: ResultJson): string[] =>
  all.flatMap(({ code, message }) => words(`warning (${code}): ${message}`));

function first(times: readonly (number | undefined)[]): string {
  const known = times.filter(isNumber);
  if (known.length === 0) return "";
  const least = known.reduce((a, b) => Math.min(a, b));
  return `${known.length > 1 ? ", the first" : ","} at t = ${shortNumber(least)}`;
}
