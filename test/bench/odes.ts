/** The ODE over a thousand distinct eigenvalues: models of one output to t = 100, and horizons no explicit step reaches. */
import {
  absoluteError,
  committee,
  constant,
  correlated,
  eigenvalues,
  gaussian,
  huber,
  leastSquares,
  logistic,
  type ModelData,
  phaseRetrieval,
  powerLaw,
  problem,
  simulate,
} from "homogenized-sgd";
import { interleave, median, medianRatio, seconds } from "./interleave.js";
import type { Numpy, NumpyJob } from "./numpy.js";
import { table } from "./table.js";

const dimension = 1000;
const noiseStd = 0.5;
const horizon = 100;

type OdeKind = Extract<NumpyJob["kind"], `ode-${string}`>;

/** Name, model, rate, start and what numpy is asked for. */
const models: readonly [string, ModelData, number, OdeKind | undefined][] = [
  ["least squares", leastSquares({ noiseStd }), 0.7, "ode-least-squares"],
  ["logistic, soft labels", logistic(), 0.7, "ode-logistic"],
  ["logistic, hard labels", logistic({ labels: "hard" }), 0.7, undefined],
  ["phase retrieval, smooth", phaseRetrieval(), 0.1, "ode-phase-retrieval"],
  ["phase retrieval, Lipschitz", phaseRetrieval({ variant: "lipschitz" }), 0.7, undefined],
  ["Huber", huber({ threshold: 1, noiseStd }), 0.7, "ode-huber"],
  ["absolute error", absoluteError({ noiseStd }), 0.7, undefined],
  [
    "committee, one erf unit of each",
    committee({ activation: "erf", student: [1], teacher: [1] }),
    0.7,
    undefined,
  ],
];

/** Ours beside scipy's solver where there is one. */
export async function odeTable(numpy: Numpy | undefined): Promise<void> {
  const rows: string[][] = [];
  for (const [name, model, rate, kind] of models) {
    const resting = model.kind === "phase-retrieval";
    const on = problem({
      dimension,
      covariance: powerLaw({ exponent: 0.5, normalize: "trace" }),
      model,
      target: gaussian({ norm: 1 }),
      ...(resting && { initial: correlated({ overlap: 0.5 }) }),
    });
    const own = () => seconds(() => simulate(on, { method: "ode", schedule: constant(rate), horizon }));
    const theirs = async () =>
      numpy && kind ? numpy.seconds({ kind, dimension, steps: horizon }) : Number.NaN;
    const times = await interleave({ own, theirs }, 3);
    const ratio = medianRatio(times.own, times.theirs);
    rows.push([Number.isFinite(ratio) ? ratio.toFixed(2) : "–", median(times.own).toFixed(3), name]);
  }
  table(["/scipy", "s", `ODE, ${dimension} distinct eigenvalues, t to ${horizon}`], rows);
  await longTable();
}

/** Eigenvalues over twelve decades to t = 10⁶. */
async function longTable(): Promise<void> {
  const values = Array.from({ length: dimension }, (_, i) => 10 ** ((-12 * i) / (dimension - 1)));
  const rows: string[][] = [];
  for (const [name, model] of [
    ["least squares", leastSquares()],
    ["logistic, soft labels", logistic()],
    ["Huber", huber({ threshold: 1, noiseStd })],
  ] as const) {
    const on = problem({ dimension, covariance: eigenvalues(values), model, target: gaussian({ norm: 1 }) });
    const save = { points: 121, spacing: "log", from: 1e-2 } as const;
    const own = () =>
      seconds(() => simulate(on, { method: "ode", schedule: constant(0.5), horizon: 1e6, save }));
    rows.push([median((await interleave({ own }, 3)).own).toFixed(3), name]);
  }
  table(["s", `ODE, ${dimension} eigenvalues over twelve decades, t to 10⁶`], rows);
}
