/**
 * h, G and I of any f and g by quadrature (THEORY §2), r = (x, y) ~ N(0, B) and ε of n standard normals:
 *
 *   h = E f        I = E g gᵀ        B G = E r gᵀ
 *
 * With B = L Lᵀ and r = L z the last is Lᵀ G = E z gᵀ on the rows of L that have a pivot: triangular, solved upwards, and
 * it asks neither for ∂g nor for B⁻¹, so that kinks and jumps of g bring their own share. A field p without a pivot is a
 * combination of those before it, and B says nothing of G there; G[p, i] = ∂ E g_i/∂s as r_p is moved by s, by differences
 * of fourth order, is what it tends to from inside. Where g jumps just there, as sgn(x − y) does at X = X*, that is
 * infinite, and G[p, i] = 0 serves as well as any other solution of B G = E r gᵀ; what g is right on such a sheet is
 * nobody's limit, and its mean over the two sides stands in (aside.ts).
 */
import {
  BLOCK,
  createFieldMean,
  createRoot,
  type FieldIntegrand,
  type FieldMean,
  type FieldMeanOptions,
  type FieldRoot,
  type Sheet,
  takeRoot,
} from "../gaussian/index.js";
import { sidesOf } from "./aside.js";
import type { Model } from "./model.js";

/**
 * A function of many samples (x, y, ε) at once: number k of sample j is at k × BLOCK + j of what is read, and of what is
 * written.
 */
export type BlockFunction = (values: Float64Array, count: number, out: Float64Array) => void;

/** What is integrated: a model's functions, or those of one to be. */
export interface QuadratureSource extends Pick<Model, "outputs" | "teacherOutputs" | "loss" | "direction"> {
  /** f over many samples, where that is faster than one after the other. */
  readonly lossOver?: BlockFunction | undefined;
  /** g over many samples. */
  readonly directionOver?: BlockFunction | undefined;
  /** n, the standard normals that f and g take beside the fields. */
  readonly normals: number;
  /** Where f or g is not smooth: over x, y and the n normals. */
  readonly sheets?: readonly Sheet[];
  /** Relative error of f and g themselves, where it is not that of rounding. */
  readonly accuracy?: number;
}

export type QuadratureForms = Required<
  Pick<Model, "risk" | "gradient" | "directionSecondMoment" | "quadratureError">
>;

/** What G and I are integrated from where part of the noise is averaged in closed form. */
export interface MeanDirection
  extends Pick<QuadratureSource, "outputs" | "normals" | "sheets" | "accuracy">,
    Pick<FieldMeanOptions, "fields" | "rough"> {
  /** Size of g below which it is rounding, and has no digits to lose. */
  readonly negligible?: number;
  /** Writes the means of g and then of g gᵀ, over all that a sample draws beside the fields and the normals. */
  moments(fields: Float64Array, normals: Float64Array, out: Float64Array): void;
}

/** What G and I are made of. */
export type DirectionForms = Pick<QuadratureForms, "gradient" | "directionSecondMoment" | "quadratureError">;

/** Step of the differences: their error is near 1e-12 of what g is where it varies over distances of about 1. */
const STEP = 1e-3;
/** Slopes from h and from 2h that differ by more of their size are those of a jump, which halves them. */
const JUMP = 0.2;

/** The forms of f and g. */
export function quadratureForms(source: QuadratureSource): QuadratureForms {
  const { risk, quadratureError } = lossForms(source);
  const direction = directionForms(source);
  return {
    ...direction,
    risk,
    quadratureError: (B) => Math.max(quadratureError(B), direction.quadratureError(B)),
  };
}

