/**
 * A model made of nothing but f and g, however a user gave them (custom.ts, expression.ts): the rest is by quadrature
 * (quadrature.ts). Its values are (x, y, ε), label noise ε ~ N(0, σ²) last, as many as there are.
 */
import { InputError } from "../../estimators/index.js";
import { BLOCK, type Sheet } from "../gaussian/index.js";
import { clipByQuadrature } from "./clip-quadrature.js";
import type { Model } from "./model.js";
import { type BlockFunction, type QuadratureSource, quadratureForms } from "./quadrature.js";

export interface OwnLoss extends Pick<QuadratureSource, "sheets" | "accuracy"> {
  readonly kind: string;
  readonly outputs: number;
  readonly teacherOutputs: number;
  /** How many ε there are. */
  readonly noises: number;
  /** σ */
  readonly noiseStd: number;
  readonly clip?: number | undefined;
  loss(values: Float64Array): number;
  direction(values: Float64Array, out: Float64Array): void;
  readonly lossOver?: BlockFunction;
  readonly directionOver?: BlockFunction;
}

/** Quadrature that misses more of its own size than this has not found a mean at all. */
const LARGEST_ERROR = 0.01;

/** Fields and noise at which g is looked at for a start at zero, times 1, −1 and others. */
const PROBES = [0.7, -1.3, 1.9, -0.4];

export function ownLossModel(given: OwnLoss): Model {
  const { kind, outputs, teacherOutputs, noises, noiseStd, clip } = given;
  const m = outputs + teacherOutputs;
  const values = new Float64Array(m + noises);
  const take = (fields: Float64Array, noise: Float64Array): Float64Array => {
    for (let p = 0; p < m; p++) values[p] = fields[p];
    for (let e = 0; e < noises; e++) values[m + e] = noiseStd * noise[e];
    return values;
  };
  const loss: Model["loss"] = (fields, noise) => given.loss(take(fields, noise));
  const direction: Model["direction"] = (fields, noise, out) => given.direction(take(fields, noise), out);
  const scaled = new Float64Array((m + noises) * BLOCK);
  const scaling = (f: BlockFunction | undefined): BlockFunction | undefined =>
    f &&
    ((rows, count, out) => {
      scaled.set(rows);
      for (let at = m * BLOCK; at < scaled.length; at++) scaled[at] *= noiseStd;
      f(scaled, count, out);
    });
  const source: QuadratureSource = {
    ...given,
    normals: noises,
    loss,
    direction,
    lossOver: scaling(given.lossOver),
    directionOver: scaling(given.directionOver),
  };
  const forms = quadratureForms(source);
  const model: Model = {
    kind,
    outputs,
    teacherOutputs,
    sampleNoise: { normals: noises, uniforms: 0 },
    restsAtZero: restsAtZero(given),
    loss,
    direction,
    ...forms,
    bestRisk: () => null,
  };
  const clipped = clip === undefined ? model : clipByQuadrature(model, clip, source);
  return { ...clipped, requireMeans: (B) => requireMeansNear(clipped, B) };
}

/** A kink of values (x, y, ε) in the fields and the standard normals that ε is σ times. */
export function sheetOf(row: readonly number[], fields: number, noises: number, noiseStd: number): Sheet {
  const normal = Float64Array.from(row.slice(0, fields + noises));
  for (let e = fields; e < normal.length; e++) normal[e] *= noiseStd;
  return { normal, offset: row[fields + noises] ?? 0 };
}

function restsAtZero({ outputs, teacherOutputs, noises, direction }: OwnLoss): boolean {
  const values = new Float64Array(outputs + teacherOutputs + noises);
  const g = new Float64Array(outputs);
  return PROBES.every((_, shift) => {
    for (let p = outputs; p < values.length; p++) values[p] = PROBES[(p + shift) % PROBES.length];
    direction(values, g);
    return g.every((entry) => entry === 0);
  });
}

/** Refuses an f or g without expectations at B, m×m, or where a start at zero leads, to a student as large as its teacher. */
function requireMeansNear(model: Model, B: Float64Array): void {
  requireMeans(model, B);
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const ahead = B.slice();
  for (let i = 0; i < outputs; i++) {
    if (B[i * (m + 1)] > 0) return;
    ahead[i * (m + 1)] = B[(outputs + Math.min(i, teacherOutputs - 1)) * (m + 1)];
  }
  requireMeans(model, ahead);
}

/** Refuses an f that is no finite number at ordinary fields. */
function requireValues({ outputs, teacherOutputs, sampleNoise, loss }: Model): void {
  const fields = new Float64Array(outputs + teacherOutputs);
  const noise = new Float64Array(sampleNoise.normals).fill(PROBES[0]);
  for (const sign of [1, -1])
    PROBES.forEach((_, shift) => {
      for (let p = 0; p < fields.length; p++) fields[p] = sign * PROBES[(p + shift) % PROBES.length];
      const value = loss(fields, noise);
      if (Number.isFinite(value)) return;
      throw new InputError(
        `This loss is ${value} where the fields x are ${fields.slice(0, outputs).join(", ")} and y ${fields.slice(outputs).join(", ")}; choose one that is a finite number everywhere, as log(1 + x^2) is and log(x) is not.`,
      );
    });
}

/** Refuses an f or g without expectations at B. */
function requireMeans(model: Model, B: Float64Array): void {
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  model.gradient(B, G);
  model.directionSecondMoment(B, I);
  const error = model.quadratureError!(B);
  if (Number.isFinite(model.risk(B)) && G.every(Number.isFinite) && I.every(Number.isFinite))
    if (error <= LARGEST_ERROR) return;
  requireValues(model);
  const widths = Array.from({ length: m }, (_, p) => Number(Math.sqrt(B[p * (m + 1)]).toPrecision(3)));
  throw new InputError(
    `The mean of this loss, or of its squared direction, does not settle where the fields x have standard deviation ${widths.slice(0, outputs).join(", ")} and y ${widths.slice(outputs).join(", ")}, as at a problem's start; choose a loss that grows more slowly, has no poles, and bends or jumps only where it is flat, as at x = y, or smaller norms of target and initial.`,
  );
}
