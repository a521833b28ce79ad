/**
 * Least squares from X = 0 in the eigenbasis, simulated as plainly as can be: curves for report tests, made by
 * none of the code under test. `burst` gives rows a random length, so that some runs diverge.
 */
import { MersenneTwister19937, realZeroToOneExclusive } from "random-js";

export interface Sample {
  readonly eigenvalues: readonly number[];
  readonly noiseStd: number;
  readonly rate: (t: number) => number;
  readonly times: readonly number[];
  /** Standard deviation of ln ‖a‖, on top of the Gaussian. */
  readonly burst?: number;
}

/** One array per statistic over the times, NaN from a divergence on. */
export interface Run {
  readonly divergedAt?: number;
  readonly curves: Readonly<Record<string, number[]>>;
}

export const statistics = ["risk", "excessRisk", "distance", "learningRate", "norm"] as const;

/** Risk beyond 10⁴ times its start is divergence (CONTRACT "Conventions"). */
const divergence = 1e4;

function normals(seed: number): () => number {
  const engine = MersenneTwister19937.seed(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const normal = spare;
      spare = undefined;
      return normal;
    }
    const length = Math.sqrt(-2 * Math.log(1 - realZeroToOneExclusive(engine)));
    const angle = 2 * Math.PI * realZeroToOneExclusive(engine);
    spare = length * Math.sin(angle);
    return length * Math.cos(angle);
  };
}

/** ‖X*‖² = 1, evenly spread. */
const startOf = ({ eigenvalues }: Sample) => eigenvalues.map(() => -1 / Math.sqrt(eigenvalues.length));

function excessOf(eigenvalues: readonly number[], E: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < E.length; i++) total += eigenvalues[i] * E[i] * E[i];
  return total / 2;
}

/** E = X − X*, the error. */
function observe({ eigenvalues, noiseStd, rate }: Sample, E: readonly number[], t: number): number[] {
  const target = 1 / Math.sqrt(E.length);
  const excess = excessOf(eigenvalues, E);
  const distance = E.reduce((total, e) => total + e * e, 0);
  const norm = E.reduce((total, e) => total + (e + target) ** 2, 0);
  return [excess + noiseStd ** 2 / 2, excess, distance, rate(t), norm];
}

function walk(sample: Sample, perTime: number, step: (E: number[], t: number) => void): Run {
  const E = startOf(sample);
  const curves: Record<string, number[]> = Object.fromEntries(statistics.map((name) => [name, []]));
  let divergedAt: number | undefined;
  let k = 0;
  const limit = divergence * observe(sample, E, 0)[0];
  for (const t of sample.times) {
    for (; k < Math.floor(t * perTime + 1e-6) && divergedAt === undefined; k++) {
      step(E, k / perTime);
      if (!(excessOf(sample.eigenvalues, E) <= limit)) divergedAt = (k + 1) / perTime;
    }
    const values = observe(sample, E, k / perTime);
    statistics.forEach((name, i) => {
      curves[name].push(divergedAt === undefined ? values[i] : Number.NaN);
    });
  }
  return { ...(divergedAt !== undefined && { divergedAt }), curves };
}

/** X ← X − (γ/d) a ((X − X*)·a − ε) */
export function sgdRun(sample: Sample, seed: number): Run {
  const normal = normals(seed);
  const { eigenvalues, noiseStd, rate, burst = 0 } = sample;
  const d = eigenvalues.length;
  const a = new Float64Array(d);
  return walk(sample, d, (E, t) => {
    const length = burst === 0 ? 1 : Math.exp(burst * normal() - burst ** 2);
    let residual = -noiseStd * normal();
    for (let i = 0; i < d; i++) {
      a[i] = length * Math.sqrt(eigenvalues[i]) * normal();
      residual += a[i] * E[i];
    }
    const step = (rate(t) / d) * residual;
    for (let i = 0; i < d; i++) E[i] -= step * a[i];
  });
}

/** dX = −γ K (X − X*) dt + γ √(2R/d) K^{1/2} dβ, by Euler–Maruyama. */
export function hsgdRun(sample: Sample, seed: number, h = 1 / 64): Run {
  const normal = normals(seed);
  const { eigenvalues, noiseStd, rate } = sample;
  return walk(sample, 1 / h, (E, t) => {
    const risk = excessOf(eigenvalues, E) + noiseStd ** 2 / 2;
    const noise = rate(t) * Math.sqrt((2 * risk * h) / eigenvalues.length);
    for (let i = 0; i < E.length; i++)
      E[i] += -rate(t) * h * eigenvalues[i] * E[i] + noise * Math.sqrt(eigenvalues[i]) * normal();
  });
}

/**
 * The ODE, s_i' = −2γλ_i s_i + γ²λ_i 2R/d, s_i the square of coordinate i's error, by midpoint steps; unlike a run it goes on
 * until it is no longer finite. ⟨X, X*⟩ obeys its own, linear, equation.
 */
export function odeCurve(sample: Sample, h = 1 / 256): Run {
  const { eigenvalues, noiseStd, rate, times } = sample;
  const d = eigenvalues.length;
  const start = startOf(sample);
  let s = start.map((e) => e * e);
  let mean = [...start];
  const excess = (at: readonly number[]) => 0.5 * at.reduce((total, v, i) => total + eigenvalues[i] * v, 0);
  const slope = (at: readonly number[], t: number) => {
    const gamma = rate(t);
    const V = 2 * excess(at) + noiseStd ** 2;
    return at.map((v, i) => -2 * gamma * eigenvalues[i] * v + (gamma ** 2 * eigenvalues[i] * V) / d);
  };
  const curves: Record<string, number[]> = Object.fromEntries(statistics.map((name) => [name, []]));
  let t = 0;
  let divergedAt: number | undefined;
  for (const time of times) {
    while (t < time - 1e-12) {
      const dt = Math.min(h, time - t);
      const half = slope(s, t).map((v, i) => s[i] + 0.5 * dt * v);
      const k = slope(half, t + dt / 2);
      s = s.map((v, i) => v + dt * k[i]);
      mean = mean.map((v, i) => v * Math.exp(-rate(t + dt / 2) * eigenvalues[i] * dt));
      t += dt;
      if (divergedAt === undefined && !Number.isFinite(excess(s))) divergedAt = t;
    }
    const distance = s.reduce((total, v) => total + v, 0);
    const overlap = mean.reduce((total, v) => total + v / Math.sqrt(d), 0);
    const values = [excess(s) + noiseStd ** 2 / 2, excess(s), distance, rate(t), distance + 2 * overlap + 1];
    statistics.forEach((name, i) => {
      curves[name].push(divergedAt === undefined ? values[i] : Number.NaN);
    });
  }
  return { ...(divergedAt !== undefined && { divergedAt }), curves };
}