/** h, and its error relative to E |f|. */
function lossForms(source: QuadratureSource): Pick<QuadratureForms, "risk" | "quadratureError"> {
  const { outputs, teacherOutputs, normals, loss } = source;
  const {
    lossOver = over(outputs + teacherOutputs, normals, 1, (fields, drawn, out) => {
      out[0] = loss(fields, drawn);
    }),
  } = source;
  const f = new Float64Array(BLOCK);
  const { at, error } = remembered(outputs + teacherOutputs, {
    ...source,
    fields: outputs + teacherOutputs,
    values: 2,
    sheets: source.sheets ?? [],
    integrand(_root, { count, values, weights }, out) {
      lossOver(values, count, f);
      let [mean, size] = [0, 0];
      for (let j = 0; j < count; j++) {
        mean += weights[j] * f[j];
        size += weights[j] * Math.abs(f[j]);
      }
      out[0] += mean;
      out[1] += size;
    },
    deviation: (a, b) => ratio(Math.abs(a[0] - b[0]), b[1]),
  });
  return { risk: (B) => at(B)[0], quadratureError: error };
}

/** G and I of g, from one pass for both; their error relative to √(E g²) and E g², that of E z gᵀ standing for G's. */
export function directionForms(source: Omit<QuadratureSource, "loss">): DirectionForms {
  const { outputs, teacherOutputs, normals, direction } = source;
  const fields = outputs + teacherOutputs;
  const { directionOver = over(fields, normals, outputs, direction) } = source;
  return formsOf({ ...source, fields }, (values, count, out) => {
    directionOver(values, count, out);
    for (let i = 0; i < outputs; i++)
      for (let k = 0; k < outputs; k++) {
        const row = (outputs + i * outputs + k) * BLOCK;
        for (let j = 0; j < count; j++) out[row + j] = out[i * BLOCK + j] * out[k * BLOCK + j];
      }
  });
}

/** The same of means over what is left of the noise. */
export function meanDirectionForms(source: MeanDirection): DirectionForms {
  const { outputs, fields, normals, moments } = source;
  return formsOf(source, over(fields, normals, outputs * (1 + outputs), moments));
}

/** The same of means over many samples: ℓ rows of g, then ℓ×ℓ of g gᵀ. */
function formsOf(source: Omit<MeanDirection, "moments">, moments: BlockFunction): DirectionForms {
  const { outputs, fields: m, negligible = 0 } = source;
  const g = new Float64Array(outputs * (1 + outputs) * BLOCK);
  const share = new Float64Array(BLOCK);
  /** E z gᵀ, in the rows that have a pivot; E g gᵀ; E g. */
  const second = m * outputs;
  const first = second + outputs * outputs;
  const length = first + outputs;

  const integrand: FieldIntegrand = ({ columns }, { count, z, values, weights }, out) => {
    moments(values, count, g);
    for (let i = 0; i < outputs; i++) {
      let mean = 0;
      for (let j = 0; j < count; j++) {
        share[j] = weights[j] * g[i * BLOCK + j];
        mean += share[j];
      }
      out[first + i] += mean;
      for (let p = 0; p < m; p++)
        if (columns[p] >= 0) out[p * outputs + i] += inner(count, share, z, columns[p] * BLOCK);
    }
    for (let entry = 0; entry < outputs * outputs; entry++)
      out[second + entry] += inner(count, weights, g, (outputs + entry) * BLOCK);
  };
  const deviation = (a: Float64Array, b: Float64Array): number => {
    let square = negligible * negligible;
    for (let i = 0; i < outputs; i++) square = Math.max(square, b[second + i * (outputs + 1)]);
    let [mean, moment] = [0, 0];
    for (let at = 0; at < second; at++) mean = Math.max(mean, Math.abs(a[at] - b[at]));
    for (let at = second; at < first; at++) moment = Math.max(moment, Math.abs(a[at] - b[at]));
    return Math.max(ratio(mean, Math.sqrt(square)), ratio(moment, square));
  };
  const moved = new Float64Array(length);
  /** ∂ E g_i/∂s in the rows without a pivot, 0 where g jumps. */
  const slopes = new Float64Array(m * outputs);
  const takeSlopes = (root: FieldRoot, mean: FieldMean): void => {
    for (let p = 0; p < m; p++) {
      if (root.columns[p] >= 0) continue;
      const [near, far] = [1, 2].map((steps) => {
        const slope = new Float64Array(outputs);
        for (const sign of [1, -1]) {
          root.shift[p] = sign * steps * STEP;
          mean.mean(root, moved);
          for (let i = 0; i < outputs; i++) slope[i] += (sign / (2 * steps * STEP)) * moved[first + i];
        }
        return slope;
      });
      root.shift[p] = 0;
      for (let i = 0; i < outputs; i++) {
        const jumps = Math.abs(near[i] - far[i]) > JUMP * Math.abs(near[i]);
        slopes[p * outputs + i] = jumps ? 0 : (4 * near[i] - far[i]) / 3;
      }
    }
  };
  const options = { ...source, values: length, sheets: source.sheets ?? [], integrand, deviation };
  const { at, root, error } = remembered(m, options, takeSlopes);

  return {
    gradient(B, out) {
      const means = at(B);
      const { L, columns } = root;
      for (let p = m - 1; p >= 0; p--)
        for (let i = 0; i < outputs; i++) {
          const entry = p * outputs + i;
          if (columns[p] < 0) {
            out[entry] = slopes[entry];
            continue;
          }
          let left = means[entry];
          for (let q = p + 1; q < m; q++) left -= L[q * m + p] * out[q * outputs + i];
          out[entry] = left / L[p * (m + 1)];
        }
    },
    directionSecondMoment(B, out) {
      const means = at(B);
      for (let entry = 0; entry < outputs * outputs; entry++) out[entry] = means[second + entry];
    },
    quadratureError: error,
  };
}

