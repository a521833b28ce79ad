/**
 * A user's own loss as functions, ℓ outputs, ℓ* teachers, label noise ε ~ N(0, σ²):
 *
 *   f(x, y, ε),  g(x, y, ε) = ∂f/∂x unless given          h, G, I by quadrature (quadrature.ts)
 *
 * Without a direction g is the central difference of f of step 2⁻¹⁷ max(1, |x_i|), right to about 1e-10 of f's size.
 *
 * A kink of f or g costs digits where the quadrature does not know of it. Flat ones of up to three x, y and ε are found
 * (find-kinks.ts). `kinks` tells of others, or that there are none: each is a row of coefficients, one for every x, y and ε,
 * and after them, if it is not 0, the value at which their sum has the kink.
 */

import { InputError } from "../../estimators/index.js";
import {
  isList,
  keysOf,
  requireFunction,
  requireKeys,
  requireList,
  show,
} from "../../estimators/input/index.js";
import { type Clippable, clipOf } from "./clip.js";
import { findKinks, type Plane, type ProbedFunction } from "./find-kinks.js";
import type { Model } from "./model.js";
import { ownLossModel, sheetOf } from "./own-loss.js";

/** f: ℓ outputs, ℓ* teacher fields and the label noise, each a list lent for the call. */
export type LossFunction = (x: Float64Array, y: Float64Array, noise: Float64Array) => number;

/** g: writes ℓ numbers to `out`. */
export type DirectionFunction = (
  x: Float64Array,
  y: Float64Array,
  out: Float64Array,
  noise: Float64Array,
) => void;

export interface CustomData extends Clippable {
  readonly kind: "custom";
  readonly loss: LossFunction;
  /** ∂f/∂x by differences when left out. */
  readonly direction?: DirectionFunction | undefined;
  /** ℓ; 1 when left out. */
  readonly outputs?: number | undefined;
  /** ℓ*; as many as outputs when left out. */
  readonly teacherOutputs?: number | undefined;
  /** σ ≥ 0, standard deviation of each ε; 0 when left out. */
  readonly noiseStd?: number | undefined;
  /** How many ε there are; one for each output when left out. */
  readonly noises?: number | undefined;
  /** Rows of coefficients and, after them, a value: where f or g has kinks or jumps. */
  readonly kinks?: readonly (readonly number[])[] | undefined;
}

export const customKeys = keysOf<Omit<CustomData, "kind">>({
  loss: true,
  direction: true,
  outputs: true,
  teacherOutputs: true,
  noiseStd: true,
  noises: true,
  kinks: true,
  clip: true,
});

/** 2⁻¹⁷, near the cube root of rounding. */
const STEP = 7.62939453125e-6;
const DIFFERENCE_ACCURACY = 1e-9;

/** Fields beyond this a run meets when it diverges; what the functions give there is its own affair. */
const ORDINARY = 20;

/**
 * A loss of your own, given by functions, as a model (library only: a file has `expression`).
 *
 * @param options `loss` f(x, y, noise); `direction` writes g(x, y, out, noise), ∂f/∂x by central differences when left out;
 * `outputs` ℓ (default 1) and `teacherOutputs` ℓ* (default ℓ), the lengths of x and y; `noiseStd` σ (default 0), the
 * standard deviation of the label noise, `noises` how many there are (default ℓ); `kinks` where f or g is not smooth
 * (default: looked for), each a row of coefficients over (x, y, noise) with, after them, the value of that sum (default 0); `clip` the largest ‖g‖
 * @throws InputError where an option is out of range; when it is called, where a function does not give finite numbers
 * @example
 * ```ts
 * import { createModel, customModel } from "homogenized-sgd";
 * const quantile = customModel({ loss: ([x], [y], [e]) => Math.max(0.9 * (y + e - x), 0.1 * (x - y - e)),
 *   direction: ([x], [y], out, [e]) => { out[0] = x > y + e ? 0.1 : -0.9; },
 *   noiseStd: 0.5, kinks: [[1, -1, -1]] });
 * createModel(quantile).risk(new Float64Array([0, 0, 0, 1])); // => 0.44603103
 * ```
 */
export function customModel(options: Omit<CustomData, "kind">): CustomData {
  requireKeys("customModel", options, customKeys);
  const data: CustomData = { kind: "custom", ...options };
  resolveCustom(data);
  return data;
}

interface ResolvedCustom {
  readonly kind: "custom";
  readonly loss: LossFunction;
  readonly direction?: DirectionFunction;
  readonly outputs: number;
  readonly teacherOutputs: number;
  readonly noiseStd: number;
  readonly noises: number;
  readonly kinks?: readonly (readonly number[])[];
  readonly clip?: number;
}

