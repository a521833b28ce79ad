/** A call of every function the package exports, with arguments it takes: as many options as it knows. */
import type * as estimators from "../../estimators/index.js";
import * as sde from "../../sde/index.js";
import * as main from "../../src/index.js";
import type * as node from "../../src/node/index.js";

export interface ValidCall {
  readonly args: readonly unknown[];
  /** Paths whose objects take any key: names that callers choose, or what is handed through as it is. */
  readonly open?: readonly string[];
}

type Calls<Module> = {
  readonly [Name in keyof Module as Module[Name] extends (...args: never[]) => unknown
    ? Name
    : never]: ValidCall;
};

const call = (...args: unknown[]): ValidCall => ({ args });
const open = (paths: readonly string[], ...args: unknown[]): ValidCall => ({ args, open: paths });
/** What functions of the package have made and take back: one value, whole or wrong. */
const made = <Value extends object>(value: Value): Value => Object.freeze(value);
const vector = (...values: number[]) => Float64Array.from(values);

// The main entry.

const parts = {
  dimension: 4,
  covariance: { kind: "identity" },
  model: { kind: "least-squares", outputs: 1, noiseStd: 0.5 },
  target: { kind: "gaussian", norm: 1 },
  initial: { kind: "correlated", overlap: 0.5, norm: 1 },
  ridge: 0.1,
};
const small = made(main.problem({ dimension: 4, covariance: main.identity(), model: main.leastSquares() }));
const dynamics = {
  schedule: { kind: "cosine", rate: 0.5, final: 0.1, period: 1 },
  horizon: 1,
  seed: 1,
  divergence: 1e4,
  normal: "ziggurat",
  save: {
    points: 3,
    spacing: "log",
    from: 0.1,
    statistics: ["overlaps", { name: "own", quadratic: (lambda: number) => lambda }],
  },
  hsgd: { step: 0.1, scheme: "euler-maruyama" },
};
const experiment = {
  problem: { dimension: 4, covariance: { kind: "identity" }, model: { kind: "logistic" } },
  schedule: { kind: "constant", rate: 0.5 },
  horizon: 1,
  ensemble: { runs: 1 },
};
const resolved = made(main.parseExperiment(experiment));
const rows = [
  [1, 2],
  [3, 4],
  [5, 7],
];
const labels = [1, 0, 1];
const csv = new TextEncoder().encode("x,y\n1,2\n3,4\n5,7\n");

