/**
 * The square-root process of Cox, Ingersoll & Ross (Econometrica 53 (1985), (17)–(19)):
 *
 *     dX = κ(θ − X) dt + σ√X dW
 *     E X_t = θ + (x − θ)e^{−κt},      Var X_t = xσ²/κ (e^{−κt} − e^{−2κt}) + θσ²/(2κ) (1 − e^{−κt})²
 *
 * It stays positive where 2κθ ≥ σ² (Feller). The solution is no function of W_t, so there is no `exact`.
 */
import { coxIngersollRoss as squareRootProcess } from "../cox-ingersoll-ross.js";
import { exp } from "../kernels/index.js";
import type { NamedProblem } from "./named-problem.js";

export const coxIngersollRoss = (kappa = 2, theta = 1, sigma = 0.5): NamedProblem => ({
  name: "cox-ingersoll-ross",
  description: `dX = ${kappa} (${theta} − X) dt + ${sigma} √X dW`,
  problem: squareRootProcess({ speed: kappa, mean: theta, volatility: sigma, start: 0.6 }),
  from: 0,
  to: 1,
  mean: (t, start, from) => [theta + (start[0] - theta) * exp(-kappa * (t - from))],
  meanSquare: (t, start, from) => {
    const decay = exp(-kappa * (t - from));
    const mean = theta + (start[0] - theta) * decay;
    const variance =
      ((start[0] * sigma * sigma) / kappa) * (decay - decay * decay) +
      ((theta * sigma * sigma) / (2 * kappa)) * (1 - decay) * (1 - decay);
    return mean * mean + variance;
  },
  source: "Cox, Ingersoll & Ross, A theory of the term structure of interest rates, Econometrica 53 (1985)",
});
