/**
 * What a step of Euler–Maruyama costs in an ensemble of geometric Brownian motions, dX = aX dt + bX dW in every
 * coordinate, beside loops written by hand over the same normals: one with the formula in it, one that calls the same
 * drift and diffusion. All three make the same numbers, bit for bit.
 */
import {
  createStreams,
  defineSde,
  ensemble,
  eulerMaruyama,
  moments,
  type SdeProblem,
} from "homogenized-sgd/sde";
import { type Contestant, seconds } from "./interleave.js";

/** Drift and volatility. */
const a = 0.5;
const b = 0.2;

const drift = (_t: number, x: Float64Array, out: Float64Array): void => {
  for (let i = 0; i < x.length; i++) out[i] = a * x[i];
};
const diffusion = (_t: number, x: Float64Array, out: Float64Array): void => {
  for (let i = 0; i < x.length; i++) out[i] = b * x[i];
};

export interface EngineJob {
  readonly dimension: number;
  readonly paths: number;
  readonly steps: number;
}

const gbm = (dimension: number): SdeProblem =>
  defineSde({ dimension, calculus: "ito", noise: { kind: "diagonal" }, drift, diffusion });

/** E X_1 of coordinate 0, by the engine. */
export function ours({ dimension, paths, steps }: EngineJob): number {
  const start = new Float64Array(dimension).fill(1);
  const { mean } = ensemble(gbm(dimension), {
    start,
    to: 1,
    step: 1 / steps,
    scheme: eulerMaruyama,
    seed: 1,
    paths,
    save: { width: 1, of: (_t, x, out) => out.fill(x[0]) },
    reduce: moments(),
  });
  return mean[0];
}

/** The same with the formula written into the loop; in one dimension the state is a variable, no array. */
export function formula({ dimension, paths, steps }: EngineJob): number {
  const streams = createStreams(1, "path");
  const h = 1 / steps;
  // As many steps' normals at once as stay in the cache.
  const ahead = Math.max(1, Math.floor(1000 / dimension));
  const dW = new Float64Array(ahead * dimension);
  const x = new Float64Array(dimension);
  let sum = 0;
  for (let path = 0; path < paths; path++) {
    const stream = streams.stream(path);
    x.fill(1);
    for (let n = 0; n < steps; n += ahead) {
      const count = Math.min(ahead, steps - n);
      stream.fillNormals(dW, 0, count * dimension, Math.sqrt(h));
      if (dimension === 1) x[0] = scalarSteps(x[0], h, dW, count);
      else for (let j = 0; j < count; j++) vectorStep(dimension, x, h, dW, j * dimension);
    }
    sum += x[0];
  }
  return sum / paths;
}

function scalarSteps(start: number, h: number, dW: Float64Array, count: number): number {
  let x = start;
  for (let n = 0; n < count; n++) x = x + a * x * h + b * x * dW[n];
  return x;
}

function vectorStep(d: number, x: Float64Array, h: number, dW: Float64Array, at: number): void {
  for (let i = 0; i < d; i++) x[i] = x[i] + a * x[i] * h + b * x[i] * dW[at + i];
}

/** The same with drift and diffusion called. */
export function callbacks({ dimension, paths, steps }: EngineJob): number {
  const streams = createStreams(1, "path");
  const h = 1 / steps;
  const ahead = Math.max(1, Math.floor(1000 / dimension));
  const dW = new Float64Array(ahead * dimension);
  const [x, f, g] = [0, 1, 2].map(() => new Float64Array(dimension));
  let sum = 0;
  for (let path = 0; path < paths; path++) {
    const stream = streams.stream(path);
    x.fill(1);
    for (let n = 0; n < steps; n += ahead) {
      const count = Math.min(ahead, steps - n);
      stream.fillNormals(dW, 0, count * dimension, Math.sqrt(h));
      for (let j = 0; j < count; j++) {
        drift((n + j) * h, x, f);
        diffusion((n + j) * h, x, g);
        addStep(dimension, x, f, h, g, dW, j * dimension);
      }
    }
    sum += x[0];
  }
  return sum / paths;
}

function addStep(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  g: Float64Array,
  dW: Float64Array,
  at: number,
): void {
  for (let i = 0; i < d; i++) x[i] = x[i] + f[i] * h + g[i] * dW[at + i];
}

/** The jobs told of: many short vectors and few long ones, 2·10⁶ normals each. */
export const engineJobs: readonly EngineJob[] = [
  { dimension: 1, paths: 2000, steps: 1000 },
  { dimension: 100, paths: 20, steps: 1000 },
];

/** Nanoseconds per coordinate of a step; numpy's twin of the job is in `numpy_sde.py`. */
export function engineContestants(job: EngineJob): Record<"ours" | "formula" | "callbacks", Contestant> {
  const work = job.dimension * job.paths * job.steps;
  const cost = (run: (job: EngineJob) => number) => () => (seconds(() => run(job)) * 1e9) / work;
  return { ours: cost(ours), formula: cost(formula), callbacks: cost(callbacks) };
}

/** Live bytes after 10⁴ and after 10⁵ paths of 10³ steps of the scalar motion, and the seconds the latter took; needs --expose-gc. */
export function hundredThousandPaths(): { readonly growth: number; readonly seconds: number } {
  const live = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  ours({ dimension: 1, paths: 1e4, steps: 1000 });
  const before = live();
  const took = seconds(() => ours({ dimension: 1, paths: 1e5, steps: 1000 }));
  return { growth: live() - before, seconds: took };
}
