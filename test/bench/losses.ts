/** Losses given as text: one evaluation at a time, and the ODE whose expectations are integrated. */
import {
  constant,
  correlated,
  createModel,
  gaussian,
  loadFormulas,
  lossExpression,
  powerLaw,
  problem,
  simulate,
} from "homogenized-sgd";
import { interleave, median, medianRatio, rounds, seconds } from "./interleave.js";
import type { Numpy, NumpyJob } from "./numpy.js";
import { table } from "./table.js";

interface Loss {
  readonly name: string;
  readonly text: string;
  readonly noiseStd?: number;
  /** A start at zero would stay there. */
  readonly rests?: boolean;
  readonly numpy: "squares" | "logistic" | "tanh" | "erf" | "log-cosh" | "lipschitz" | "huber";
}

const losses: readonly Loss[] = [
  { name: "least squares", text: "0.5*(x - y - noise)^2", noiseStd: 0.5, numpy: "squares" },
  { name: "logistic", text: "log(1 + exp(x)) - x/(1 + exp(-y))", numpy: "logistic" },
  { name: "Lipschitz phase retrieval", text: "0.5*(abs(x) - abs(y))^2", rests: true, numpy: "lipschitz" },
  {
    name: "Huber",
    text: "abs(x - y - noise) < 1 ? 0.5*(x - y - noise)^2 : abs(x - y - noise) - 0.5",
    noiseStd: 0.5,
    numpy: "huber",
  },
  {
    name: "log cosh",
    text: "abs(x - y - noise) + log1p(exp(-2*abs(x - y - noise)))",
    noiseStd: 0.5,
    numpy: "log-cosh",
  },
  { name: "tanh unit", text: "0.5*(tanh(x) - tanh(y) - noise)^2", noiseStd: 0.5, numpy: "tanh" },
  {
    name: "erf unit",
    text: "0.5*(erf(x/sqrt(2)) - erf(y/sqrt(2)) - noise)^2",
    noiseStd: 0.5,
    numpy: "erf",
  },
];

const modelOf = ({ text, noiseStd }: Loss) =>
  lossExpression({ loss: text, ...(noiseStd !== undefined && { noiseStd }) });

/** Points that stay in the nearest cache, ours and numpy's alike. */
const points = 512;
const passes = 400;

/** Nanoseconds of one loss and of one direction, beside numpy's over arrays. */
export async function lossTable(numpy: Numpy | undefined): Promise<void> {
  await loadFormulas();
  const rows: string[][] = [];
  for (const own of losses) {
    const model = createModel(modelOf(own));
    const fields = Array.from({ length: points }, (_, i) =>
      Float64Array.of(2 * Math.sin(1.3 * i), 2 * Math.cos(0.7 * i)),
    );
    const noise = new Float64Array(model.sampleNoise.normals).fill(0.3);
    const out = new Float64Array(1);
    let sum = 0;
    const each = (over: () => number) => () =>
      seconds(() => {
        for (let pass = 0; pass < passes; pass++) sum += over();
      }) /
      (passes * points);
    const loss = each(() => {
      let total = 0;
      for (const r of fields) total += model.loss(r, noise);
      return total;
    });
    const direction = each(() => {
      let total = 0;
      for (const r of fields) {
        model.direction(r, noise, out);
        total += out[0];
      }
      return total;
    });
    const theirs = async () =>
      numpy
        ? (await numpy.seconds({ kind: `loss-${own.numpy}`, points, passes })) / (passes * points)
        : Number.NaN;
    const times = await interleave({ loss, direction, theirs }, rounds);
    if (Number.isNaN(sum)) throw new Error(`${own.name} is not a number`);
    const both = times.loss.map((value, i) => value + times.direction[i]);
    const ratio = medianRatio(both, times.theirs);
    const nanoseconds = (values: readonly number[]) => (1e9 * median(values)).toFixed(1);
    rows.push([
      Number.isFinite(ratio) ? ratio.toFixed(2) : "–",
      nanoseconds(times.loss),
      nanoseconds(times.direction),
      own.name,
    ]);
  }
  table(["f and g/numpy", "f, ns", "g, ns", "a loss as text, one sample"], rows);
}

const dimension = 1000;
const horizon = 100;

/** A thousand distinct eigenvalues to t = 100, every expectation by quadrature, beside scipy's. */
export async function ownLossOdeTable(numpy: Numpy | undefined): Promise<void> {
  await loadFormulas();
  const rows: string[][] = [];
  for (const own of losses) {
    const on = problem({
      dimension,
      covariance: powerLaw({ exponent: 0.5, normalize: "trace" }),
      model: modelOf(own),
      target: gaussian({ norm: 1 }),
      ...(own.rests && { initial: correlated({ overlap: 0.5 }) }),
    });
    const ours = () => seconds(() => simulate(on, { method: "ode", schedule: constant(0.7), horizon }));
    const kind: Extract<NumpyJob["kind"], `quadrature-${string}`> | undefined =
      own.numpy === "tanh" || own.numpy === "erf" ? `quadrature-${own.numpy}` : undefined;
    const theirs = async () =>
      numpy && kind ? numpy.seconds({ kind, dimension, steps: horizon }) : Number.NaN;
    const times = await interleave({ ours, theirs }, 3);
    const ratio = medianRatio(times.ours, times.theirs);
    rows.push([Number.isFinite(ratio) ? ratio.toFixed(2) : "–", median(times.ours).toFixed(2), own.name]);
  }
  table(["/scipy", "s", `ODE of a loss as text, ${dimension} distinct eigenvalues, t to ${horizon}`], rows);
}
