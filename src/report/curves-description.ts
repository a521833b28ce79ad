/**
 * A figure of curves as its author describes it: panels side by side, each with curves, bands and points on axes of
 * its own. What is wrong with a description is refused here, so that drawing need not look.
 */
import { InputError } from "../../estimators/index.js";
import {
  isList,
  keysOf,
  nearest,
  requireKeys,
  requireList,
  requireText,
  show,
} from "../../estimators/input/index.js";
import { drawingOrder } from "./theme.js";

/**
 * How a curve looks: as a method (`sgd`, `hsgd`, `ode`, …) does in every figure; dotted, as a `limit`; dashed and grey,
 * as a `guide` for the eye; or, a number in [0, 1], in the colour at that place of a scale from pale green to dark violet.
 */
export type CurveLook = string | number;

export interface FigureCurve {
  /** Curves of one name stand once in the key. */
  readonly name: string;
  readonly look: CurveLook;
  /** Default line. */
  readonly mark?: "line" | "points" | undefined;
  readonly x: ArrayLike<number>;
  /** As long as x; a line is broken where it is not finite. */
  readonly y: ArrayLike<number>;
  /** A band around a line, bars at points; both or none. */
  readonly low?: ArrayLike<number> | undefined;
  readonly high?: ArrayLike<number> | undefined;
}

export interface FigureAxis {
  /** Only across: upwards the panel's title tells what is drawn. */
  readonly title?: string | undefined;
  /** Default: across no; upwards where all is positive and spans over a decade. */
  readonly log?: boolean | undefined;
  /** Default: what the curves span, with a little room. */
  readonly domain?: readonly [from: number, to: number] | undefined;
  /** Where the ticks are; default: at round numbers. */
  readonly ticks?: readonly number[] | undefined;
}

export interface FigurePanel {
  readonly title: string;
  readonly x?: FigureAxis | undefined;
  readonly y?: FigureAxis | undefined;
  /** In drawing order: the last is on top. */
  readonly curves: readonly FigureCurve[];
}

export interface CurvesFigure {
  readonly title: string;
  /** Phrases of the setting, as many to a line as fit. */
  readonly setting?: readonly string[] | undefined;
  /** At most three in a row. */
  readonly panels: readonly FigurePanel[];
}

const figureKeys = keysOf<CurvesFigure>({ title: true, setting: true, panels: true });
const panelKeys = keysOf<FigurePanel>({ title: true, x: true, y: true, curves: true });
const axisKeys = keysOf<FigureAxis>({ title: true, log: true, domain: true, ticks: true });
const curveKeys = keysOf<FigureCurve>({
  name: true,
  look: true,
  mark: true,
  x: true,
  y: true,
  low: true,
  high: true,
});
const marks = ["line", "points"] as const;

/** Looks that are no method's. */
export const ownLooks = ["limit", "guide"] as const;

/** @throws InputError in a sentence that begins with the place, as `panels[0].curves[2].y`. */
export function requireCurvesFigure(figure: CurvesFigure): void {
  requireKeys("curvesFigureSpec", figure, figureKeys);
  requireText("title", figure.title);
  if (figure.setting !== undefined) {
    requireList("setting", figure.setting, "of phrases");
    Array.from(figure.setting).forEach((phrase, i) => {
      requireText(`setting[${i}]`, phrase);
    });
  }
  requireList("panels", figure.panels, "of { title, curves }");
  const panels = Array.from(figure.panels);
  if (panels.length === 0) throw new InputError("panels is empty; give at least one.");
  panels.forEach((panel, i) => {
    const place = `panels[${i}]`;
    requireKeys("a panel", panel, panelKeys, place);
    requireText(`${place}.title`, panel.title);
    for (const name of ["x", "y"] as const) requireAxis(`${place}.${name}`, panel[name]);
    requireList(`${place}.curves`, panel.curves, "of { name, look, x, y }");
    Array.from(panel.curves).forEach((curve, k) => {
      requireCurve(`${place}.curves[${k}]`, curve);
    });
    requireSomething(place, panel);
  });
}

function requireAxis(place: string, axis: FigureAxis | undefined): void {
  if (axis === undefined) return;
  requireKeys("an axis", axis, axisKeys, place);
  const { log, domain, ticks } = axis;
  if (domain !== undefined) {
    const isSpan =
      isList(domain) && domain.length === 2 && domain[0] < domain[1] && domain.every(Number.isFinite);
    if (!isSpan || (log && !(domain[0] > 0)))
      throw new InputError(
        `${place}.domain is ${show(domain)}; give two numbers, the first below the second${log ? " and above 0" : ""}.`,
      );
  }
  if (ticks !== undefined) requireList(`${place}.ticks`, ticks, "of numbers");
}

function requireCurve(place: string, curve: FigureCurve): void {
  requireKeys("a curve", curve, curveKeys, place);
  const { name, look, mark = "line", x, y, low, high } = curve;
  requireText(`${place}.name`, name);
  requireLook(`${place}.look`, look);
  if (!marks.includes(mark))
    throw new InputError(`${place}.mark is ${show(mark)}; it must be one of ${marks.join(", ")}.`);
  for (const [key, values] of Object.entries({ x, y, low, high })) {
    if (values === undefined && (key === "low" || key === "high")) continue;
    requireList(`${place}.${key}`, values, "of numbers");
    if (values!.length !== x.length)
      throw new InputError(
        `${place} has ${x.length} numbers in x and ${values!.length} in ${key}; give as many of each.`,
      );
  }
  if ((low === undefined) !== (high === undefined))
    throw new InputError(`${place} has one of low and high alone; give both, or none.`);
}

function requireLook(place: string, look: CurveLook): void {
  if (typeof look === "number" && look >= 0 && look <= 1) return;
  const names = [...drawingOrder, ...ownLooks];
  if (typeof look === "string" && names.includes(look)) return;
  const near = typeof look === "string" ? nearest(look, names) : undefined;
  throw new InputError(
    `${place} is ${show(look)}${near === undefined ? "" : `, the nearest being ${near}`}; it must be a number from 0 to 1 or one of ${names.join(", ")}.`,
  );
}

/** A panel without a point that its axes can show has no extent to be drawn on. */
function requireSomething(place: string, panel: FigurePanel): void {
  if (!panel.curves.some((curve) => drawnPoints(panel, curve).some(({ y }) => y !== null)))
    throw new InputError(
      `${place} has no point that its axes can show; give a curve with a finite one, above 0 on a log axis.`,
    );
}

export interface DrawnPoint {
  readonly x: number;
  /** null breaks a line. */
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The points of a curve that its panel's axes can show, in their order. */
export function drawnPoints({ x, y }: FigurePanel, curve: FigureCurve): DrawnPoint[] {
  const shown = (value: number | undefined, axis: FigureAxis | undefined): value is number =>
    value !== undefined && Number.isFinite(value) && (!axis?.log || value > 0);
  return Array.from(curve.x, (at, i): DrawnPoint | undefined => {
    if (!shown(at, x) || (x?.domain && (at < x.domain[0] || at > x.domain[1]))) return undefined;
    const [low, high] = [curve.low?.[i], curve.high?.[i]];
    const banded = shown(low, y) && shown(high, y);
    const value = curve.y[i];
    return {
      x: at,
      y: shown(value, y) ? value : null,
      low: banded ? low : null,
      high: banded ? high : null,
    };
  }).filter((point) => point !== undefined);
}
