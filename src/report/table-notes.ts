/** What stands under the terminal table, a line for each thing that its headings cannot say, where it applies. */
import type { ResultJson } from "../comparison/index.js";
import { hasRuns, lostRuns } from "./curves.js";
import { missing, shortNumber } from "./format.js";
import { lostMark, type Row, ratioIndex } from "./table-rows.js";

/** The statistics asked for: those that have rows, those without any number, and how many are left out. */
export interface Requested {
  readonly shown: readonly string[];
  readonly undefined: readonly string[];
  readonly leftOut: number;
}

export function tableNotes(result: ResultJson, rows: readonly Row[], requested: Requested): string[] {
  return [
    ...(rows.some(({ z }) => z !== "" && z !== missing) ? [scoreNote(result)] : []),
    ...(rows.some(({ range }) => range.startsWith("sd ratio")) ? [ratioNote(result)] : []),
    ...lostNote(result),
    ...(requested.undefined.length > 0
      ? [`not defined for this problem: ${requested.undefined.join(", ")}`]
      : []),
    ...(requested.leftOut > 0 ? [`and ${requested.leftOut} more statistics, all in curves.csv`] : []),
  ];
}

function scoreNote({ times }: ResultJson): string {
  const picked = times.length > 1 ? "; picked over t, so |z| about 2 is common" : "";
  return `z: the largest difference / its own s.e.${picked}`;
}

function ratioNote({ agreement, times }: ResultJson): string {
  const last = times.length - 1;
  const indices = agreement.map(ratioIndex).filter((index) => index >= 0);
  const early = indices.some((index) => index < last) ? ", or the last time that has one" : "";
  return `sd ratio: standard deviation over runs, first / second, at t = ${shortNumber(times[last])}${early}`;
}

function lostNote({ curves }: ResultJson): string[] {
  const left = Object.entries(curves).flatMap(([method, of]) =>
    hasRuns(of) && lostRuns(of) ? [`${method} ${of.alive[of.alive.length - 1]} of ${of.runs}`] : [],
  );
  return left.length > 0
    ? [`${lostMark} over the runs not diverged by then, at the end ${left.join(", ")}`]
    : [];
}