/** A function of one sample, over many. */
function over(
  fields: number,
  normals: number,
  size: number,
  f: (fields: Float64Array, normals: Float64Array, out: Float64Array) => void,
): BlockFunction {
  const r = new Float64Array(fields);
  const drawn = new Float64Array(normals);
  const result = new Float64Array(size);
  return (values, count, out) => {
    for (let j = 0; j < count; j++) {
      for (let p = 0; p < fields; p++) r[p] = values[p * BLOCK + j];
      for (let e = 0; e < normals; e++) drawn[e] = values[(fields + e) * BLOCK + j];
      f(r, drawn, result);
      for (let i = 0; i < size; i++) out[i * BLOCK + j] = result[i];
    }
  };
}

/** Σ_j a_j b_(from+j) */
function inner(count: number, a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += a[j] * b[from + j];
  return sum;
}

/** Means at B, integrated anew only where B is another than the last time, and the root of that B. */
function remembered(m: number, options: FieldMeanOptions, also?: (root: FieldRoot, mean: FieldMean) => void) {
  const mean = createFieldMean(options);
  const root = createRoot(m);
  const means = new Float64Array(options.values);
  const aside = new Float64Array(options.values);
  const last = new Float64Array(m * m).fill(Number.NaN);
  // f is continuous but for rare ones: its value on a sheet is its limit, exactly.
  const sidesAt = (of: FieldRoot) => (also && of.rank < m ? sidesOf(of, options) : []);
  const take = (B: Float64Array): void => {
    takeRoot(m, B, root);
    const sides = sidesAt(root);
    if (sides.length === 0) mean.mean(root, means);
    else means.fill(0);
    for (const shift of sides) {
      root.shift.set(shift);
      mean.mean(root, aside);
      for (let k = 0; k < means.length; k++) means[k] += aside[k] / sides.length;
    }
    root.shift.fill(0);
    also?.(root, mean);
  };
  const at = (B: Float64Array): Float64Array => {
    let same = true;
    for (let entry = 0; entry < last.length; entry++) {
      if (last[entry] === B[entry]) continue;
      last[entry] = B[entry];
      same = false;
    }
    if (!same) take(B);
    return means;
  };
  const error = (B: Float64Array): number => {
    const own = createRoot(m);
    takeRoot(m, B, own);
    const [side] = sidesAt(own);
    if (side) own.shift.set(side);
    return mean.error(own);
  };
  return { at, root, error };
}

/** error/size, 0 where there is no error and infinite where it is not a number. */
function ratio(error: number, size: number): number {
  if (error === 0) return 0;
  const relative = error / size;
  return relative >= 0 ? relative : Number.POSITIVE_INFINITY;
}
