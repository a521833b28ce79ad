/**
 * Sample `ResultJson` objects for report tests: simulated runs (sample-runs.ts) put into the form of result.json
 * as CONTRACT "Result" words it.
 */
import type {
  Agreement,
  DeterministicCurves,
  EnsembleCurves,
  Num,
  ResultJson,
  Warning,
} from "../../src/comparison/index.js";
import { hsgdRun, odeCurve, type Run, type Sample, sgdRun, statistics } from "./sample-runs.js";

const nulled = (value: number): Num => (Number.isFinite(value) ? value : null);

/** Type 7; a diverged run is +∞. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values
    .map((v) => (Number.isNaN(v) ? Number.POSITIVE_INFINITY : v))
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === high ? low : low + (at - Math.floor(at)) * (high - low);
}

function moments(values: readonly number[]): { mean: number; deviation: number; alive: number } {
  const alive = values.filter((v) => Number.isFinite(v));
  const mean = alive.reduce((a, b) => a + b, 0) / alive.length;
  const square = alive.reduce((total, v) => total + (v - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(square / (alive.length - 1)), alive: alive.length };
}

function ensemble(runs: readonly Run[]): EnsembleCurves {
  const at = (name: string, i: number) => runs.map(({ curves }) => curves[name][i]);
  const indices = runs[0].curves.risk.map((_, i) => i);
  const divergenceTimes = runs.flatMap(({ divergedAt }, run) =>
    divergedAt === undefined ? [] : [{ run, time: divergedAt }],
  );
  const series = statistics.map((name) => [
    name,
    {
      mean: indices.map((i) => nulled(moments(at(name, i)).mean)),
      standardDeviation: indices.map((i) => nulled(moments(at(name, i)).deviation)),
      quantiles: Object.fromEntries(
        [0.1, 0.5, 0.9].map((p) => [String(p), indices.map((i) => nulled(quantile(at(name, i), p)))]),
      ),
    },
  ]);
  return {
    runs: runs.length,
    diverged: divergenceTimes.length,
    divergenceTimes,
    alive: indices.map((i) => moments(at("risk", i)).alive),
    ...Object.fromEntries(series),
  };
}

const deterministic = ({ divergedAt, curves }: Run): DeterministicCurves => ({
  outcome: divergedAt === undefined ? "finished" : "diverged",
  ...(divergedAt !== undefined && { divergedAt }),
  ...Object.fromEntries(Object.entries(curves).map(([name, curve]) => [name, curve.map(nulled)])),
});

/** The largest of the differences of means, with its time and error. */
function largest(times: readonly number[], differences: readonly number[], errors: readonly number[]) {
  let best = -1;
  differences.forEach((difference, i) => {
    if (Number.isFinite(difference) && !(best >= 0 && Math.abs(difference) <= Math.abs(differences[best])))
      best = i;
  });
  return best < 0
    ? { max: null, time: null, standardError: null }
    : { max: differences[best], time: times[best], standardError: nulled(errors[best]) };
}

function agreement(times: readonly number[], runsOf: Readonly<Record<string, readonly Run[]>>): Agreement[] {
  const methods = Object.keys(runsOf).filter((method) => method !== "ode");
  const reference = runsOf.ode?.[0].curves;
  return ["risk", "distance", "norm", "learningRate"].flatMap((statistic) => {
    const at = (method: string, i: number) =>
      moments(runsOf[method].map(({ curves }) => curves[statistic][i]));
    const error = (method: string, i: number) => at(method, i).deviation / Math.sqrt(at(method, i).alive);
    const entries: Agreement[] = [];
    methods.forEach((first, place) => {
      if (reference) {
        const curve = reference[statistic];
        const seen = times.map((_, i) => i).filter((i) => Number.isFinite(curve[i]));
        const sups = runsOf[first].map(({ curves }) =>
          Math.max(
            ...seen.map((i) => {
              const gap = Math.abs(curves[statistic][i] - curve[i]);
              return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
            }),
          ),
        );
        const scale = Math.max(...seen.map((i) => Math.abs(curve[i])));
        entries.push({
          between: [first, "ode"],
          statistic,
          supDistance: {
            median: nulled(quantile(sups, 0.5)),
            relative: nulled(quantile(sups, 0.5) / scale),
            quantiles: { "0.1": nulled(quantile(sups, 0.1)), "0.9": nulled(quantile(sups, 0.9)) },
          },
          meanDifference: largest(
            times,
            times.map((_, i) => at(first, i).mean - curve[i]),
            times.map((_, i) => error(first, i)),
          ),
        });
      }
      for (const second of methods.slice(place + 1))
        entries.push({
          between: [first, second],
          statistic,
          meanDifference: largest(
            times,
            times.map((_, i) => at(first, i).mean - at(second, i).mean),
            times.map((_, i) => Math.hypot(error(first, i), error(second, i))),
          ),
          standardDeviationRatio: times.map((_, i) =>
            nulled(at(first, i).deviation / at(second, i).deviation),
          ),
        });
    });
    return entries;
  });
}

