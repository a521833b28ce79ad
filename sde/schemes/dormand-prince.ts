/**
 * The explicit Runge–Kutta method of order 8 of Dormand and Prince, with Hairer's double error estimate
 * (Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, §II.5 and §II.10):
 *
 *     k_i = f(t + c_i h, x + h Σ_j a_ij k_j),      x⁺ = x + h Σ_i b_i k_i
 *     err = h ε₅² / √((ε₅² + ε₃²/100) d),          ε_p² = Σ_n ((Σ_i e^{(p)}_i k_{i,n}) / scale_n)²
 *
 * An ordinary differential equation is a stochastic one without noise, so this is a scheme like any other.
 */
import { InputError } from "../../estimators/index.js";
import { axpy, dot } from "../kernels/index.js";
import type { SdeProblem } from "../problem.js";
import { combine, type SparseRow } from "./combine.js";
import { errorOrder5, nodes, stages, weights, weightsOrder3 } from "./dormand-prince-tableau.js";
import type { EmbeddedStep, Scheme, Step } from "./scheme.js";

const errorOrder3: SparseRow = weights
  .map(([i, b]) => [i, b - (weightsOrder3.find(([stage]) => stage === i)?.[1] ?? 0)] as const)
  .filter(([, e]) => e !== 0);

export const dormandPrince: Scheme = Object.freeze({
  name: "dormand-prince",
  calculus: ["ito", "stratonovich"] as const,
  noise: ["none"] as const,
  needs: [],
  strongOrder: () => 8,
  weakOrder: () => 8,
  cost: () => ({ drift: 12, diffusion: 0 }),
  prepare: (problem: SdeProblem) => prepareEmbedded(problem).step,
  prepareEmbedded,
});

function prepareEmbedded(problem: SdeProblem): EmbeddedStep {
  const f = problem.drift;
  if (!f) throw new InputError("drift is missing; dormand-prince needs it: add the callback");
  const d = problem.dimension;
  const k = nodes.map(() => new Float64Array(d));
  const stage = new Float64Array(d);

  const step: Step = (t, h, x, _w, next) => {
    f(t, x, k[0]);
    for (let i = 1; i < k.length; i++) {
      combine(d, x, h, stages[i - 1], k, stage);
      f(t + nodes[i] * h, stage, k[i]);
    }
    combine(d, x, h, weights, k, next);
  };

  const errorNorm = (h: number, scale: Float64Array): number => {
    const five = weighedSquare(d, errorOrder5, k, scale, stage);
    const three = weighedSquare(d, errorOrder3, k, scale, stage);
    if (five === 0 && three === 0) return 0;
    return (Math.abs(h) * five) / Math.sqrt((five + 0.01 * three) * d);
  };
  return { step, errorNorm, errorOrder: 8 };
}

/** Σ_n ((Σ_i e_i k_{i,n}) / scale_n)² */
function weighedSquare(
  d: number,
  row: SparseRow,
  k: Float64Array[],
  scale: Float64Array,
  scratch: Float64Array,
): number {
  scratch.fill(0);
  for (let j = 0; j < row.length; j++) axpy(d, row[j][1], k[row[j][0]], 0, scratch, 0);
  for (let n = 0; n < d; n++) scratch[n] /= scale[n];
  return dot(d, scratch, 0, scratch, 0);
}