/** The same data with its defaults filled in; throws InputError where a value is out of range. */
export function resolveCustom(data: CustomData): ResolvedCustom {
  const { loss, direction, outputs = 1, noiseStd = 0, kinks } = data;
  const { teacherOutputs = outputs, noises = noiseStd > 0 ? outputs : 0 } = data;
  requireFunction("loss", loss, "(x, y, noise) => number");
  if (direction !== undefined) requireFunction("direction", direction, "(x, y, out, noise) => void");
  requireCount("outputs", outputs, 1);
  requireCount("teacherOutputs", teacherOutputs, 1);
  requireCount("noises", noises, 0);
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `custom got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  if (kinks !== undefined) requireKinks(kinks, outputs + teacherOutputs + noises);
  return {
    kind: "custom",
    outputs,
    teacherOutputs,
    noiseStd,
    noises,
    loss,
    ...(direction && { direction }),
    ...(kinks && { kinks }),
    ...clipOf("custom", data),
  };
}

function requireKinks(kinks: readonly (readonly number[])[], length: number): void {
  requireList("kinks", kinks, "one row of coefficients for each kink");
  Array.from(kinks).forEach((row, k) => {
    const entries = isList(row) ? Array.from(row) : [];
    if (!(entries.length === length || entries.length === length + 1) || !entries.every(Number.isFinite))
      throw new InputError(
        `custom got kinks[${k}] = ${show(row)}, but a kink is a row of ${length} finite numbers, coefficients of x, y and noise, and possibly one more, the value of their sum; give them.`,
      );
  });
}

function requireCount(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new InputError(
      `custom got ${name} = ${show(value)}, but it is a whole number, ${least} or more; change it.`,
    );
  }
}

/** The data as a result can hold it: functions by the word. */
export function describeCustom(data: CustomData): Record<string, unknown> {
  const { direction, ...rest } = resolveCustom(data);
  return { ...rest, loss: "function", ...(direction && { direction: "function" }) };
}

/** The model of f and g. */
export function customModelOf(data: CustomData): Model {
  const { outputs, teacherOutputs, noiseStd, noises, loss, direction, kinks, clip } = resolveCustom(data);
  const x = new Float64Array(outputs);
  const y = new Float64Array(teacherOutputs);
  const noise = new Float64Array(noises);
  const take = (values: Float64Array): void => {
    for (let i = 0; i < outputs; i++) x[i] = values[i];
    for (let n = 0; n < teacherOutputs; n++) y[n] = values[outputs + n];
    for (let e = 0; e < noises; e++) noise[e] = values[outputs + teacherOutputs + e];
  };
  const refuse = (what: string, values: Float64Array, remedy: string): InputError => {
    take(values);
    const at = [`x = ${show(x)}`, `y = ${show(y)}`, ...(noises > 0 ? [`noise = ${show(noise)}`] : [])];
    return new InputError(`customModel's ${what} at ${at.join(", ")}; ${remedy}.`);
  };
  const lossAt = (values: Float64Array): number => {
    take(values);
    const value: unknown = loss(x, y, noise);
    if (typeof value === "number" && (Number.isFinite(value) || !isOrdinary(values))) return value;
    throw refuse(`loss gave ${show(value)}`, values, "return a finite number there");
  };
  const differences = (values: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < outputs; i++) {
      const own = values[i];
      const step = STEP * Math.max(1, Math.abs(own));
      values[i] = own + step;
      const [above, ahead] = [values[i], lossAt(values)];
      values[i] = own - step;
      out[i] = (ahead - lossAt(values)) / (above - values[i]);
      values[i] = own;
    }
  };
  const written = (values: Float64Array, out: Float64Array): void => {
    take(values);
    out.fill(Number.NaN);
    const returned: unknown = direction!(x, y, out, noise);
    for (let i = 0; i < outputs; i++) {
      if (Number.isFinite(out[i]) || !isOrdinary(values)) continue;
      const aside = typeof returned === "number" ? ` and returned ${returned}` : "";
      throw refuse(
        `direction left out[${i}] at ${out[i]}${aside}`,
        values,
        "write a finite number into out for each output",
      );
    }
  };
  const rows =
    kinks ??
    foundKinks(
      x.length + y.length + noise.length,
      outputs,
      lossAt,
      direction ? written : undefined,
      differences,
    );
  return ownLossModel({
    kind: "custom",
    outputs,
    teacherOutputs,
    noises,
    noiseStd,
    clip,
    loss: lossAt,
    direction: direction ? written : differences,
    ...(direction === undefined && { accuracy: DIFFERENCE_ACCURACY }),
    sheets: rows.map((row) => sheetOf(row, outputs + teacherOutputs, noises, noiseStd)),
  });
}

const isOrdinary = (values: Float64Array): boolean => values.every((value) => Math.abs(value) <= ORDINARY);

/** Rounding of a function of a few numbers, relative to 1 and its value. */
const ROUNDING = 1e-13;

/** The kinks of f, and of g as it is given or by differences, as rows of coefficients and a value. */
function foundKinks(
  dimensions: number,
  outputs: number,
  loss: (values: Float64Array) => number,
  given: ((values: Float64Array, out: Float64Array) => void) | undefined,
  differences: (values: Float64Array, out: Float64Array) => void,
): number[][] {
  const g = new Float64Array(outputs);
  const ofLoss: ProbedFunction = (values, out) => {
    out[0] = loss(values);
  };
  const ofDirection: ProbedFunction = (values, out) => {
    (given ?? differences)(values, g);
    out.set(g);
  };
  const planes = findKinks(dimensions, 1, ROUNDING, ofLoss);
  const accuracy = given ? ROUNDING : DIFFERENCE_ACCURACY;
  for (const plane of findKinks(dimensions, outputs, accuracy, ofDirection))
    if (!planes.some((known) => isSame(known, plane))) planes.push(plane);
  return planes.map(({ weights, value }) => [...weights, value]);
}

/** Differences see a kink of f as a jump of the width of their step. */
const isSame = (a: Plane, b: Plane): boolean =>
  [...a.weights, a.value].every((entry, k) => Math.abs(entry - [...b.weights, b.value][k]) < 10 * STEP);
