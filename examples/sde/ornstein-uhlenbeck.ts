/**
 * The Ornstein–Uhlenbeck process dX = −θX dt + σ dW: one path, then twenty thousand of them reduced to mean and
 * variance as they come, beside the exact curves
 *
 *     E X_t = X₀ e^{−θt},      Var X_t = σ² (1 − e^{−2θt})/(2θ).
 *
 * Euler–Maruyama at step h settles at the variance σ²/(2θ − θ²h) instead of σ²/(2θ): the last line shows it.
 */
import { defineSde, ensemble, eulerMaruyama, moments, savedColumn, solve } from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const theta = 1;
const sigma = 0.5;
const start = 2;
const step = 0.1;
const times = [0, 0.5, 1, 2, 4, 8];

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
});
const common = { start: [start], to: 8, step, scheme: eulerMaruyama, seed: 1, save: { times } };

const path = savedColumn(solve(ornsteinUhlenbeck, common), 0);
const { mean, standardError, variance } = ensemble(ornsteinUhlenbeck, {
  ...common,
  paths: 20_000,
  reduce: moments(),
});

const column = (value: number) => value.toFixed(4).padStart(10);
console.log("     t  one path      mean     exact  variance     exact");
times.forEach((t, i) => {
  const exactMean = start * Math.exp(-theta * t);
  const exactVariance = (sigma ** 2 * (1 - Math.exp(-2 * theta * t))) / (2 * theta);
  console.log(
    String(t).padStart(6) + [path[i], mean[i], exactMean, variance[i], exactVariance].map(column).join(""),
  );
});
console.log(`standard error of the mean at t = 8: ${standardError[5].toFixed(4)}`);
console.log(
  `variance at t = 8: ${variance[5].toFixed(4)}; σ²/(2θ − θ²h) = ${(sigma ** 2 / (2 * theta - theta ** 2 * step)).toFixed(4)}, σ²/(2θ) = ${(sigma ** 2 / (2 * theta)).toFixed(4)}`,
);

const grid = Array.from({ length: 81 }, (_, i) => i / 10);
const onGrid = { ...common, save: { times: grid } };
const curves = ensemble(ornsteinUhlenbeck, { ...onGrid, paths: 20_000, reduce: moments() });
const deviation = Array.from(curves.variance, Math.sqrt);
const exactMean = grid.map((t) => start * Math.exp(-theta * t));
const exactDeviation = grid.map((t) => sigma * Math.sqrt((1 - Math.exp(-2 * theta * t)) / (2 * theta)));
await draw("ornstein-uhlenbeck", [
  {
    title: "dX = −X dt + 0.5 dW",
    x: "t",
    y: "X",
    curves: [
      {
        name: "one path",
        x: grid,
        y: savedColumn(solve(ornsteinUhlenbeck, onGrid), 0),
        look: "thin",
      },
      {
        name: "mean ± standard deviation, 20 000 paths",
        x: grid,
        y: curves.mean,
        low: deviation.map((width, i) => curves.mean[i] - width),
        high: deviation.map((width, i) => curves.mean[i] + width),
      },
      { name: "exact", x: grid, y: exactMean, look: "dashed" },
      { name: "exact", x: grid, y: exactMean.map((mean, i) => mean + exactDeviation[i]), look: "dashed" },
      { name: "exact", x: grid, y: exactMean.map((mean, i) => mean - exactDeviation[i]), look: "dashed" },
    ],
  },
]);