interface Kit {
  readonly sample: Sample;
  readonly methods: readonly string[];
  readonly runs: number;
  /** Runs done of an interrupted comparison, by ensemble. */
  readonly runsDone?: Readonly<Record<string, number>>;
  readonly experiment: Record<string, unknown>;
  readonly warnings?: readonly Warning[];
}

function build({ sample, methods, runs, runsDone, experiment, warnings = [] }: Kit): ResultJson {
  const many = (run: (i: number) => Run) => (length: number) => Array.from({ length }, (_, i) => run(i));
  const gaussianRows: Sample = { ...sample, burst: 0 };
  const makers: Record<string, (runs: number) => Run[]> = {
    ode: () => [odeCurve(gaussianRows)],
    hsgd: many((i) => hsgdRun(gaussianRows, 1000 + i)),
    sgd: many((i) => sgdRun(methods.includes("sgd-rows") ? gaussianRows : sample, 2000 + i)),
    "sgd-rows": many((i) => sgdRun(sample, 3000 + i)),
  };
  const runsOf = Object.fromEntries(
    methods
      .map((method) => [method, makers[method](runsDone?.[method] ?? runs)] as const)
      .filter(([, all]) => all.length > 0),
  );
  const diverged = Object.entries(runsOf).flatMap(([method, all]): Warning[] => {
    const times = all.flatMap(({ divergedAt }) => (divergedAt === undefined ? [] : [divergedAt]));
    if (method === "ode" || times.length === 0) return [];
    const message = `${times.length} of ${runs} ${method} runs diverged, the first at t = ${Number(Math.min(...times).toPrecision(4))}: their risk was not finite or above 10000 times its initial value; from then on they are left out of means and count as infinite in quantiles.`;
    return [{ code: "diverged", message }];
  });
  return {
    format: "homogenized-sgd/result",
    version: 1,
    ...(runsDone && { interrupted: { runs, runsDone } }),
    experiment: {
      horizon: sample.times[sample.times.length - 1],
      methods: [...methods],
      ensemble: { runs, seed: 1, divergence: 1e4, normal: "ziggurat" },
      save: { points: sample.times.length, spacing: "linear", statistics: [] },
      hsgd: { step: "auto", scheme: "euler-maruyama" },
      ...experiment,
    },
    times: [...sample.times],
    curves: Object.fromEntries(
      Object.entries(runsOf).map(([method, all]) => [
        method,
        method === "ode" ? deterministic(all[0]) : ensemble(all),
      ]),
    ),
    agreement: agreement(sample.times, runsOf),
    diagnostics: {},
    warnings: [...warnings, ...diverged],
  };
}

/** Made when first asked for, once for a test file; change a copy. */
const once = (kit: () => Kit): (() => ResultJson) => {
  let made: ResultJson | undefined;
  return () => {
    made ??= build(kit());
    return made;
  };
};

const linear = (horizon: number, points: number) =>
  Array.from({ length: points }, (_, i) => (horizon * i) / (points - 1));

const twoEigenvalues = (dimension: number) =>
  Array.from({ length: dimension }, (_, i) => (i < dimension / 2 ? 1.6 : 0.4));

const atomsProblem = (dimension: number, noiseStd: number) => ({
  dimension,
  covariance: { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] },
  model: { kind: "least-squares", outputs: 1, noiseStd },
  target: { kind: "gaussian", norm: 1 },
  initial: { kind: "zero" },
  ridge: 0,
});

const twoAtoms = (rate: number, horizon: number, points: number, d: number): Kit => ({
  sample: {
    eigenvalues: twoEigenvalues(d),
    noiseStd: 0.5,
    rate: () => rate,
    times: linear(horizon, points),
  },
  methods: ["ode", "hsgd", "sgd"],
  runs: 24,
  experiment: { name: "two-atoms", problem: atomsProblem(d, 0.5), schedule: { kind: "constant", rate } },
});

/** The quickstart at d = 60. */
export const plainResult = once(() => twoAtoms(0.7, 5, 51, 60));

/** Rows of very different length: some SGD runs diverge, most do not. */
export const divergedResult = once(() => {
  const kit = twoAtoms(0.7, 5, 51, 60);
  return {
    ...kit,
    sample: { ...kit.sample, burst: 0.85 },
    experiment: { ...kit.experiment, name: "heavy-rows" },
  };
});

/** A rate beyond stability: every run diverges, and the ODE goes on to overflow. */
export const unstableResult = once(() => {
  const kit = twoAtoms(3.2, 60, 121, 40);
  return { ...kit, runs: 8, experiment: { ...kit.experiment, name: "unstable" } };
});

/** A power law without noise on geometric times, 0 first. */
export const logTimesResult = once(() => {
  const d = 40;
  const powers = Array.from({ length: d }, (_, i) => (i + 1) ** -0.6);
  const scale = d / powers.reduce((a, b) => a + b, 0);
  const from = 0.02;
  const horizon = 40;
  const times = [0, ...Array.from({ length: 60 }, (_, i) => from * (horizon / from) ** (i / 59))];
  times[60] = horizon;
  return {
    sample: { eigenvalues: powers.map((v) => v * scale), noiseStd: 0, rate: () => 0.5, times },
    methods: ["ode", "hsgd", "sgd"],
    runs: 8,
    experiment: {
      name: "power-law",
      problem: {
        ...atomsProblem(d, 0),
        covariance: { kind: "power-law", exponent: 0.6, normalize: "trace" },
      },
      schedule: { kind: "constant", rate: 0.5 },
      save: { points: 61, spacing: "log", from, statistics: [] },
    },
  };
});

