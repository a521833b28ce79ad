/** What a figure of the papers shows, as text: a table for a terminal, and its curves as CSV. */
import type { Num } from "../comparison/index.js";
import { isNumber, shortNumber, typeset } from "./format.js";
import { wrap } from "./grid.js";
import type { FigureReport, ReportedOutcome } from "./paper-figure.js";

const lineLength = 96;

/**
 * What was measured beside what is expected, for a terminal.
 *
 * @param report of a figure
 * @returns lines ended by \n
 */
export function figureTable({ name, title, after, full, setting, outcomes }: FigureReport): string {
  return [
    ...wrap([`${name}:`, title], lineLength),
    ...wrap([`  after ${after}${full ? "" : "; the quick version"}`], lineLength),
    ...wrap(
      setting.map((phrase, i) => `${i === 0 ? "  " : ""}${phrase}${i < setting.length - 1 ? ";" : ""}`),
      lineLength,
    ),
    "",
    ...outcomes.map(sentence),
    "",
  ].join("\n");
}

function sentence({ what, value, interval, expected, holds }: ReportedOutcome): string {
  const between = interval ? ` [${interval.map((end) => shortNumber(end, 3)).join(", ")}]` : "";
  return `${what}: ${typeset(`${shortNumber(value, 3)}${between}`)}; expected ${expected}: ${holds ? "as expected" : "NOT as expected"}`;
}

/** curves.csv: every curve, one line for each of its points; what is null stays empty. */
export function figureCsv({ panels }: FigureReport): string {
  const text = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const number = (value: Num | undefined): string => (isNumber(value) ? String(value) : "");
  const lines = panels.flatMap(({ title, curves }) =>
    curves.flatMap(({ name, x, y, low, high }) =>
      x.map((at, i) => [text(title), text(name), ...[at, y[i], low?.[i], high?.[i]].map(number)].join(",")),
    ),
  );
  return `${["panel,curve,x,y,low,high", ...lines].join("\n")}\n`;
}
