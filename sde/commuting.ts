/**
 * Whether the sources of a noise commute, where a scheme's order rests on it: for all k, l
 *
 *     (∂g_k) g_l = (∂g_l) g_k      (Kloeden & Platen 1992, §10.3)
 *
 * g_k = the column of source k. General noise claims it by `commutative`; diagonal noise commutes where g_i depends on
 * x_i alone. Both are looked at in the start, before the first step: a claim may still fail elsewhere, but a wrong one
 * seldom holds there by chance.
 */
import { InputError } from "../estimators/index.js";
import { prepareDirectional } from "./differences.js";
import type { Noise, SdeProblem } from "./problem.js";
import { diffusionOf } from "./schemes/parts.js";
import type { Scheme } from "./schemes/scheme.js";

/** @throws InputError when the scheme's order for this problem rests on sources that commute, and they do not. */
export function requireCommuting(problem: SdeProblem, scheme: Scheme, t: number, start: Float64Array): void {
  const { noise, dimension: d, sources: m } = problem;
  if (d === 1 || m === 1 || !restsOnCommuting(scheme, noise, m)) return;
  if (noise.kind === "diagonal") requireOwnCoordinates(problem, scheme, t, start);
  else if (noise.kind === "general" && noise.commutative) requireCommutators(problem, t, start);
}

/** A scheme that keeps an order above ½ for general noise has its own means, such as Lévy areas. */
const restsOnCommuting = (scheme: Scheme, noise: Noise, m: number): boolean =>
  aboveHalf(scheme, noise) &&
  !(scheme.noise.includes("general") && aboveHalf(scheme, { kind: "general", sources: m }));

const aboveHalf = (scheme: Scheme, noise: Noise): boolean => (scheme.strongOrder(noise) ?? 0) > 0.5;

/**
 * Moves half of the coordinates at a time, those whose index has a certain bit or has it not, and sees that the
 * numbers of the others stay: any two indices differ in a bit, so 2 log₂ d evaluations see every dependence.
 */
function requireOwnCoordinates(problem: SdeProblem, { name }: Scheme, t: number, start: Float64Array): void {
  const { dimension: d, calculus } = problem;
  const orElse = calculus === "ito" ? ", or use euler-maruyama" : "";
  const diffusion = diffusionOf(problem);
  const g = new Float64Array(d);
  const moved = new Float64Array(d);
  const x = new Float64Array(d);
  diffusion(t, start, g);
  for (let bit = 1; bit < d; bit *= 2)
    for (const side of [0, bit]) {
      for (let j = 0; j < d; j++) x[j] = (j & bit) === side ? start[j] : nearby(start[j]);
      diffusion(t, x, moved);
      for (let i = 0; i < d; i++)
        if ((i & bit) === side && Math.abs(moved[i] - g[i]) > 1e-9 * Math.abs(g[i]))
          throw new InputError(
            `out[${i}] of the diffusion depends on other coordinates than x[${i}], and the order of ${name} for diagonal noise rests on sources that commute; declare noise { kind: "general", sources: ${d} }${orElse}`,
          );
    }
}

const nearby = (x: number): number => x + 2 ** -10 * (1 + Math.abs(x));

/** Jacobians of more numbers than these are taken on trust. */
const mostNumbers = 2 ** 18;

function requireCommutators(problem: SdeProblem, t: number, x: Float64Array): void {
  const { dimension: d, sources: m, diffusionSize } = problem;
  if (m * diffusionSize > mostNumbers) return;
  const diffusion = diffusionOf(problem);
  const g = new Float64Array(diffusionSize);
  diffusion(t, x, g);
  const along = prepareDirectional(d, diffusionSize, diffusion);
  // D[l][i*m + k] = ((∂g_k) g_l)_i
  const D = Array.from({ length: m }, (_, l) => {
    const out = new Float64Array(diffusionSize);
    along(
      t,
      x,
      Float64Array.from({ length: d }, (_, j) => g[j * m + l]),
      out,
    );
    return out;
  });
  const scale = x.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const size = g.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let k = 0; k < m; k++)
    for (let l = k + 1; l < m; l++)
      for (let i = 0; i < d; i++) {
        const [kl, lk] = [D[l][i * m + k], D[k][i * m + l]];
        // The differences themselves are off by some 10⁻¹⁰ of size²/scale.
        if (Math.abs(kl - lk) > 1e-5 * (Math.abs(kl) + Math.abs(lk)) + (1e-7 * size * size) / scale)
          throw new InputError(
            `noise.commutative is declared, but sources ${k} and ${l} do not commute at the start: (∂g_${k}) g_${l} is ${kl} and (∂g_${l}) g_${k} is ${lk} in coordinate ${i}; leave commutative out`,
          );
      }
}
