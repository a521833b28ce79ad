/**
 * Companions of the logistic function s(x) = 1/(1 + e^(−x)) in forms that neither overflow nor cancel.
 *
 *   s'(x) = s(x) s(−x),   softplus(x) = log(1 + eˣ) = x/2 + log(2 cosh(x/2))
 */
import { exp, log1p, sigmoid } from "../../sde/kernels/index.js";

/** s'(x) = e^(−|x|)/(1 + e^(−|x|))², an even function. */
export function sigmoidSlope(x: number): number {
  const e = exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** s(x) − s(y), with the relative accuracy of the tails on both sides. */
export function sigmoidDifference(x: number, y: number): number {
  return x > 0 && y > 0 ? sigmoid(-y) - sigmoid(-x) : sigmoid(x) - sigmoid(y);
}

/** log(2 cosh(x/2)) = softplus(x) − x/2, an even function. */
export function softplusEvenPart(x: number): number {
  const magnitude = Math.abs(x);
  return 0.5 * magnitude + log1p(exp(-magnitude));
}
