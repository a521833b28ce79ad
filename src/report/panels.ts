/** Which statistics a figure shows, the numbers it draws and the axes it draws them on. */
import type { Num, ResultJson } from "../comparison/index.js";
import { type Axis, extentOf, timeAxis, valueAxis, wantsLog } from "./axis.js";
import { curveOf, hasRuns, isConstant, isDefined } from "./curves.js";
import { isNumber } from "./format.js";
import { inDrawingOrder } from "./theme.js";

/** One point of one method: median or deterministic value, and the 10–90 % band where there are runs. */
export interface Point {
  readonly method: string;
  readonly time: number;
  readonly value: Num;
  readonly low: Num;
  readonly high: Num;
}

export interface Panel {
  readonly statistic: string;
  readonly title: string;
  readonly points: readonly Point[];
  readonly axis: Axis;
}

const titles: Readonly<Record<string, string>> = {
  risk: "Risk R(X)",
  excessRisk: "Excess risk R(X) − inf R",
  distance: "Squared distance ‖X − X*‖²",
  norm: "Squared norm ‖X‖²",
  learningRate: "Learning rate γ",
};

/** Indices of the times that are drawn: those above 0 on a log axis. */
export function drawnTimes({ times }: ResultJson): { log: boolean; indices: number[]; axis: Axis } {
  const log = areGeometric(times);
  const indices = times.flatMap((time, i) => (log && !(time > 0) ? [] : [i]));
  return {
    log,
    indices,
    axis: timeAxis(
      indices.map((i) => times[i]),
      log,
    ),
  };
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

export function choosePanels(result: ResultJson): Panel[] {
  const panels = [panelOf(result, "risk")];
  const excess = panelOf(result, "excessRisk");
  if (tellsMore(excess, panels[0])) panels.push(excess);
  panels.push(panelOf(result, isDefined(result, "distance") ? "distance" : "norm"));
  if (!isConstant(result, "learningRate")) panels.push(panelOf(result, "learningRate"));
  return panels.filter((panel) => panel.points.length > 0);
}

/** The excess risk does where it spans at least three times the ratio that the risk does, on a log scale. */
function tellsMore(excess: Panel, risk: Panel): boolean {
  const [inExcess, inRisk] = [excess, risk].map(({ points }) => extentOf(points.map(({ value }) => value)));
  if (!inExcess || !inRisk || !wantsLog(inExcess)) return false;
  return inExcess.greatest / inExcess.least > 3 * (inRisk.greatest / inRisk.least);
}

function panelOf(result: ResultJson, statistic: string): Panel {
  const { times, curves } = result;
  const { indices } = drawnTimes(result);
  const points: Point[] = [];
  const shown: Num[] = [];
  for (const method of inDrawingOrder(Object.keys(curves))) {
    const curve = curveOf(curves[method], statistic);
    if (!curve) continue;
    const runs = hasRuns(curves[method]) ? curves[method].runs : 0;
    const end = endOfScale(result, method);
    for (const i of indices) {
      const value = curve.middle[i];
      const [low, high] = [curve.band?.quantiles["0.1"][i] ?? null, curve.band?.quantiles["0.9"][i] ?? null];
      // A band with an end at infinity has no outline; with one run it would be the line.
      const banded = runs > 1 && isNumber(low) && isNumber(high);
      points.push({ method, time: times[i], value, low: banded ? low : null, high: banded ? high : null });
      if (i < end) shown.push(value, ...(banded ? [low, high] : []));
    }
  }
  const extent = extentOf(shown);
  return {
    statistic,
    title: titles[statistic] ?? statistic,
    points: extent ? points : [],
    axis: valueAxis(extent ?? { least: 0, greatest: 1 }),
  };
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