/** A decaying rate, so that the excess risk falls further than the risk. */
export const decayingResult = once(() => {
  const kit = twoAtoms(0.9, 20, 81, 40);
  return {
    ...kit,
    sample: { ...kit.sample, rate: (t) => 0.9 / (1 + t / 2) },
    runs: 16,
    experiment: {
      ...kit.experiment,
      name: "decaying rate",
      schedule: { kind: "polynomial", rate: 0.9, power: 1, timescale: 2 },
    },
  };
});

/** A data set: SGD on Gaussian samples of its covariance, and over its rows, of which some burst. */
export const rowsResult = once(() => {
  const d = 50;
  const raw = Array.from({ length: d }, (_, i) => (i + 1) ** -1.1);
  const scale = d / raw.reduce((a, b) => a + b, 0);
  return {
    sample: {
      eigenvalues: raw.map((v) => v * scale),
      noiseStd: 0.55,
      rate: () => 0.3,
      times: linear(12, 61),
      burst: 0.9,
    },
    methods: ["ode", "hsgd", "sgd", "sgd-rows"],
    runs: 24,
    experiment: {
      name: "communities",
      problem: {
        covariance: {
          kind: "data",
          features: "data/communities.csv",
          labels: "ViolentCrimesPerPop",
          rows: "raw",
        },
        model: { kind: "least-squares" },
        initial: { kind: "zero" },
        ridge: 0,
      },
      schedule: { kind: "constant", rate: 0.3 },
    },
    warnings: [
      {
        code: "row-norms",
        message:
          "Row norms do not concentrate: ‖a‖²/tr K has standard deviation 2.6 over the rows, more than twice the Gaussian 0.47, so SGD over rows need not follow the ODE; rows: normalize scales each row to norm √d.",
      },
    ],
  };
});

/** No simulation at all. */
export const odeOnlyResult = once(() => ({ ...twoAtoms(0.7, 5, 51, 60), methods: ["ode"] }));

/** Two ensembles and nothing to hold them against. */
export const noReferenceResult = once(() => ({
  ...twoAtoms(0.7, 5, 51, 60),
  methods: ["sgd", "hsgd"],
  runs: 8,
}));

/** One run of each: no deviation, no error. */
export const singleRunResult = once(() => ({ ...twoAtoms(0.7, 5, 51, 60), runs: 1 }));

/** Interrupted among the runs of SGD. */
export const partialResult = once(() => ({
  ...twoAtoms(0.7, 5, 51, 60),
  runsDone: { hsgd: 24, sgd: 5 },
  warnings: [{ code: "interrupted", message: "The comparison was interrupted: this is a partial result." }],
}));

/** Interrupted before a run of SGD was done. */
export const partialWithoutSgd = once(() => ({
  ...twoAtoms(0.7, 5, 51, 60),
  runsDone: { hsgd: 3, sgd: 0 },
}));

/** Three times, two methods, numbers that a reader can check by eye. */
export const tinyResult = (): ResultJson => ({
  format: "homogenized-sgd/result",
  version: 1,
  experiment: {
    name: "tiny",
    problem: {
      dimension: 10,
      covariance: { kind: "identity" },
      model: { kind: "least-squares", outputs: 1, noiseStd: 0.5 },
      target: { kind: "gaussian", norm: 1 },
      initial: { kind: "zero" },
      ridge: 0,
    },
    schedule: { kind: "constant", rate: 0.5 },
    horizon: 2,
    methods: ["ode", "sgd"],
    ensemble: { runs: 4, seed: 7, divergence: 1e4, normal: "ziggurat" },
  },
  times: [0, 1, 2],
  curves: {
    ode: { outcome: "finished", risk: [0.625, 0.25, 0.1875] },
    sgd: {
      runs: 4,
      diverged: 2,
      divergenceTimes: [
        { run: 1, time: 1.4 },
        { run: 3, time: 0.9 },
      ],
      alive: [4, 3, 2],
      risk: {
        mean: [0.625, 0.3, 1e-7],
        standardDeviation: [0, 0.1, null],
        quantiles: { "0.1": [0.625, 0.21, 0.17], "0.5": [0.625, 0.26, 0.3], "0.9": [0.625, null, null] },
      },
    },
  },
  agreement: [
    {
      between: ["sgd", "ode"],
      statistic: "risk",
      supDistance: { median: 0.08, relative: 0.128, quantiles: { "0.1": 0.03, "0.9": null } },
      meanDifference: { max: -0.1875, time: 2, standardError: 0.05 },
    },
  ],
  diagnostics: {},
  warnings: [{ code: "diverged", message: "2 of 4 sgd runs diverged, the first at t = 0.9." }],
});