export const mainCalls: Calls<typeof main> = {
  absoluteError: call({ noiseStd: 0.5, clip: 0.9 }),
  analyseData: call(made(main.createDataSet({ features: rows, labels })), { rows: "raw" }),
  atoms: call([1.6, 0.4], [0.5, 0.5], { normalize: "trace" }),
  compare: call(small, {
    ...dynamics,
    methods: ["ode", "hsgd", "sgd"],
    runs: 1,
    name: "own",
    onProgress: () => {},
    signal: new AbortController().signal,
    onInterrupt: () => {},
  }),
  committee: call({ activation: "erf", student: [1, 1], teacher: [1], noiseStd: 0.5, clip: 2 }),
  compareOptions: call(resolved),
  constant: call(0.5),
  correlated: call({ overlap: 0.5, norm: 1 }),
  cosine: call({ rate: 0.5, final: 0.1, period: 1 }),
  createDataSet: call({ features: rows, labels, featuresName: "f", labelsName: "l" }),
  createModel: call({ kind: "least-squares", outputs: 1, noiseStd: 0.5 }),
  createSpectrum: call(
    { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5], normalize: "trace" },
    4,
  ),
  customModel: call({
    loss: ([x]: Float64Array, [y]: Float64Array) => (x - y) ** 2,
    direction: ([x]: Float64Array, [y]: Float64Array, out: Float64Array) => {
      out[0] = 2 * (x - y);
    },
    outputs: 1,
    teacherOutputs: 1,
    noiseStd: 0.5,
    noises: 1,
    kinks: [[1, -1, 0, 1]],
    clip: 2,
  }),
  data: call({ features: rows, labels, rows: "raw", featuresName: "f", labelsName: "l" }),
  dense: call([
    [2, 1],
    [1, 2],
  ]),
  density: call({ of: (lambda: number) => lambda, min: 0, max: 1, nodes: 40, normalize: "trace" }),
  eigenvalues: call([1, 2], { normalize: "trace" }),
  experimentProblem: call(resolved),
  expression: call("0.7/(1+t)"),
  formatPath: call(["a", 1]),
  gaussian: call({ norm: 1 }),
  huber: call({ threshold: 1, noiseStd: 0.5, clip: 2 }),
  identity: call(),
  jsonSchema: call(),
  leastSquares: call({ outputs: 1, noiseStd: 0.5, clip: 2 }),
  loadFormulas: call(),
  logistic: call({ labels: "soft", clip: 0.5 }),
  lossExpression: call({ loss: "(x - y - noise)^2", direction: ["x - y"], noiseStd: 0.5, clip: 2 }),
  marchenkoPastur: call({ ratio: 0.5, nodes: 40, normalize: "trace" }),
  multiclassLogistic: call({ classes: 3, labels: "soft", clip: 0.5 }),
  parseCsv: call(csv, "f.csv"),
  parseExperiment: call(experiment, { file: "own.yaml", origin: () => undefined }),
  parseNpy: call(csv, "f.npy"),
  adagradNorm: call({ eta: 1, b: 1 }),
  dog: call({ r0: 0.1, eta0: 1 }),
  lineSearch: call({ factor: 0.5 }),
  polyak: call({ factor: 0.5 }),
  rmspropNorm: call({ eta: 1, b: 1, alpha: 0.5 }),
  phaseRetrieval: call({ variant: "smooth", clip: 2 }),
  piecewise: call({ times: [0, 1], rates: [0.5, 0.1] }),
  polynomial: call({ rate: 0.5, power: 0.5, timescale: 1 }),
  power: call({ exponent: 0.5, scale: 1 }),
  powerDensity: call({ beta: 0.5, nodes: 40, normalize: "trace" }),
  powerLaw: call({ exponent: 0.5, normalize: "trace" }),
  predict: call(small, { kind: "constant", rate: 0.5 }, { horizon: 1, seed: 1 }),
  prepareSchedule: call({ kind: "piecewise", times: [0, 1], rates: [0.5, 0.1] }, 5),
  problem: call(parts),
  runExperiment: call(resolved, {
    files: { features: csv, labels: csv },
    onProgress: () => {},
    signal: new AbortController().signal,
    onInterrupt: () => {},
  }),
  sameExperiment: open(["0", "1"], { horizon: 5 }, { horizon: 5 }),
  simulate: call(small, { ...dynamics, method: "sgd", run: 0, basis: "eigen" }),
  symmetricEigen: call(2, vector(2, 1, 1, 2)),
  toSde: call(small, { kind: "expression", value: "0.5" }, { seed: 1, horizon: 1 }),
  uniform: call({ min: 0, max: 1, nodes: 40, normalize: "trace" }),
  values: call([1, 0, -1]),
  zero: call(),
};

// The engine.

