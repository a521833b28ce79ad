/**
 * curves.csv: every curve of a result, one line for each method, statistic and time. A deterministic curve fills
 * `mean` alone; what is null stays empty; numbers have the fewest digits that read back as the same double.
 */
import type { Num, ResultJson } from "../comparison/index.js";
import { curveOf, hasRuns, standardErrors, statisticsOf } from "./curves.js";
import { isNumber } from "./format.js";

const header = "method,statistic,time,mean,standardDeviation,standardError,q0.1,q0.5,q0.9,alive";

/**
 * The curves of a result as tidy CSV, lines ended by \n, a header first.
 *
 * @param result content of result.json
 * @returns the text of curves.csv
 */
export function curvesCsv({ times, curves }: ResultJson): string {
  const lines = [header];
  for (const [method, methodCurves] of Object.entries(curves)) {
    for (const statistic of statisticsOf(methodCurves)) {
      const curve = curveOf(methodCurves, statistic);
      if (curve === undefined) continue;
      const band = curve.band;
      const alive = hasRuns(methodCurves) ? methodCurves.alive : [];
      const columns = band
        ? [
            band.standardDeviation,
            standardErrors(band, alive),
            band.quantiles["0.1"],
            band.quantiles["0.5"],
            band.quantiles["0.9"],
            alive,
          ]
        : Array.from({ length: 6 }, () => []);
      times.forEach((time, i) => {
        const numbers = [time, curve.mean[i], ...columns.map((column) => column[i])];
        lines.push([text(method), text(statistic), ...numbers.map(number)].join(","));
      });
    }
  }
  return `${lines.join("\n")}\n`;
}

const number = (value: Num | undefined): string => (isNumber(value) ? String(value) : "");

/** A name as a field: in quotes where it holds a comma, a quote or a line end (RFC 4180). */
const text = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
