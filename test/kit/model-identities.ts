/**
 * The three identities every model must satisfy (THEORY §2), each as a number: the largest deviation, relative to
 * the size of what is compared (of its factors, where a product may vanish). A broken model must make them large.
 */
import type { Model } from "../../src/models/index.js";
import { gaussianMean, type Point, type Rule } from "./gaussian-quadrature.js";

/** Values the uniforms may take for these fields, each with its probability; [] is "the model draws none". */
export type Outcomes = (fields: Float64Array) => { uniforms: number[]; probability: number }[];

const noUniforms: Outcomes = () => [{ uniforms: [], probability: 1 }];

function largest(values: ArrayLike<number>): number {
  return Math.max(...Array.from(values, Math.abs));
}

function deviation(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  size = Math.max(1e-3, largest(expected)),
): number {
  return largest(Array.from(expected, (value, i) => got[i] - value)) / size;
}

/**
 * ∂h against G. Differences are one-sided of second order, variances upward and covariances towards zero, so
 * that a singular B is left towards the inside.
 */
export function gradientDeviation(model: Model, B: ArrayLike<number>, step = 1e-4): number {
  const { outputs } = model;
  const m = outputs + model.teacherOutputs;
  const G = new Float64Array(m * outputs);
  model.gradient(Float64Array.from(B), G);
  const expected = Array.from(G, (_, index) => {
    const p = Math.floor(index / outputs);
    const i = index % outputs;
    const signed = p === i || B[p * m + i] < 0 ? step : -step;
    const riskAt = (h: number) => {
      const moved = Float64Array.from(B);
      moved[p * m + i] += h;
      if (p !== i) moved[i * m + p] += h;
      return model.risk(moved);
    };
    const slope = (-3 * riskAt(0) + 4 * riskAt(signed) - riskAt(2 * signed)) / (2 * signed);
    return p === i ? 2 * slope : slope;
  });
  return deviation(G, expected);
}

/** B G against E r gᵀ, the mean by quadrature. */
export function steinDeviation(
  model: Model,
  B: ArrayLike<number>,
  rule: Rule | readonly Point[],
  outcomes = noUniforms,
): number {
  const { outputs } = model;
  const m = outputs + model.teacherOutputs;
  const G = new Float64Array(m * outputs);
  model.gradient(Float64Array.from(B), G);
  const product = Array.from(G, (_, index) => {
    const p = Math.floor(index / outputs);
    let value = 0;
    for (let q = 0; q < m; q++) value += B[p * m + q] * G[q * outputs + (index % outputs)];
    return value;
  });
  const mean = directionMean(model, B, rule, outcomes, (fields, g) =>
    product.map((_, index) => fields[Math.floor(index / outputs)] * g[index % outputs]),
  );
  return deviation(product, mean, largest(B) * largest(G));
}

/** h and I against E f and E g gᵀ, the means by quadrature. */
export function momentDeviation(
  model: Model,
  B: ArrayLike<number>,
  rule: Rule | readonly Point[],
  outcomes = noUniforms,
): number {
  const { outputs } = model;
  const I = new Float64Array(outputs * outputs);
  model.directionSecondMoment(Float64Array.from(B), I);
  const moments = directionMean(model, B, rule, outcomes, (_fields, g) =>
    Array.from(I, (_, index) => g[Math.floor(index / outputs)] * g[index % outputs]),
  );
  const { normals, uniforms } = model.sampleNoise;
  const noise = new Float64Array(normals + uniforms);
  const [loss] = gaussianMean(
    B,
    rule,
    (fields, drawn) => {
      noise.set(drawn);
      let value = 0;
      for (const outcome of outcomes(fields)) {
        noise.set(outcome.uniforms, normals);
        value += outcome.probability * model.loss(fields, noise);
      }
      return [value];
    },
    normals,
  );
  return Math.max(deviation(I, moments), deviation([model.risk(Float64Array.from(B))], [loss]));
}

/** g against ∂f/∂x at given fields and noise, by central differences. */
export function directionDeviation(
  model: Model,
  fields: ArrayLike<number>,
  noise: ArrayLike<number>,
  step = 1e-5,
): number {
  const g = new Float64Array(model.outputs);
  const drawn = Float64Array.from(noise);
  model.direction(Float64Array.from(fields), drawn, g);
  const slopes = Array.from(g, (_, i) => {
    const lossAt = (h: number) => {
      const moved = Float64Array.from(fields);
      moved[i] += h;
      return model.loss(moved, drawn);
    };
    return (lossAt(step) - lossAt(-step)) / (2 * step);
  });
  return deviation(g, slopes);
}

function directionMean(
  model: Model,
  B: ArrayLike<number>,
  rule: Rule | readonly Point[],
  outcomes: Outcomes,
  f: (fields: Float64Array, g: Float64Array) => number[],
): number[] {
  const { normals, uniforms } = model.sampleNoise;
  const noise = new Float64Array(normals + uniforms);
  const g = new Float64Array(model.outputs);
  return gaussianMean(
    B,
    rule,
    (fields, drawn) => {
      noise.set(drawn);
      const total: number[] = [];
      for (const outcome of outcomes(fields)) {
        noise.set(outcome.uniforms, normals);
        model.direction(fields, noise, g);
        f(fields, g).forEach((value, i) => {
          total[i] = (total[i] ?? 0) + outcome.probability * value;
        });
      }
      return total;
    },
    normals,
  );
}
