/**
 * The Cox–Ingersoll–Ross process dX = κ(θ − X) dt + σ√X dW, which never goes below zero:
 *
 *     E X_t = θ + (X₀ − θ)e^{−κt},
 *     Var X_t = X₀ (σ²/κ)(e^{−κt} − e^{−2κt}) + (θσ²/2κ)(1 − e^{−κt})²,
 *
 * and a stationary density ∝ x^{2κθ/σ² − 1} e^{−2κx/σ²}. Here 2κθ < σ²: the process keeps coming back to zero, where
 * Euler's steps would leave the domain of the root. Full truncation keeps them in it at coarse steps.
 *
 * Left: mean and standard deviation beside the exact ones. Right: a histogram at t = 8 beside the stationary density.
 */
import {
  combine,
  coxIngersollRoss,
  ensemble,
  fullTruncationEuler,
  histogram,
  moments,
} from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const kappa = 1;
const theta = 0.5;
const sigma = 1.1;
const x0 = 2;
const times = Array.from({ length: 41 }, (_, i) => i / 5);

const rate = coxIngersollRoss({ speed: kappa, mean: theta, volatility: sigma });
const { curves, last } = ensemble(rate, {
  start: [x0],
  to: 8,
  step: 0.01,
  scheme: fullTruncationEuler,
  seed: 1,
  paths: 10_000,
  save: { times },
  reduce: combine({ curves: moments(), last: histogram({ from: 0, to: 3, bins: 60 }) }),
});

const decay = (t: number) => Math.exp(-kappa * t);
const exactMean = times.map((t) => theta + (x0 - theta) * decay(t));
const exactDeviation = times.map((t) =>
  Math.sqrt(
    ((x0 * sigma ** 2) / kappa) * (decay(t) - decay(2 * t)) +
      ((theta * sigma ** 2) / (2 * kappa)) * (1 - decay(t)) ** 2,
  ),
);
const deviation = Array.from(curves.variance, Math.sqrt);
console.log(
  `mean at t = 1: ${curves.mean[5].toFixed(4)} ± ${curves.standardError[5].toFixed(4)}, exact ${exactMean[5].toFixed(4)}`,
);
console.log(`standard deviation at t = 1: ${deviation[5].toFixed(4)}, exact ${exactDeviation[5].toFixed(4)}`);

// The stationary density where the histogram's bins are, its constant by the midpoint rule in √x, which is smooth at 0.
const shape = (2 * kappa * theta) / sigma ** 2;
const slope = (2 * kappa) / sigma ** 2;
const unscaled = (x: number) => x ** (shape - 1) * Math.exp(-slope * x);
let mass = 0;
for (let i = 0; i < 4000; i++) {
  const root = (i + 0.5) / 800;
  mass += (2 * root * unscaled(root ** 2)) / 800;
}
const bins = Array.from({ length: 60 }, (_, i) => (i + 0.5) / 20);

await draw("cox-ingersoll-ross", [
  {
    title: "dX = (0.5 − X) dt + 1.1 √X dW",
    x: "t",
    y: "X",
    curves: [
      {
        name: "mean ± standard deviation, 10 000 paths",
        x: times,
        y: curves.mean,
        low: deviation.map((width, i) => curves.mean[i] - width),
        high: deviation.map((width, i) => curves.mean[i] + width),
      },
      { name: "exact", x: times, y: exactMean, look: "dashed" },
      { name: "exact", x: times, y: exactMean.map((mean, i) => mean + exactDeviation[i]), look: "dashed" },
      { name: "exact", x: times, y: exactMean.map((mean, i) => mean - exactDeviation[i]), look: "dashed" },
    ],
  },
  {
    title: "Density at t = 8",
    x: "x",
    y: "density",
    curves: [
      { name: "histogram", x: bins, y: last.density.slice(40 * 60, 41 * 60), look: "points" },
      { name: "stationary density", x: bins, y: bins.map((x) => unscaled(x) / mass), look: "dashed" },
    ],
  },
]);
