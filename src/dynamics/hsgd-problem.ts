/**
 * Homogenized SGD handed out as an ordinary SDE problem, of X itself: X = E + A with the anchor A = X* where student and
 * teacher match and 0 where they do not (setup.ts), so that f_X(X) = f_E(X − A) and likewise for the noise.
 */
import { defineSde, type SdeProblem } from "../../sde/index.js";
import { axpy } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { hsgdSde } from "./hsgd.js";
import { hsgdField } from "./hsgd-field.js";
import type { Setup } from "./setup.js";

export function hsgdProblem(setup: Setup): SdeProblem {
  const sde = hsgdSde(setup, hsgdField(setup, false));
  const n = sde.dimension;
  const { dimension: d, model } = setup.problem;
  // Nothing is added to what a schedule keeps behind E.
  const anchor = new Float64Array(n);
  if (centredModel(model).matched) anchor.set(setup.state.subarray(d * model.outputs));
  const E = new Float64Array(n);
  const centre = (X: Float64Array): Float64Array => {
    subtract(n, X, anchor, E);
    return E;
  };
  const start = Float64Array.from(sde.start!);
  axpy(n, 1, anchor, 0, start, 0);
  return defineSde({
    dimension: n,
    calculus: sde.calculus,
    noise: sde.noise,
    start,
    drift: (t, X, out) => sde.drift!(t, centre(X), out),
    applyNoise: (t, X, dW, out) => sde.applyNoise!(t, centre(X), dW, out),
    eulerStep(t, h, X, dW, next) {
      sde.eulerStep!(t, h, centre(X), dW, next);
      axpy(n, 1, anchor, 0, next, 0);
    },
  });
}

function subtract(n: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < n; i++) out[i] = a[i] - b[i];
}
