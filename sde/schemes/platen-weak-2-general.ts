/**
 * Platen's explicit scheme of weak order 2 for general noise (Kloeden & Platen 1992, §15.1, eq. (1.3); t is a
 * coordinate with drift 1), g_k the k-th column of g:
 *
 *     X̄   = X + f h + Σ_k g_k ΔW_k,    R±_k = X + f h ± g_k √h,    U±_k = X ± g_k √h          f, g at (t, X)
 *     X⁺  = X + ½ [f + f(t+h, X̄)] h
 *       + ¼ Σ_k { [g_k(R₊_k) + g_k(R₋_k) + 2g_k] ΔW_k + [g_k(R₊_k) − g_k(R₋_k)] (ΔW_k² − h)/√h }          g_k(R) at t + h
 *       + ¼ Σ_{k≠l} { [g_k(U₊_l) + g_k(U₋_l) − 2g_k] ΔW_k + [g_k(U₊_l) − g_k(U₋_l)] (ΔW_kΔW_l + V_lk)/√h }   g_k(U) at t
 *
 * V_lk = ±h with equal chance for l < k, independent of all else, V_kl = −V_lk: `signs` of the increment times h. They
 * stand for the Lévy area, whose first two moments are all that weak order 2 asks for. Itô. Weak order 2; strong order
 * ½, and 1 where the noise commutes, for then the V cancel.
 */
import type { Noise, SdeProblem } from "../problem.js";
import { diffusionOf, driftOf, jointly, noiseProduct } from "./parts.js";
import { eulerStage } from "./platen-weak-2.js";
import type { Scheme, Step } from "./scheme.js";

export const platenWeak2General: Scheme = Object.freeze({
  name: "platen-weak-2-general",
  calculus: ["ito"] as const,
  noise: ["general"] as const,
  needs: ["signs"] as const,
  strongOrder: (noise: Noise) =>
    noise.kind === "general" && (noise.commutative || noise.sources === 1) ? 1 : 0.5,
  weakOrder: () => 2,
  cost: (sources: number) => ({ drift: 2, diffusion: sources === 1 ? 3 : 4 * sources + 1 }),
  prepare,
});

function prepare(problem: SdeProblem): Step {
  const { dimension: d, sources: m, diffusionSize } = problem;
  const evaluate = jointly(problem);
  const drift = driftOf(problem);
  const diffusion = diffusionOf(problem);
  const product = noiseProduct(problem);
  const f = new Float64Array(d);
  const fEnd = new Float64Array(d);
  const g = new Float64Array(diffusionSize);
  const above = new Float64Array(diffusionSize);
  const below = new Float64Array(diffusionSize);
  const gdW = new Float64Array(d);
  const stage = new Float64Array(d);
  return (t, h, x, { dW, signs }, next) => {
    const root = Math.sqrt(h);
    evaluate(t, x, f, g);
    product(d, m, g, dW, gdW);
    eulerStage(d, x, f, h, gdW, stage);
    drift(t + h, stage, fEnd);
    for (let i = 0; i < d; i++) next[i] = x[i] + 0.5 * (f[i] + fEnd[i]) * h;
    for (let l = 0; l < m; l++) {
      support(d, m, l, x, f, h, g, root, stage);
      diffusion(t + h, stage, above);
      support(d, m, l, x, f, h, g, -root, stage);
      diffusion(t + h, stage, below);
      addOwn(d, m, l, h, g, above, below, dW, next);
      if (m === 1) continue;
      support(d, m, l, x, f, 0, g, root, stage);
      diffusion(t, stage, above);
      support(d, m, l, x, f, 0, g, -root, stage);
      diffusion(t, stage, below);
      for (let k = 0; k < m; k++) if (k !== l) addMixed(d, m, k, l, h, g, above, below, dW, signs, next);
    }
  };
}

/** X + f h + g_l r */
function support(
  d: number,
  m: number,
  l: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  g: Float64Array,
  r: number,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + f[i] * h + g[i * m + l] * r;
}

function addOwn(
  d: number,
  m: number,
  l: number,
  h: number,
  g: Float64Array,
  above: Float64Array,
  below: Float64Array,
  dW: Float64Array,
  next: Float64Array,
): void {
  const w = dW[l];
  const twice = (w * w - h) / Math.sqrt(h);
  for (let i = 0; i < d; i++) {
    const at = i * m + l;
    next[i] += 0.25 * ((above[at] + below[at] + 2 * g[at]) * w + (above[at] - below[at]) * twice);
  }
}

function addMixed(
  d: number,
  m: number,
  k: number,
  l: number,
  h: number,
  g: Float64Array,
  above: Float64Array,
  below: Float64Array,
  dW: Float64Array,
  signs: Float64Array,
  next: Float64Array,
): void {
  const V = l < k ? h * signs[pairIndex(m, l, k)] : -h * signs[pairIndex(m, k, l)];
  const w = dW[k];
  const product = (w * dW[l] + V) / Math.sqrt(h);
  for (let i = 0; i < d; i++) {
    const at = i * m + k;
    next[i] += 0.25 * ((above[at] + below[at] - 2 * g[at]) * w + (above[at] - below[at]) * product);
  }
}

/** Where the pair k < l of m sources stands, row by row. */
const pairIndex = (m: number, k: number, l: number): number => (k * (2 * m - k - 1)) / 2 + l - k - 1;
