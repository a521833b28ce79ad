/**
 * Tamed Euler for drifts that grow faster than linearly (Hutzenthaler, Jentzen & Kloeden, Strong convergence of an
 * explicit numerical method for SDEs with nonglobally Lipschitz continuous coefficients, Ann. Appl. Probab. 22, 2012,
 * eq. (4)):
 *
 *     X⁺ = X + f(t, X) h / (1 + h |f(t, X)|) + g(t, X) ΔW,      |·| the Euclidean norm
 *
 * Itô. The drift moves X by less than 1 in a step, so that it cannot overshoot into the divergence of Euler–Maruyama,
 * whose moments are infinite in the limit for such drifts (same authors, 2011). Strong order ½ for one-sided Lipschitz
 * f of polynomial growth and Lipschitz g; 1 where g does not depend on X, for then it is the tamed Milstein scheme of
 * Wang & Gan (J. Difference Equ. Appl. 19, 2013). Weak order 1.
 */
import type { Noise, SdeProblem } from "../problem.js";
import { eulerParts, lacksParts } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const tamedEuler: Scheme = Object.freeze({
  name: "tamed-euler",
  calculus: ["ito"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: ({ kind }: Noise) => (kind === "none" || kind === "additive" ? 1 : 0.5),
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 1 }),
  lacks: lacksParts,
  prepare,
});

function prepare(problem: SdeProblem): Step {
  const d = problem.dimension;
  const f = new Float64Array(d);
  const gdW = new Float64Array(d);
  const parts = eulerParts(problem);
  return (t, h, x, { dW }, next) => {
    parts(t, x, dW, f, gdW);
    addTamed(d, x, f, h / (1 + h * norm(d, f)), gdW, next);
  };
}

/** |f|, squared in units of its largest entry: the drifts meant here reach beyond 10¹⁵⁴. */
function norm(d: number, f: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < d; i++) if (Math.abs(f[i]) > largest) largest = Math.abs(f[i]);
  if (largest === 0) return 0;
  let squares = 0;
  for (let i = 0; i < d; i++) squares += (f[i] / largest) * (f[i] / largest);
  return largest * Math.sqrt(squares);
}

function addTamed(
  d: number,
  x: Float64Array,
  f: Float64Array,
  factor: number,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * factor + gdW[i];
}
