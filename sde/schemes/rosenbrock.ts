/**
 * A Rosenbrock method for stiff ordinary differential equations, Rodas5P (Steinebach, BIT Numer. Math. 63, 2023): order 5,
 * L-stable and stiffly accurate, with an error estimate of order 4. One linear system in place of Newton's iteration, the
 * same in all eight stages, J = ∂f/∂x at (t, x):
 *
 *     (1 − γh J) U_i = γh f(t + α_i h, x + Σ_j a_ij U_j) + γ Σ_j c_ij U_j + γ d_i h² ∂f/∂t,      i = 1 … 8
 *     Y_7 = Y_6 + U_6,   Y_8 = Y_7 + U_7,   X⁺ = Y_8 + U_8,   err = U_8
 *
 * (Y_i the argument of f in stage i; Hairer & Wanner, Solving Ordinary Differential Equations II, §IV.7, where all terms
 * are divided by γh). The system is solved by the problem's `driftSolver`, where it has one, or by dense elimination with
 * its `driftJacobian`, or with central differences.
 *
 * err is the error of order 4. That of X⁺ is far less: on x' = λx the two are 1.3·10⁻⁹ and 9·10⁻¹³ at λh = −0.1,
 * 4·10⁻⁶ and 4·10⁻⁸ at −0.5.
 */
import { axpy, scale } from "../kernels/index.js";
import { createDenseSolver } from "../linear/dense-solver.js";
import type { SdeProblem } from "../problem.js";
import { combine, type SparseRow } from "./combine.js";
import { embeddedNorm } from "./natural-embedding.js";
import { couplings, diagonal, nodes, stages, timeWeights } from "./rosenbrock-tableau.js";
import type { EmbeddedStep, Scheme, Step } from "./scheme.js";

export const rosenbrock: Scheme = Object.freeze({
  name: "rosenbrock",
  calculus: ["ito", "stratonovich"] as const,
  noise: ["none"] as const,
  needs: [],
  strongOrder: () => 5,
  weakOrder: () => 5,
  // Three of them for ∂f/∂t; differences for the Jacobian cost 2d more.
  cost: () => ({ drift: 11, diffusion: 0 }),
  prepare: (problem: SdeProblem) => prepareEmbedded(problem).step,
  prepareEmbedded,
});

function prepareEmbedded(problem: SdeProblem): EmbeddedStep {
  const { dimension: d } = problem;
  const f = problem.drift!;
  const solver = problem.driftSolver ? problem.driftSolver() : createDenseSolver(problem);
  const U = nodes.map(() => new Float64Array(d));
  const at = new Float64Array(d);
  const timeDerivative = new Float64Array(d);

  const step: Step = (t, h, x, _w, next) => {
    const s = diagonal * h;
    solver.linearise(t, h, x, s, timeDerivative);
    at.set(x);
    for (let i = 0; i < U.length; i++) {
      if (i > stages.length) axpy(d, 1, U[i - 1], 0, at, 0);
      else if (i > 0) combine(d, x, 1, stages[i - 1], U, at);
      f(t + nodes[i] * h, at, U[i]);
      scale(d, s, U[i], 0);
      if (i > 0) couple(d, couplings[i - 1], U, U[i]);
      if (timeWeights[i] !== 0) axpy(d, s * h * timeWeights[i], timeDerivative, 0, U[i], 0);
      solver.solve(U[i]);
    }
    next.set(at);
    axpy(d, 1, U[U.length - 1], 0, next, 0);
  };
  return { step, errorNorm: (_h, size) => embeddedNorm(d, U[U.length - 1], size), errorOrder: 5 };
}

/** out = out + γ Σ c_j U_j */
function couple(d: number, row: SparseRow, U: Float64Array[], out: Float64Array): void {
  for (let j = 0; j < row.length; j++) axpy(d, diagonal * row[j][1], U[row[j][0]], 0, out, 0);
}
