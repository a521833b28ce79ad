/** Exact moments of the square-root process over one step, and a scheme's, by quadrature over ΔW. */
import { coxIngersollRoss, createIncrement, type Scheme } from "../../sde/index.js";
import { gaussHermite } from "./gaussian-quadrature.js";

export interface Parameters {
  readonly speed: number;
  readonly mean: number;
  readonly volatility: number;
}

/** E X and Var X after time t from x (Cox, Ingersoll & Ross 1985, (19)). */
export function momentsAfter(
  { speed, mean, volatility }: Parameters,
  x: number,
  t: number,
): [number, number] {
  const decay = Math.exp(-speed * t);
  const square = volatility ** 2 / speed;
  return [
    mean + (x - mean) * decay,
    x * square * decay * (1 - decay) + (mean * square * (1 - decay) ** 2) / 2,
  ];
}

/** Order of the local error of E X and E X² over one step from x, less one. */
export function weakOrder(parameters: Parameters, scheme: Scheme, x: number): number {
  const step = scheme.prepare(coxIngersollRoss(parameters));
  const { nodes, weights } = gaussHermite(20);
  const w = createIncrement(1, scheme.needs);
  const next = new Float64Array(1);
  const error = (h: number): number => {
    const found = [0, 0];
    nodes.forEach((node, q) => {
      w.dW[0] = Math.sqrt(h) * node;
      step(0, h, Float64Array.of(x), w, next);
      found[0] += weights[q] * next[0];
      found[1] += weights[q] * next[0] ** 2;
    });
    const [mean, variance] = momentsAfter(parameters, x, h);
    return Math.hypot(found[0] - mean, found[1] - (variance + mean * mean));
  };
  return Math.log2(error(2 ** -8) / error(2 ** -9)) - 1;
}
