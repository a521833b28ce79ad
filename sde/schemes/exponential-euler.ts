/**
 * Exponential Euler for a drift with a stiff linear part, f = A x + n(t, x) (A → `linearDrift`): the equation with n
 * and g frozen over the step is solved exactly,
 *
 *     X⁺ = e^{Ah} X + h φ₁(Ah) n + ∫ e^{A(t+h−s)} g dW_s      φ₁(z) = (e^z − 1)/z
 *
 * (drift: Hochbruck & Ostermann, Exponential integrators, Acta Numerica 19, 2010, §2; noise: Lord & Rougemont, IMA
 * J. Numer. Anal. 24, 2004; Jentzen & Kloeden, Proc. R. Soc. A 465, 2009). As φ₁(z) z = e^z − 1 the first two terms are
 * X + φ₁(Ah) f h with the whole drift f. Of the noise integral a step knows ΔW, and takes
 *
 *     A a matrix:  X⁺ = X + φ₁(Ah)(f h + g ΔW)                          its mean given ΔW
 *     A diagonal:  X⁺_i = X_i + φ₁(a_i h) f_i h + √φ₁(2a_i h) (g ΔW)_i    a multiple of ΔW with its variance
 *
 * so that with a diagonal A and additive diagonal noise n = 0 is solved exactly in law at any step (Jentzen & Kloeden's
 * scheme). Itô. Strong order ½, and 1 where g does not depend on X; weak order 1. φ₁ is computed once per step length
 * and the last two lengths are kept, which a fixed step with its shortened last one needs.
 */
import { createMatrixPhi, phi } from "../linear/phi.js";
import type { Noise, SdeProblem } from "../problem.js";
import { eulerParts, lacksParts } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const exponentialEuler: Scheme = Object.freeze({
  name: "exponential-euler",
  calculus: ["ito"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: ({ kind }: Noise) => (kind === "none" || kind === "additive" ? 1 : 0.5),
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 1 }),
  lacks: (problem: SdeProblem) =>
    problem.linearDrift === undefined
      ? "needs linearDrift, the matrix A of a drift f = A x + n(t, x)"
      : lacksParts(problem),
  prepare,
});

function prepare(problem: SdeProblem): Step {
  const { dimension: d } = problem;
  const A = Float64Array.from(problem.linearDrift!);
  const f = new Float64Array(d);
  const gdW = new Float64Array(d);
  const parts = eulerParts(problem);
  if (A.length === d) {
    const filterAt = perLength(2 * d, (h, out) => diagonalFilter(d, A, h, out));
    return (t, h, x, { dW }, next) => {
      parts(t, x, dW, f, gdW);
      addDiagonal(d, x, filterAt(h), h, f, gdW, next);
    };
  }
  const matrixPhi = createMatrixPhi(d);
  const filterAt = perLength(d * d, (h, out) => matrixPhi(A, h, out));
  return (t, h, x, { dW }, next) => {
    parts(t, x, dW, f, gdW);
    for (let i = 0; i < d; i++) gdW[i] += f[i] * h;
    addMatrix(d, x, filterAt(h), gdW, next);
  };
}

/** What `compute` makes of a step length, the last two kept. */
function perLength(
  size: number,
  compute: (h: number, out: Float64Array) => void,
): (h: number) => Float64Array {
  const lengths = Float64Array.of(Number.NaN, Number.NaN);
  const filters = [new Float64Array(size), new Float64Array(size)];
  let latest = 0;
  return (h) => {
    if (lengths[latest] === h) return filters[latest];
    latest = 1 - latest;
    if (lengths[latest] !== h) {
      lengths[latest] = h;
      compute(h, filters[latest]);
    }
    return filters[latest];
  };
}

/** φ₁(a_i h), then √φ₁(2 a_i h). */
function diagonalFilter(d: number, A: Float64Array, h: number, out: Float64Array): void {
  for (let i = 0; i < d; i++) {
    out[i] = phi(A[i] * h);
    out[d + i] = Math.sqrt(phi(2 * A[i] * h));
  }
}

function addDiagonal(
  d: number,
  x: Float64Array,
  filter: Float64Array,
  h: number,
  f: Float64Array,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + filter[i] * f[i] * h + filter[d + i] * gdW[i];
}

function addMatrix(
  d: number,
  x: Float64Array,
  filter: Float64Array,
  increment: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    let moved = 0;
    for (let j = 0; j < d; j++) moved += filter[i * d + j] * increment[j];
    next[i] = x[i] + moved;
  }
}