const gbm = {
  dimension: 1,
  calculus: "ito",
  noise: { kind: "diagonal" },
  drift: (_t: number, x: Float64Array, out: Float64Array) => {
    out[0] = 0.5 * x[0];
  },
  diffusion: (_t: number, x: Float64Array, out: Float64Array) => {
    out[0] = 0.2 * x[0];
  },
  diffusionDerivative: (_t: number, _x: Float64Array, out: Float64Array) => {
    out[0] = 0.2;
  },
  driftJacobian: (_t: number, _x: Float64Array, out: Float64Array) => {
    out[0] = 0.5;
  },
  linearDrift: [0.5],
  nonNegative: [0],
  start: [1],
};
const noisy = sde.defineSde(gbm as sde.SdeDefinition);
const span = { start: [1], from: 0, to: 1 };
const solving = {
  ...span,
  scheme: sde.eulerMaruyama,
  step: 0.25,
  seed: 1,
  purpose: "own",
  save: { times: [0.5, 1], of: (_t: number, x: Float64Array) => x[0] },
  guard: { every: 0.5, diverged: () => false },
  events: { high: { of: 0, level: 2, direction: "up", stop: false, bridge: true } },
};
const { step: _step, ...unstepped } = solving;
const controlled = {
  ...unstepped,
  scheme: sde.sriw1,
  tolerance: {
    relative: 0.1,
    absolute: 0.1,
    scale: (_t: number, x: Float64Array, out: Float64Array) => out.set(x),
    firstStep: 0.1,
    minStep: 0,
    maxStep: 1,
    maxSteps: 10,
  },
};
const paths = { ...solving, paths: 2, firstPath: 0, antithetic: true, reduce: sde.moments() };
const levels = {
  ...span,
  scheme: sde.eulerMaruyama,
  of: (_t: number, x: Float64Array) => x[0],
  samples: [2, 2],
  coarsest: 1,
  refinement: 2,
  pilot: 10,
  maxLevel: 2,
  seed: 1,
  purpose: "own",
};
const listening = { signal: new AbortController().signal, onProgress: () => {} };
const formula = {
  drift: "a*x",
  diffusion: "b*x",
  calculus: "ito",
  noise: { kind: "diagonal" },
  variables: ["x"],
  parameters: { a: 1, b: 2 },
  start: [1],
};

export const sdeCalls: Calls<typeof sde> = {
  brownianTree: call({
    sources: 1,
    from: 0,
    to: 1,
    depth: 3,
    seed: 1,
    purpose: "own",
    path: 0,
    covariance: [[1]],
    needs: ["space-time-area"],
  }),
  combine: open(["0", "0.one", "0.two"], { one: sde.moments(), two: sde.covariance() }),
  compileFormula: call("x + y", ["x", "y"]),
  compileFormulaSync: call("x + y", ["x", "y"]),
  formulaNamesSync: call("x + y", ["x", "y"]),
  controlVariate: call([{ of: 0, mean: 1 }]),
  correlateNoise: call(noisy, [[1]]),
  covariance: call(),
  coxIngersollRoss: call({ speed: 1, mean: 1, volatility: 0.5, start: [1] }),
  createIncrement: call(1, ["space-time-area"]),
  createPace: call(new AbortController().signal),
  createStreams: call(1, "own"),
  defineSde: call(gbm),
  drain: call(sde.solveInSlices(noisy, solving as unknown as sde.SolveOptions)),
  ensemble: open(["1.events", "1.reduce"], noisy, paths),
  ensembleAsync: open(["1.events", "1.reduce"], noisy, { ...paths, ...listening }),
  firstPassage: call({ event: "high", probabilities: [0.5], times: [1], capacity: 16 }),
  formulaSde: open(["0.parameters"], formula),
  formulaSdeSync: open(["0.parameters"], formula),
  histogram: call({ from: 0, to: 1, bins: 2 }),
  levyAreaError: call(2, 0.1, 3),
  loadFormulas: call(),
  moments: call(),
  multilevel: call(noisy, levels),
  multilevelAsync: call(noisy, { ...levels, ...listening }),
  fits: call(noisy, sde.eulerMaruyama),
  namedScheme: call("milstein"),
  namedProblem: call("tangent"),
  pairedEnsemble: open(["1.events", "1.reduce"], [noisy, noisy], paths),
  quantileBands: call([0.5]),
  readFormulaSync: call("x + y", ["x", "y"]),
  restoreStream: call(sde.createStreams(1, "own").stream(0).save()),
  interpolate: open(["0", "0.events"], sde.solve(noisy, solving as unknown as sde.SolveOptions), 0.5),
  savedColumn: open(["0", "0.events"], sde.solve(noisy, solving as unknown as sde.SolveOptions), 0),
  seedNumber: call(1),
  solve: open(["1.events"], noisy, { ...solving, path: 0, mirrored: false }),
  solveInSlices: open(["1.events"], noisy, { ...controlled, path: 0, mirrored: false }),
  strongOrder: call(noisy, sde.eulerMaruyama, { ...span, levels: [1, 3], paths: 50, seed: 1 }),
  strongOrderAsync: call(noisy, sde.eulerMaruyama, {
    ...span,
    levels: [1, 3],
    paths: 50,
    seed: 1,
    ...listening,
  }),
  toIto: call(noisy),
  toStratonovich: call(noisy),
  weakOrder: call(noisy, sde.eulerMaruyama, {
    ...span,
    levels: [1, 3],
    paths: 50,
    seed: 1,
    of: "square",
    mean: 1,
  }),
  weakOrderAsync: call(noisy, sde.eulerMaruyama, {
    ...span,
    levels: [1, 3],
    paths: 50,
    seed: 1,
    of: 0,
    ...listening,
  }),
};

