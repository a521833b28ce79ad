/**
 * Milstein's scheme with differences in the place of derivatives. For diagonal noise and for one source (Kloeden &
 * Platen 1992, §11.1, (1.3)–(1.4)):
 *
 *     Y = X + f h + g √h
 *     X⁺ = X + f h + g ΔW + (g(t, Y) − g(t, X)) (ΔW² − h) / (2√h)
 *
 * and for several sources that commute (Rößler, SIAM J. Numer. Anal. 48 (2010), with ½ (ΔW_k ΔW_l − δ_kl h) for the
 * iterated integrals):
 *
 *     V_k = (ΔW_k Σ_l g_l ΔW_l − h g_k) / (2√h)
 *     X⁺ = X + f h + Σ_k g_k ΔW_k + ½ √h Σ_k (g_k(t, X + V_k) − g_k(t, X − V_k))
 *
 * Itô. Strong order 1 where the sources commute, else ½; weak order 1. With additive noise it is Euler–Maruyama.
 */
import type { Field, Noise, SdeProblem } from "../problem.js";
import { commutes } from "./commutes.js";
import { eulerMaruyama } from "./euler-maruyama.js";
import { jointly } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

const several = (noise: Noise): boolean => noise.kind === "general" && noise.sources > 1;

export const milsteinDerivativeFree: Scheme = Object.freeze({
  name: "milstein-derivative-free",
  calculus: ["ito"] as const,
  noise: ["additive", "diagonal", "scalar", "general"] as const,
  needs: [],
  strongOrder: (noise) => (commutes(noise) ? 1 : 0.5),
  weakOrder: () => 1,
  cost: (m, noise) => ({
    drift: 1,
    diffusion: noise?.kind === "additive" ? 1 : noise === undefined || several(noise) ? 2 * m + 1 : 2,
  }),
  prepare,
} satisfies Scheme);

function prepare(problem: SdeProblem): Step {
  const { dimension: d, sources: m, noise, diffusionSize } = problem;
  if (noise.kind === "additive") return eulerMaruyama.prepare(problem);
  const evaluate = jointly(problem);
  const f = new Float64Array(d);
  const g = new Float64Array(diffusionSize);
  const stage = new Float64Array(d);
  const ahead = new Float64Array(diffusionSize);
  const unused = new Float64Array(d);
  const diffusion: Field = problem.diffusion ?? ((t, x, out) => evaluate(t, x, unused, out));
  if (!several(noise)) {
    // One source for all coordinates, or coordinate i's own.
    const stride = noise.kind === "diagonal" ? 1 : 0;
    return (t, h, x, { dW }, next) => {
      const root = Math.sqrt(h);
      evaluate(t, x, f, g);
      supporting(d, x, h, f, root, g, stage);
      diffusion(t, stage, ahead);
      addOwn(d, x, h, f, g, ahead, root, stride, dW, next);
    };
  }
  const behind = new Float64Array(diffusionSize);
  const gdW = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    const root = Math.sqrt(h);
    evaluate(t, x, f, g);
    addEuler(d, m, x, h, f, g, dW, gdW, next);
    for (let k = 0; k < m; k++) {
      shift(d, m, k, x, dW[k] / (2 * root), gdW, -0.5 * root, g, stage);
      diffusion(t, stage, ahead);
      shift(d, m, k, x, -dW[k] / (2 * root), gdW, 0.5 * root, g, stage);
      diffusion(t, stage, behind);
      addDifference(d, m, k, 0.5 * root, ahead, behind, next);
    }
  };
}

/** out = x + f h + g √h */
function supporting(
  d: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  root: number,
  g: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + f[i] * h + g[i] * root;
}

/** Coordinate i has the increment at i · stride. */
function addOwn(
  d: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  g: Float64Array,
  ahead: Float64Array,
  root: number,
  stride: number,
  dW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    const dw = dW[i * stride];
    next[i] = x[i] + f[i] * h + g[i] * dw + ((ahead[i] - g[i]) * (dw * dw - h)) / (2 * root);
  }
}

/** gdW = Σ_k g_k ΔW_k and next = x + f h + gdW */
function addEuler(
  d: number,
  m: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  g: Float64Array,
  dW: Float64Array,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    let noise = 0;
    for (let k = 0; k < m; k++) noise += g[i * m + k] * dW[k];
    gdW[i] = noise;
    next[i] = x[i] + f[i] * h + noise;
  }
}

/** out = x + a gdW + b g_k */
function shift(
  d: number,
  m: number,
  k: number,
  x: Float64Array,
  a: number,
  gdW: Float64Array,
  b: number,
  g: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + a * gdW[i] + b * g[i * m + k];
}

/** next = next + a (ahead_k − behind_k) */
function addDifference(
  d: number,
  m: number,
  k: number,
  a: number,
  ahead: Float64Array,
  behind: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] += a * (ahead[i * m + k] - behind[i * m + k]);
}
