/** Which statistics a figure shows, the numbers it draws and the axes it draws them on. */
import type { Num, ResultJson } from "../comparison/index.js";
import { type Axis, alike, extentOf, timeAxis, valueAxis, wantsLog } from "./axis.js";
import { curveOf, hasRuns, isConstant, isDefined, requestedStatistics } from "./curves.js";
import { isNumber } from "./format.js";
import { inDrawingOrder } from "./theme.js";

/** One point of a method: median or deterministic value, and the 10–90 % band where there are runs. */
export interface Point {
  readonly time: number;
  readonly value: Num;
  readonly low: Num;
  readonly high: Num;
}

export interface Panel {
  readonly statistic: string;
  readonly title: string;
  /** In drawing order. */
  readonly curves: readonly { readonly method: string; readonly points: readonly Point[] }[];
  readonly axis: Axis;
}

const titles: Readonly<Record<string, string>> = {
  risk: "Risk R(X)",
  excessRisk: "Excess risk R(X) − inf R",
  distance: "Squared distance ‖X − X*‖²",
  norm: "Squared norm ‖X‖²",
  learningRate: "Learning rate γ",
  cosine: "Cosine of X and X*",
  gradientNorm: "Squared norm of R's gradient",
};

const titleOf = (statistic: string): string =>
  titles[statistic] ?? statistic.replace(/^overlap\.(\d+)\.(\d+)$/, "Overlap B($1, $2)");

export interface DrawnTimes {
  readonly log: boolean;
  /** Places in `times`: those above 0 on a log axis, and none long after every curve has left the panel. */
  readonly indices: readonly number[];
  readonly axis: Axis;
}

export function drawnTimes(result: ResultJson): DrawnTimes {
  const { times } = result;
  const log = areGeometric(times);
  const last = lastOfInterest(result);
  const indices = times.flatMap((time, i) => (i > last || (log && !(time > 0)) ? [] : [i]));
  const drawn = indices.map((i) => times[i]);
  return { log, indices, axis: timeAxis(drawn, log) };
}

/** One save time past the end of the last curve and the last divergence; all of them while a curve goes on. */
function lastOfInterest(result: ResultJson): number {
  const { times, curves } = result;
  const ends = Object.keys(curves).map((method) => {
    const risk = curveOf(curves[method], "risk")?.middle ?? [];
    return risk.findLastIndex((value, i) => isNumber(value) && i < endOfScale(result, method));
  });
  const diverged = Object.values(curves).flatMap((method) =>
    hasRuns(method) ? method.divergenceTimes.map(({ time }) => time) : [],
  );
  const lastDivergence = diverged.reduce((a, b) => Math.max(a, b), times[0]);
  const end = ends.reduce(
    (a, b) => Math.max(a, b),
    times.findIndex((time) => time >= lastDivergence),
  );
  return Math.max(end, 0) + 1;
}

/** Whether the middle one of the positive times lies nearer to the geometric mean of the ends than to the other. */
function areGeometric(times: readonly number[]): boolean {
  const positive = times.filter((time) => time > 0);
  if (positive.length < 3) return false;
  const first = positive[0];
  const last = positive[positive.length - 1];
  if (!(last > 20 * first)) return false;
  const geometric = Math.sqrt(first) * Math.sqrt(last);
  // Halfway between both means, in the geometric sense.
  return positive[positive.length >> 1] < Math.sqrt(geometric) * Math.sqrt((first + last) / 2);
}

/** As many of the statistics asked for as have a panel. */
export const mostRequested = 6;

/** Those asked for, of which a panel shows more than one number. */
export const drawnStatistics = (result: ResultJson): string[] =>
  requestedStatistics(result).filter((statistic) => !isConstant(result, statistic));

export function choosePanels(result: ResultJson): Panel[] {
  const panels = [panelOf(result, "risk")];
  const excess = panelOf(result, "excessRisk");
  if (tellsMore(excess, panels[0])) panels.push(excess);
  panels.push(panelOf(result, isDefined(result, "distance") ? "distance" : "norm"));
  if (!isConstant(result, "learningRate")) panels.push(panelOf(result, "learningRate"));
  const requested = drawnStatistics(result).slice(0, mostRequested);
  panels.push(...requested.map((statistic) => panelOf(result, statistic)));
  const drawn = panels.filter((panel) => panel.curves.length > 0);
  const axes = alike(drawn.map(({ axis }) => axis));
  return drawn.map((panel, i) => ({ ...panel, axis: axes[i] }));
}

/** The excess risk does where it spans at least three times the ratio that the risk does, on a log scale. */
function tellsMore(excess: Panel, risk: Panel): boolean {
  const [inExcess, inRisk] = [excess, risk].map(({ curves }) =>
    extentOf(curves.flatMap(({ points }) => points.map(({ value }) => value))),
  );
  if (!inExcess || !inRisk || !wantsLog(inExcess)) return false;
  return inExcess.greatest / inExcess.least > 3 * (inRisk.greatest / inRisk.least);
}

function panelOf(result: ResultJson, statistic: string): Panel {
  const { indices } = drawnTimes(result);
  const curves = inDrawingOrder(Object.keys(result.curves)).map((method) => ({
    method,
    points: pointsOf(result, method, statistic, indices),
  }));
  const extentFrom = (fewest: number) =>
    extentOf(
      curves.flatMap(({ method, points }) => {
        const end = Math.max(fewest, endOfScale(result, method));
        return points.flatMap(({ value, low, high }, i) => (indices[i] < end ? [value, low, high] : []));
      }),
    );
  const within = extentFrom(0);
  // Where everything is beyond at the first step, that one is shown.
  const moves = within && within.greatest - within.least > 1e-9 * Math.abs(within.greatest);
  const extent = moves ? within : extentFrom(2);
  return {
    statistic,
    title: titleOf(statistic),
    curves: extent ? curves : [],
    axis: valueAxis(extent ?? { least: 0, greatest: 1 }),
  };
}

function pointsOf(
  { times, curves }: ResultJson,
  method: string,
  statistic: string,
  indices: readonly number[],
): Point[] {
  const methodCurves = curves[method];
  const curve = curveOf(methodCurves, statistic);
  const manyRuns = hasRuns(methodCurves) && methodCurves.runs > 1;
  return indices.map((i) => {
    const low = curve?.band?.quantiles["0.1"][i];
    const high = curve?.band?.quantiles["0.9"][i];
    // A band with an end at infinity has no outline; with one run it would be the line.
    const banded = manyRuns && isNumber(low) && isNumber(high);
    const value = curve?.middle[i];
    return {
      time: times[i],
      value: isNumber(value) ? value : null,
      low: banded ? low : null,
      high: banded ? high : null,
    };
  });
}

/**
 * Where a curve no longer stretches the axis: a run ends at its divergence, but a deterministic curve goes on to
 * overflow; past the same limit it leaves the panel through its frame.
 */
function endOfScale({ experiment, curves, times }: ResultJson, method: string): number {
  const ensemble = experiment.ensemble as { divergence?: unknown } | undefined;
  const divergence = typeof ensemble?.divergence === "number" ? ensemble.divergence : 1e4;
  const risk = curveOf(curves[method], "risk")?.middle;
  const start = risk?.[0];
  if (!risk || !isNumber(start) || hasRuns(curves[method])) return times.length;
  const beyond = risk.findIndex((value) => !isNumber(value) || value > divergence * start);
  return beyond < 0 ? times.length : beyond;
}
