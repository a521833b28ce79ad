/**
 * SGD without the change of basis, as the check that the change is honest: samples a = Cz with K = CCᵀ (Cholesky,
 * nothing of the eigendecomposition), the state turned into the original coordinates, and risk and distance
 * measured with K itself.
 */

import { InputError } from "../../estimators/index.js";
import type { Stream } from "../../sde/index.js";
import { axpy, dot } from "../../sde/kernels/index.js";
import { cholesky } from "../gaussian/index.js";
import { centredModel } from "../models/index.js";
import type { Problem } from "../problem/index.js";
import { divergenceLimit } from "./divergence.js";
import { labelNoise, type SampleSource } from "./samples.js";
import { observerOf, type Setup } from "./setup.js";
import type { VectorObserver } from "./vector-observer.js";
import type { Walk } from "./walk.js";

export function originalBasis(setup: Setup, stream: Stream): Omit<Walk, "method"> {
  const { problem } = setup;
  const { dimension: d, spectrum } = problem;
  const K = problem.covarianceMatrix;
  const Q = spectrum.eigenvectors;
  if (!K || !Q)
    throw new InputError(
      `basis "original" needs a covariance given as a matrix, and this one is "${spectrum.kind}": use dense(matrix)`,
    );
  const state = new Float64Array(setup.state.length);
  for (let column = 0; column < state.length / d; column++)
    for (let i = 0; i < d; i++) axpy(d, setup.state[column * d + i], Q, i * d, state, column * d);
  return { state, samples: denseSamples(problem, K, stream), observer: denseObserver(setup, K, state) };
}

/** a = Cz, row i of C dotted with z. */
function denseSamples({ dimension: d, model }: Problem, K: Float64Array, stream: Stream): SampleSource {
  const C = new Float64Array(d * d);
  cholesky(d, K, C);
  const z = new Float64Array(d);
  const a = new Float64Array(d);
  return {
    a,
    offset: 0,
    draw() {
      stream.fillNormals(z, 0, d);
      for (let i = 0; i < d; i++) a[i] = dot(i + 1, C, i * d, z, 0);
    },
    noise: labelNoise(model.sampleNoise, stream),
  };
}

/** λ^0, λ^1, λ^2, told apart by their values at two points. */
const monomials = [() => 1, (x: number) => x, (x: number) => x * x];
const samples = [0.5, 3];

/** Overlaps Wᵀ K^p W from K itself, p = 0, 1, 2; other weights need the eigenbasis and are refused. */
function denseObserver(setup: Setup, K: Float64Array, start: Float64Array): VectorObserver {
  const { dimension: d } = setup.problem;
  const model = centredModel(setup.problem.model);
  const { outputs } = model;
  const m = outputs + model.teacherOutputs;
  const observer = observerOf(setup);
  const powers = observer.weights.map((q) =>
    monomials.findIndex((power) => samples.every((x) => q(x) === power(x))),
  );
  if (powers.includes(-1))
    throw new InputError(
      `basis "original" measures with K itself, so quadratics other than "1", "lambda" and "lambda^2" do not fit: drop them`,
    );
  const W = start.slice();
  const KW = new Float64Array(m * d);
  const overlaps = powers.map(() => new Float64Array(m * m));

  const at = (X: Float64Array): void => {
    W.set(X.subarray(0, outputs * d));
    for (let p = 0; p < m; p++) for (let i = 0; i < d; i++) KW[p * d + i] = dot(d, K, i * d, W, p * d);
  };
  const overlap = (power: number, out: Float64Array): void => {
    const [left, right] = [power === 2 ? KW : W, power === 0 ? W : KW];
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++) out[p * m + q] = dot(d, left, p * d, right, q * d);
  };
  const measure = (X: Float64Array): void => {
    at(X);
    powers.forEach((power, index) => {
      overlap(power, overlaps[index]);
    });
  };
  const riskAt = (X: Float64Array): number => {
    measure(X);
    return model.risk(overlaps[0]);
  };
  const limit = divergenceLimit(setup, start, riskAt);
  const asked = monomials.map(() => new Float64Array(m * m));
  return {
    names: observer.names,
    observe(X, rate, out) {
      measure(X);
      observer.observe(overlaps, rate, out);
    },
    diverged: (X) => !(riskAt(X) <= limit),
    overlaps(X, power) {
      at(X);
      overlap(power, asked[power]);
      return asked[power];
    },
  };
}
