/**
 * The noise of a number y(x) with gradient c, frozen at (t, x):
 *
 *     u = gᵀc,      σ² = |u|²,      gain = g u / σ²
 *
 * σ² is y's variance per unit time, `gain` what the state moves by in the mean when y is known to move by 1.
 */
import type { SdeProblem } from "../problem.js";

export interface Projection {
  /** Reads the diffusion at (t, x). */
  freeze(t: number, x: Float64Array): void;
  /** σ² of the number whose gradient this is. */
  variance(gradient: Float64Array): number;
  /** Adds `amount` × gain, of the gradient last given, to a state; nothing where σ² = 0. */
  move(amount: number, state: Float64Array): void;
}

/** For any noise that `diffusion` or `evaluate` tells; without noise, and for operators, σ² is 0. */
export function createProjection(problem: SdeProblem): Projection {
  const { dimension: d, sources: m, noise, diffusion, evaluate, matrixNoise } = problem;
  const g = new Float64Array(problem.diffusionSize);
  const f = new Float64Array(d);
  const u = new Float64Array(g.length > 0 ? m : 0);
  const project = matrixNoise ? projectMatrix : noise.kind === "scalar" ? projectScalar : projectDiagonal;
  let sigma2 = 0;
  return {
    freeze(t, x) {
      if (u.length === 0) return;
      if (diffusion) diffusion(t, x, g);
      else evaluate!(t, x, f, g);
    },
    variance(gradient) {
      project(d, m, g, gradient, u);
      sigma2 = 0;
      for (let k = 0; k < u.length; k++) sigma2 += u[k] * u[k];
      return sigma2;
    },
    move(amount, state) {
      if (!(sigma2 > 0)) return;
      const each = amount / sigma2;
      for (let i = 0; i < d; i++) {
        if (matrixNoise) for (let k = 0; k < m; k++) state[i] += each * g[i * m + k] * u[k];
        else state[i] += each * g[i] * u[noise.kind === "scalar" ? 0 : i];
      }
    },
  };
}

type Project = (d: number, m: number, g: Float64Array, c: Float64Array, u: Float64Array) => void;

const projectDiagonal: Project = (_d, _m, g, c, u) => {
  for (let i = 0; i < u.length; i++) u[i] = g[i] * c[i];
};

const projectScalar: Project = (d, _m, g, c, u) => {
  u[0] = 0;
  for (let i = 0; i < d; i++) u[0] += g[i] * c[i];
};

const projectMatrix: Project = (d, m, g, c, u) => {
  u.fill(0);
  for (let i = 0; i < d; i++) for (let k = 0; k < m; k++) u[k] += g[i * m + k] * c[i];
};
