/**
 * Milstein's scheme (Milstein 1974; Kloeden & Platen 1992, §10.3), in either calculus:
 *
 *     X⁺ = X + f h + Σ_k g_k ΔW_k + ½ Σ_k Σ_l (∂g_k) g_l (ΔW_k ΔW_l − δ_kl h)      the last h for Itô alone
 *
 * g_k = column k of g, ∂g_k = its Jacobian: out[(i*m + k)*d + j] of `diffusionJacobian`. For diagonal noise the last sum
 * is ½ g_i ∂g_i/∂x_i (ΔW_i² − h). It has no Lévy areas, so the strong order is 1 where the sources commute and ½ where they do
 * not; weak order 1. With additive noise it is Euler–Maruyama.
 */
import type { SdeProblem } from "../problem.js";
import { commutes } from "./commutes.js";
import { eulerMaruyama } from "./euler-maruyama.js";
import { jointly } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const milstein: Scheme = Object.freeze({
  name: "milstein",
  calculus: ["ito", "stratonovich"] as const,
  noise: ["additive", "diagonal", "scalar", "general"] as const,
  needs: [],
  strongOrder: (noise) => (commutes(noise) ? 1 : 0.5),
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 1 }),
  lacks,
  prepare,
} satisfies Scheme);

/** Noise whose correction takes ∂g_i/∂x_i alone. */
const own = ({ noise, dimension }: SdeProblem): boolean =>
  noise.kind === "diagonal" || (noise.kind === "scalar" && dimension === 1);

function lacks(problem: SdeProblem): string | undefined {
  const { noise, diffusionDerivative, diffusionJacobian } = problem;
  if (noise.kind === "additive" || diffusionJacobian) return undefined;
  const accepted = own(problem) ? "diffusionDerivative" : "diffusionJacobian";
  if (accepted === "diffusionDerivative" && diffusionDerivative) return undefined;
  return `needs derivatives of the diffusion: add ${accepted}, or take milstein-derivative-free`;
}

function prepare(problem: SdeProblem): Step {
  const { dimension: d, sources: m, noise, diffusionSize, diffusionDerivative, diffusionJacobian } = problem;
  if (noise.kind === "additive") return eulerMaruyama.prepare(problem);
  /** How much of h is taken from ΔW². */
  const itos = problem.calculus === "ito" ? 1 : 0;
  const evaluate = jointly(problem);
  const f = new Float64Array(d);
  const g = new Float64Array(diffusionSize);
  if (own(problem)) {
    const derivative = diffusionDerivative ?? diffusionJacobian!;
    const stride = diffusionDerivative ? 1 : d + 1;
    const dg = new Float64Array(diffusionDerivative ? d : d * d);
    return (t, h, x, { dW }, next) => {
      evaluate(t, x, f, g);
      derivative(t, x, dg);
      addOwn(d, x, h, f, g, dg, stride, dW, itos * h, next);
    };
  }
  const J = new Float64Array(diffusionSize * d);
  const gdW = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    evaluate(t, x, f, g);
    diffusionJacobian!(t, x, J);
    addMatrix(d, m, x, h, f, g, J, dW, itos * h, gdW, next);
  };
}

/** The derivatives stand `stride` apart; `taken` is what is taken from ΔW². */
function addOwn(
  d: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  g: Float64Array,
  dg: Float64Array,
  stride: number,
  dW: Float64Array,
  taken: number,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    const dw = dW[i];
    next[i] = x[i] + f[i] * h + g[i] * dw + 0.5 * g[i] * dg[i * stride] * (dw * dw - taken);
  }
}

/** Σ_kl (∂g_k) g_l (ΔW_k ΔW_l − δ_kl taken) = Σ_k ∂g_k (ΔW_k g ΔW − taken g_k) */
function addMatrix(
  d: number,
  m: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  g: Float64Array,
  J: Float64Array,
  dW: Float64Array,
  taken: number,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    let noise = 0;
    for (let k = 0; k < m; k++) noise += g[i * m + k] * dW[k];
    gdW[i] = noise;
  }
  for (let i = 0; i < d; i++) {
    let correction = 0;
    for (let k = 0; k < m; k++) {
      const row = (i * m + k) * d;
      for (let j = 0; j < d; j++) correction += J[row + j] * (dW[k] * gdW[j] - taken * g[j * m + k]);
    }
    next[i] = x[i] + f[i] * h + gdW[i] + 0.5 * correction;
  }
}
