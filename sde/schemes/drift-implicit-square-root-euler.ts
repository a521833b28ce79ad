/**
 * Drift-implicit square-root Euler for dX = κ(θ − X)dt + σ√X dW, which keeps X > 0 (Alfonsi, On the discretization
 * schemes for the CIR (and Bessel squared) processes, Monte Carlo Methods Appl. 11, 2005, §3; Dereich, Neuenkirch &
 * Szpruch, Proc. R. Soc. A 468, 2012). The root Y = √X solves dY = (α/Y − κY/2)dt + (σ/2)dW, α = (4κθ − σ²)/8, and
 *
 *     Y⁺ = Y + (α/Y⁺ − κY⁺/2) h + σΔW/2,      X⁺ = (Y⁺)²
 *
 * is a quadratic equation: with u = Y + σΔW/2 and q = 1 + κh/2, Y⁺ = (u + √(u² + 4αhq))/(2q), positive if α > 0.
 * Itô. Strong order 1 in L^p for p < 4κθ/(3σ²): in mean square for 2κθ > 3σ² (Alfonsi, Stat. Probab. Lett. 83, 2013;
 * Neuenkirch & Szpruch, Numer. Math. 128, 2014); ½ up to a logarithm for 2κθ > σ² (Dereich, Neuenkirch & Szpruch).
 * Weak order 1. At the Feller condition 2κθ ≥ σ² the process itself stays positive; the scheme needs 4κθ > σ² only.
 */
import type { SdeProblem } from "../problem.js";
import type { Scheme, Step } from "./scheme.js";

export const driftImplicitSquareRootEuler: Scheme = Object.freeze({
  name: "drift-implicit-square-root-euler",
  calculus: ["ito"] as const,
  noise: ["diagonal", "scalar"] as const,
  needs: [],
  strongOrder: () => 1,
  weakOrder: () => 1,
  // The equation is solved from its parameters.
  cost: () => ({ drift: 0, diffusion: 0 }),
  lacks,
  prepare,
});

function lacks({ squareRootDiffusion }: SdeProblem): string | undefined {
  if (squareRootDiffusion === undefined)
    return "needs the parameters of dX = speed (mean − X) dt + volatility √X dW: make the problem with coxIngersollRoss";
  const { speed, mean, volatility } = squareRootDiffusion;
  if (4 * speed * mean > volatility * volatility) return undefined;
  return `needs 4·speed·mean > volatility², and they are ${4 * speed * mean} and ${volatility * volatility} (the Feller condition 2·speed·mean ≥ volatility² is enough)`;
}

function prepare(problem: SdeProblem): Step {
  const { speed, mean, volatility } = problem.squareRootDiffusion!;
  const alpha = (4 * speed * mean - volatility * volatility) / 8;
  return (_t, h, x, { dW }, next) => {
    const q = 1 + 0.5 * speed * h;
    const u = Math.sqrt(x[0]) + 0.5 * volatility * dW[0];
    const root = Math.sqrt(u * u + 4 * alpha * h * q);
    // The same root of the quadratic twice: where u < 0 the sum u + root would lose its digits.
    const y = u > 0 ? (u + root) / (2 * q) : (2 * alpha * h) / (root - u);
    next[0] = y * y;
  };
}