// The estimators.

const spread = { mean: vector(1, 2), standardDeviation: vector(1, 1), alive: vector(4, 4) };

export const estimatorsCalls: Calls<typeof estimators> = {
  bands: call([vector(1, 2), vector(2, 3)], [0.5]),
  bootstrap: call([1, 2, 3], (sample: readonly number[]) => sample[0], { uniform: () => 0.5, resamples: 2 }),
  controlledMean: call({ count: 9, mean: [1, 2], covariance: [1, 0.5, 0.5, 1] }, 0, [{ index: 1, mean: 2 }]),
  cosine: call(vector(1, 0, 0, 1), 1),
  createCovariance: call(2),
  createHistogram: call(1, { from: 0, to: 1, bins: 2 }),
  createMoments: call(2),
  createPassageTimes: call({ probabilities: [0.5], times: [1], capacity: 16 }),
  createQuantileSketch: call(1, { capacity: 16 }),
  excessRisk: call((B: Float64Array) => B[0], vector(1), 0.5),
  gradientSquaredNorm: call(vector(1, 0, 0, 1), vector(1, 1), 1),
  kolmogorovSmirnov: call([0.1, 0.7], (x: number) => Math.min(1, Math.max(0, x))),
  largestMeanDifference: open(["0", "1"], spread, spread),
  overlaps: call(vector(1, 2), 1, vector(1)),
  quantiles: call([1, 2, 3], [0.5]),
  risk: call((B: Float64Array) => B[0], vector(1)),
  slope: call([0, 1], [0, 1], [0.1, 0.1], { z: 2 }),
  squaredDistance: call(vector(1, 0, 0, 1), 1, { upToSign: true }),
  squaredNorm: call(vector(1, 0, 0, 1), 1),
  standardDeviationRatio: open(["0", "1"], spread, spread),
  supDistance: call(vector(1, 2), vector(1, 3)),
  supNorm: call(vector(1, 2)),
};

// Files. What they write lies in the working directory.

const flags = { set: ["horizon=1"], seed: 1, runs: 1 };

const drawn = {
  name: "line",
  look: 0.5,
  mark: "points",
  x: [1, 2],
  y: [1, 2],
  low: [0, 1],
  high: [2, 3],
} as const;
const axis = { title: "x", log: false, domain: [0, 3], ticks: [1, 2] } as const;
const panels = [{ title: "panel", x: axis, y: axis, curves: [drawn] }];
const paper = { name: "line", title: "A line", after: "Euclid" };
const computed = { setting: ["plane"], panels, outcomes: [] };

export const nodeCalls: Partial<Calls<typeof node>> = {
  curvesFigureSpec: call({ title: "figure", setting: ["phrase"], panels }),
  figureReport: call(paper, computed, { full: false }),
  judgeFigureFolder: call("figure-folder", { name: "line", full: false }, { fresh: false }),
  drawFigure: call(Object.freeze({ data: { values: [] }, mark: "line" }), "figures/one"),
  formatJson: open(["0"], { a: 1 }),
  loadExperiment: call("own.yaml", flags),
  readData: call({ features: "f.csv", labels: "y", rows: "raw" }),
  readExperiment: call("horizon: 1", { file: "own.yaml", directory: ".", overrides: flags }),
  judgeOrderFolder: call(
    "order-folder",
    { problem: "tangent", scheme: "milstein", seed: 1, strong: null, weak: null },
    { fresh: false },
  ),
  writeNewFile: call("new.txt", "text"),
};
