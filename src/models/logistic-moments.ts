/**
 * The Gaussian expectations of the logistic model (THEORY §4, §13), s the sigmoid:
 *
 *   meanSlope(c)                  = E s'(y),          y ~ N(0, c)
 *   meanSoftplus(a)               = E softplus(x),    x ~ N(0, a)
 *   meanSquaredDifference(a, b, c) = E (s(x) − s(y))², (x, y) ~ N(0, [[a, b], [b, c]])
 *
 * The last is integrated as it stands, so that it goes to zero with x − y instead of cancelling. Call u the field
 * of larger variance and v the other (the integrand is symmetric in them), and turn to independent z₁, z₂:
 *
 *   u = α z₁,  v = β z₁ + γ z₂,   α = √Var u,  β = b/α,  γ = √(Var v − β²)
 *
 * so |β| ≤ α and γ is as small as it can be. One rule runs inside the other (src/gaussian/trapezoid.ts), and
 * because the integrand is even in (z₁, z₂) only z₁ ≥ 0 is visited. In the inner sum e^(−v) = e^(−βz₁) e^(−γz₂)
 * is a product of two tabulated factors: a node costs one division.
 */
import { exp, sigmoid } from "../../sde/kernels/index.js";
import { evenExpectation, stretchedRule, uniformRule } from "../gaussian/index.js";
import { wideInnerMean } from "./logistic-wide.js";
import { sigmoidSlope, softplusEvenPart } from "./sigmoid.js";

/** Above this γ the inner rule places its nodes at the transition instead (logistic-wide.ts). */
const WIDEST_UNIFORM = 8;

const factors = new Float64Array(1024);

/** E s'(y) for y ~ N(0, variance); NaN where the variance is not finite. */
export function meanSlope(variance: number): number {
  const width = Math.sqrt(Math.max(0, variance));
  if (!(width < Infinity)) return Number.NaN;
  return evenExpectation(stretchedRule(width), sigmoidSlope, width);
}

/** E log(1 + eˣ) for x ~ N(0, variance); the odd part x/2 of softplus has mean zero. */
export function meanSoftplus(variance: number): number {
  const width = Math.sqrt(Math.max(0, variance));
  if (!(width < Infinity)) return Number.NaN;
  return evenExpectation(stretchedRule(width), softplusEvenPart, width);
}

/** E (s(x) − s(y))² for (x, y) ~ N(0, [[a, b], [b, c]]), singular matrices included. */
export function meanSquaredDifference(a: number, b: number, c: number): number {
  const larger = Math.max(0, a, c);
  if (!(larger < Infinity)) return Number.NaN;
  const alpha = Math.sqrt(larger);
  const beta = larger > 0 ? b / alpha : 0;
  const gamma = Math.sqrt(Math.max(0, Math.min(a, c) - beta * beta));
  const outer = stretchedRule(alpha);
  const { middle, nodes, weights } = outer;
  if (gamma > WIDEST_UNIFORM) {
    let total = 0.5 * weights[middle] * wideInnerMean(0.5, 0, gamma);
    for (let i = middle + 1; i < nodes.length; i++) {
      total += weights[i] * wideInnerMean(sigmoid(alpha * nodes[i]), beta * nodes[i], gamma);
    }
    return 2 * total;
  }
  const inner = uniformRule(gamma);
  const count = inner.nodes.length;
  for (let j = 0; j < count; j++) factors[j] = exp(-gamma * inner.nodes[j]);
  let total = 0.5 * weights[middle] * innerMean(0.5, 1, count, factors, inner.weights);
  for (let i = middle + 1; i < nodes.length; i++) {
    const p = sigmoid(alpha * nodes[i]);
    total += weights[i] * innerMean(p, exp(-beta * nodes[i]), count, factors, inner.weights);
  }
  return 2 * total;
}

/** Σ_j w_j (p − 1/(1 + e^(−βz₁) f_j))², f_j = e^(−γz_j). */
function innerMean(
  p: number,
  outerFactor: number,
  count: number,
  innerFactors: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < count; j++) {
    const difference = p - 1 / (1 + outerFactor * innerFactors[j]);
    sum += weights[j] * difference * difference;
  }
  return sum;
}
