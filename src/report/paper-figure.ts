/**
 * A paper's figure made again: what it computes and draws, and how what it measures stands to what theory expects.
 * figure.json holds all of it; numbers that are not finite are null.
 */
import { InputError } from "../../estimators/index.js";
import {
  isList,
  keysOf,
  requireFlag,
  requireKeys,
  requireList,
  requireText,
  show,
} from "../../estimators/input/index.js";
import type { Num } from "../comparison/index.js";
import {
  type CurveLook,
  type CurvesFigure,
  type FigureAxis,
  type FigurePanel,
  requireCurvesFigure,
} from "./curves-description.js";
import { isNumber } from "./format.js";

export interface PaperFigure {
  /** As on the command line. */
  readonly name: string;
  /** What it shows, in a line. */
  readonly title: string;
  /** The figure and paper that it is made after. */
  readonly after: string;
  compute(options: FigureOptions): Promise<ComputedFigure>;
}

export interface FigureOptions {
  /** The dimensions and runs of a print rather than of a glance. */
  readonly full: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the part under way and the fraction of it that is done. */
  readonly onProgress?: ((part: string, fraction: number) => void) | undefined;
}

export interface ComputedFigure {
  /** Phrases. */
  readonly setting: readonly string[];
  readonly panels: readonly FigurePanel[];
  readonly outcomes: readonly FigureOutcome[];
}

/** A number measured, beside the one that theory has for it. */
export interface FigureOutcome {
  readonly what: string;
  readonly value: number;
  /** Of the value, where one is known. */
  readonly interval?: readonly [low: number, high: number] | undefined;
  /** In words, as "−½ as d grows". */
  readonly expected: string;
  /** Whether the value is as expected, within what the figure's file says. */
  readonly holds: boolean;
}

export interface FigureReport {
  readonly format: "homogenized-sgd/figure";
  readonly version: 1;
  readonly name: string;
  readonly title: string;
  readonly after: string;
  readonly full: boolean;
  readonly setting: readonly string[];
  readonly outcomes: readonly ReportedOutcome[];
  readonly panels: readonly ReportedPanel[];
}

export interface ReportedOutcome {
  readonly what: string;
  readonly value: Num;
  readonly interval?: readonly [low: Num, high: Num];
  readonly expected: string;
  readonly holds: boolean;
}

export interface ReportedPanel {
  readonly title: string;
  readonly x?: FigureAxis;
  readonly y?: FigureAxis;
  readonly curves: readonly ReportedCurve[];
}

export interface ReportedCurve {
  readonly name: string;
  readonly look: CurveLook;
  readonly mark?: "line" | "points";
  readonly x: readonly Num[];
  readonly y: readonly Num[];
  readonly low?: readonly Num[];
  readonly high?: readonly Num[];
}

const namedKeys = ["name", "title", "after", "compute"];
const computedKeys = keysOf<ComputedFigure>({ setting: true, panels: true, outcomes: true });
const outcomeKeys = keysOf<FigureOutcome>({
  what: true,
  value: true,
  interval: true,
  expected: true,
  holds: true,
});

function requireOutcome(place: string, outcome: FigureOutcome): void {
  requireKeys("an outcome", outcome, outcomeKeys, place);
  const { what, value, interval, expected, holds } = outcome;
  requireText(`${place}.what`, what);
  requireText(`${place}.expected`, expected);
  requireFlag(`${place}.holds`, holds);
  if (typeof value !== "number")
    throw new InputError(`${place}.value is ${show(value)}; give the number that was measured.`);
  if (interval !== undefined && !(isList(interval) && interval.length === 2))
    throw new InputError(`${place}.interval is ${show(interval)}; give its two ends, or leave it out.`);
}

const num = (value: number): Num => (isNumber(value) ? value : null);
const numbers = (values: ArrayLike<number>): Num[] => Array.from(values, num);

/**
 * What `writeFigure` writes, of a figure that has been computed.
 *
 * @param figure its name, title and what it is made after.
 * @param computed what its `compute` has resolved to.
 * @param options `full`: whether that was the full version.
 * @returns plain data, equal to what its JSON says.
 * @throws InputError where something is not as described.
 * @example
 * ```ts
 * import { figureReport } from "homogenized-sgd/node";
 * const decay = { name: "decay", title: "Decay", after: "no paper", compute: async () => ({ setting: ["rate 1"],
 *   panels: [{ title: "e⁻ᵗ", curves: [{ name: "exact", look: "ode", x: [0, 1], y: [1, Math.exp(-1)] }] }],
 *   outcomes: [{ what: "at t = 1", value: Math.exp(-1), expected: "0.368", holds: true }] }) };
 * figureReport(decay, await decay.compute(), { full: false }).panels[0].curves[0].y; // => [1, 0.36788]
 * ```
 */
export function figureReport(
  figure: Pick<PaperFigure, "name" | "title" | "after">,
  computed: ComputedFigure,
  options: Pick<FigureOptions, "full">,
): FigureReport {
  requireKeys("figureReport", figure, namedKeys, "figure");
  requireKeys("figureReport", computed, computedKeys, "computed");
  requireKeys("figureReport", options, ["full"], "options");
  const { name, title, after } = figure;
  const { setting = [], panels, outcomes } = computed;
  const { full } = options;
  requireText("name", name);
  requireText("after", after);
  requireFlag("full", full);
  requireCurvesFigure({ title, setting, panels });
  requireList("outcomes", outcomes, "of { what, value, expected, holds }");
  Array.from(outcomes).forEach((outcome, i) => {
    requireOutcome(`outcomes[${i}]`, outcome);
  });
  return {
    format: "homogenized-sgd/figure",
    version: 1,
    name,
    title,
    after,
    full,
    setting: Array.from(setting),
    outcomes: Array.from(outcomes).map(({ what, value, interval, expected, holds }) => ({
      what,
      value: num(value),
      ...(interval && { interval: [num(interval[0]), num(interval[1])] as const }),
      expected,
      holds,
    })),
    panels: Array.from(panels).map(({ title: panelTitle, x, y, curves }) => ({
      title: panelTitle,
      ...(x && { x }),
      ...(y && { y }),
      curves: Array.from(curves).map(({ name: curve, look, mark, low, high, ...at }) => ({
        name: curve,
        look,
        ...(mark && { mark }),
        x: numbers(at.x),
        y: numbers(at.y),
        ...(low && { low: numbers(low) }),
        ...(high && { high: numbers(high) }),
      })),
    })),
  };
}

/** The figure that a report describes, to be drawn. */
export function reportedFigure({ title, after, setting, panels }: FigureReport): CurvesFigure {
  const values = (some: readonly Num[]) => some.map((value) => value ?? Number.NaN);
  return {
    title,
    setting: [...setting, `after ${after}`],
    panels: panels.map((panel) => ({
      ...panel,
      curves: panel.curves.map(({ x, y, low, high, ...rest }) => ({
        ...rest,
        x: values(x),
        y: values(y),
        low: low && values(low),
        high: high && values(high),
      })),
    })),
  };
}
