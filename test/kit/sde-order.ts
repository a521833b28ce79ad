/** Orders of schemes: strong ones on common Brownian paths, weak ones without any chance in them. */
import { expect } from "vitest";
import {
  createIncrement,
  defineSde,
  type Field,
  type NamedProblem,
  namedProblem,
  type Scheme,
  type SdeProblem,
  type StrongOrder,
  strongOrder,
} from "../../sde/index.js";
import { threePoints } from "./sde-problems.js";

/** With some fifty checks of this kind, one in two hundred seeds would see a sound scheme fail one. */
const confidence = 0.9999;

export function measuredStrongOrder(
  entry: NamedProblem,
  scheme: Scheme,
  paths = 500,
  levels: readonly [number, number] = [4, 8],
): StrongOrder {
  return strongOrder(entry, scheme, { levels, paths, seed: 1, confidence });
}

/** The interval covers the declared order and excludes the half orders beside it. */
export function expectDeclaredOrder({ declared, interval }: StrongOrder): void {
  const [low, high] = interval;
  expect(low).toBeLessThan(declared);
  expect(high).toBeGreaterThan(declared);
  expect(low).toBeGreaterThan(declared - 0.5);
  expect(high).toBeLessThan(declared + 0.5);
}

export const hasDeclaredOrder = ({ declared, interval: [low, high] }: StrongOrder): boolean =>
  low < declared && high > declared && low > declared - 0.5 && high < declared + 0.5;

/** The Jacobian of a diffusion that is linear in x (or affine), from its values at 0 and at the unit vectors. */
export function withLinearJacobian(problem: SdeProblem): SdeProblem {
  const { dimension: d, diffusionSize: size, diffusion } = problem;
  const unit = new Float64Array(d);
  const at = new Float64Array(size);
  const zero = new Float64Array(size);
  const diffusionJacobian: Field = (t, _x, out) => {
    diffusion!(t, unit.fill(0), zero);
    for (let j = 0; j < d; j++) {
      unit.fill(0);
      unit[j] = 1;
      diffusion!(t, unit, at);
      for (let q = 0; q < size; q++) out[q * d + j] = at[q] - zero[q];
    }
  };
  return defineSde({ ...problem, diffusionJacobian });
}

/** A problem of the catalogue, changed. */
export function changed(name: string, change: (problem: SdeProblem) => SdeProblem): NamedProblem {
  const entry = namedProblem(name);
  return { ...entry, problem: change(entry.problem) };
}

/** E φ after one step from x, every ΔW replaced by √h × three points that share five moments with N(0, 1). */
export function oneStepMean(
  problem: SdeProblem,
  scheme: Scheme,
  x: readonly number[],
  h: number,
  phi: (x: Float64Array) => number,
): number {
  const step = scheme.prepare(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  const start = Float64Array.from(x);
  const next = new Float64Array(x.length);
  const over = (k: number): number => {
    if (k === problem.sources) {
      step(0, h, start, w, next);
      return phi(next);
    }
    let mean = 0;
    for (const { outcome, probability } of threePoints) {
      w.dW[k] = Math.sqrt(h) * outcome;
      mean += probability * over(k + 1);
    }
    return mean;
  };
  return over(0);
}

/** p in |error(h)| ≈ C h^p: one more than the weak order, for the error of one step; infinite where errors are rounding. */
export function localOrder(error: (h: number) => number, h = 2 ** -10): number {
  const [coarse, fine] = [Math.abs(error(h)), Math.abs(error(h / 2))];
  return coarse < 1e-15 && fine < 1e-15 ? Number.POSITIVE_INFINITY : Math.log2(coarse / fine);
}
