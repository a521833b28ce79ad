/**
 * The square-root diffusion dX = κ(θ − X) dt + σ√X dW (Cox, Ingersoll & Ross, A theory of the term structure of
 * interest rates, Econometrica 53, 1985; Feller 1951).
 */

import { InputError } from "../estimators/index.js";
import { requireKeys, show } from "../estimators/input/index.js";
import { defineSde, type SdeProblem } from "./problem.js";
import { type SquareRootDiffusion, squareRootKeys } from "./structure.js";

/**
 * A Cox–Ingersoll–Ross process, dX = speed (mean − X) dt + volatility √X dW, Itô, in one dimension. X stays positive
 * where 2·speed·mean ≥ volatility² (the Feller condition), and touches 0 otherwise. Euler–Maruyama may step below 0,
 * where √X is not a number; `driftImplicitSquareRootEuler` and `fullTruncationEuler` are made for it.
 *
 * @param parameters speed (1/time), mean and volatility, positive; `start` (one number of at least 0), default: the mean.
 * @returns a problem that carries its parameters, its start and its derivatives.
 * @throws InputError when a parameter is not positive or the start is negative.
 * @see Cox, Ingersoll & Ross (1985).
 * @example
 * ```ts
 * import { coxIngersollRoss, driftImplicitSquareRootEuler, solve } from "homogenized-sgd/sde";
 * const rate = coxIngersollRoss({ speed: 2, mean: 0.04, volatility: 0.2 });
 * const path = solve(rate, { to: 1, step: 0.01, scheme: driftImplicitSquareRootEuler, seed: 1,
 *   save: { times: "steps" } });
 * path.values.every((x) => x > 0); // => true
 * ```
 */
export function coxIngersollRoss(parameters: SquareRootDiffusion & { readonly start?: number }): SdeProblem {
  requireKeys("coxIngersollRoss", parameters, [...squareRootKeys, "start"]);
  const { speed, mean, volatility, start = mean } = parameters;
  if (!(Number.isFinite(start) && start >= 0))
    throw new InputError(
      `start is ${show(start)}; a square-root diffusion lives on x ≥ 0: give a number of at least 0`,
    );
  return defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = speed * (mean - x[0]);
    },
    diffusion: (_t, x, out) => {
      out[0] = volatility * Math.sqrt(x[0]);
    },
    diffusionDerivative: (_t, x, out) => {
      out[0] = volatility / (2 * Math.sqrt(x[0]));
    },
    driftJacobian: (_t, _x, out) => {
      out[0] = -speed;
    },
    linearDrift: [-speed],
    nonNegative: true,
    squareRootDiffusion: { speed, mean, volatility },
    start: [start],
  });
}
