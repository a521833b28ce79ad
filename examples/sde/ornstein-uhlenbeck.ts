/**
 * The Ornstein–Uhlenbeck process dX = −θX dt + σ dW: one path, then twenty thousand of them reduced to mean and
 * variance as they come, beside the exact curves
 *
 *     E X_t = X₀ e^{−θt},      Var X_t = σ² (1 − e^{−2θt})/(2θ).
 *
 * Euler–Maruyama at step h settles at the variance σ²/(2θ − θ²h) instead of σ²/(2θ). Exponential Euler, told that the
 * drift is linear, has the exact law at every step. Left: the process. Right: the two variances over the step.
 */
import {
  defineSde,
  ensemble,
  eulerMaruyama,
  exponentialEuler,
  moments,
  type Scheme,
  savedColumn,
  solve,
} from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const theta = 1;
const sigma = 0.5;
const start = 2;
const to = 8;
const paths = 20_000;

const ornsteinUhlenbeck = defineSde({
  dimension: 1,
  calculus: "ito",
  noise: { kind: "additive" },
  drift: (_t, x, out) => {
    out[0] = -theta * x[0];
  },
  diffusion: (_t, _x, out) => {
    out[0] = sigma;
  },
  linearDrift: [-theta],
});
const exactMean = (t: number) => start * Math.exp(-theta * t);
const exactVariance = (t: number) => (sigma ** 2 * (1 - Math.exp(-2 * theta * t))) / (2 * theta);

const times = Array.from({ length: 81 }, (_, i) => i / 10);
const common = { start: [start], to, step: 0.1, scheme: eulerMaruyama, seed: 1, save: { times } };
const path = savedColumn(solve(ornsteinUhlenbeck, common), 0);
const { mean, standardError, variance } = ensemble(ornsteinUhlenbeck, {
  ...common,
  paths,
  reduce: moments(),
});

const column = (value: number) => value.toFixed(4).padStart(10);
console.log("     t  one path      mean     exact  variance     exact");
for (const t of [0, 0.5, 1, 2, 4, 8]) {
  const i = times.indexOf(t);
  console.log(
    String(t).padStart(6) +
      [path[i], mean[i], exactMean(t), variance[i], exactVariance(t)].map(column).join(""),
  );
}
console.log(`standard error of the mean at t = 8: ${standardError[80].toFixed(4)}`);

const discrete = (h: number) => sigma ** 2 / (2 * theta - theta ** 2 * h);
const settled = discrete(0);
// Of n normal numbers the variance is known up to √(2/n) of itself.
const relativeError = Math.sqrt(2 / paths);
const steps = [0.1, 0.2, 0.4, 0.8];
const variances = (scheme: Scheme) =>
  steps.map((step) => {
    const run = { ...common, step, scheme, paths, save: { times: [to] }, reduce: moments() };
    const [value] = ensemble(ornsteinUhlenbeck, run).variance;
    return { value, error: value * relativeError };
  });
const [euler, exponential] = [eulerMaruyama, exponentialEuler].map(variances);
const withError = ({ value, error }: (typeof euler)[number]) => `${value.toFixed(4)} ± ${error.toFixed(4)}`;
console.log("variance at t = 8:");
steps.forEach((h, i) => {
  console.log(
    `  step ${h}: euler-maruyama ${withError(euler[i])}, its own ${discrete(h).toFixed(4)}; exponential-euler ${withError(exponential[i])}, exact ${settled.toFixed(4)}`,
  );
});

const deviation = Array.from(variance, Math.sqrt);
const exactDeviation = times.map((t) => Math.sqrt(exactVariance(t)));
const exact = [-1, 0, 1].map((side) => times.map((t, i) => exactMean(t) + side * exactDeviation[i]));
const fine = Array.from({ length: 46 }, (_, i) => i / 50);
const measured = (name: string, values: typeof euler) => ({
  name,
  look: "points" as const,
  x: steps,
  y: values.map(({ value }) => value),
  low: values.map(({ value, error }) => value - 2 * error),
  high: values.map(({ value, error }) => value + 2 * error),
});
await draw("ornstein-uhlenbeck", [
  {
    title: "dX = −X dt + 0.5 dW, Euler–Maruyama at step 0.1",
    x: { title: "time t" },
    y: { title: "X" },
    curves: [
      {
        name: "mean ± standard deviation of 20 000 paths",
        look: "curve",
        x: times,
        y: mean,
        low: deviation.map((width, i) => mean[i] - width),
        high: deviation.map((width, i) => mean[i] + width),
      },
      { name: "one of them", look: "path", x: times, y: path },
      ...exact.map((y) => ({ name: "exact", look: "exact" as const, x: times, y })),
    ],
  },
  {
    title: "Variance at t = 8, ± 2 standard errors",
    x: { title: "step h", domain: [0, 0.9] },
    y: { title: "variance of X" },
    curves: [
      measured("Euler–Maruyama", euler),
      measured("exponential Euler", exponential),
      { name: "σ²/(2θ − θ²h) and σ²/(2θ)", look: "exact", x: fine, y: fine.map(discrete) },
      { name: "σ²/(2θ − θ²h) and σ²/(2θ)", look: "exact", x: fine, y: fine.map(() => settled) },
    ],
  },
]);
