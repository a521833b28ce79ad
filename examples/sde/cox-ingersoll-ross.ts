/**
 * The Cox–Ingersoll–Ross process dX = κ(θ − X) dt + σ√X dW, which never goes below zero:
 *
 *     E X_t = θ + (X₀ − θ)e^{−κt},
 *     Var X_t = X₀ (σ²/κ)(e^{−κt} − e^{−2κt}) + (θσ²/2κ)(1 − e^{−κt})²,
 *
 * and a stationary density ∝ x^{2κθ/σ² − 1} e^{−2κx/σ²}. Here 2κθ < σ²: the process comes back to zero again and again,
 * where Euler's steps leave the domain of the root; full truncation, which reads the coefficients at the positive part,
 * goes on, and so does the scheme that is implicit in √X, which needs 4κθ > σ² alone.
 *
 * Left: mean and standard deviation beside the exact ones. Right: a histogram at t = 8 beside the stationary density.
 */
import {
  combine,
  coxIngersollRoss,
  driftImplicitSquareRootEuler,
  ensemble,
  eulerMaruyama,
  fullTruncationEuler,
  histogram,
  moments,
  solve,
} from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const kappa = 1;
const theta = 0.5;
const sigma = 1.1;
const x0 = 2;
const step = 0.02;
const paths = 10_000;

const rate = coxIngersollRoss({ speed: kappa, mean: theta, volatility: sigma, start: x0 });
const decay = (t: number) => Math.exp(-kappa * t);
const exactMean = (t: number) => theta + (x0 - theta) * decay(t);
const exactDeviation = (t: number) =>
  Math.sqrt(
    ((x0 * sigma ** 2) / kappa) * (decay(t) - decay(2 * t)) +
      ((theta * sigma ** 2) / (2 * kappa)) * (1 - decay(t)) ** 2,
  );

const lost = solve(rate, { to: 8, step, scheme: eulerMaruyama, seed: 1 });
console.log(`euler-maruyama: ${lost.outcome} at t = ${lost.time.toFixed(2)}`);

const times = Array.from({ length: 81 }, (_, i) => i / 10);
const bins = 40;
const { curves, shape } = ensemble(rate, {
  to: 8,
  step,
  scheme: fullTruncationEuler,
  seed: 1,
  paths,
  save: { times },
  reduce: combine({ curves: moments(), shape: histogram({ from: 0, to: 3, bins }) }),
});
const implicit = ensemble(rate, {
  to: 1,
  step,
  scheme: driftImplicitSquareRootEuler,
  seed: 1,
  paths,
  reduce: moments(),
});
const deviation = Array.from(curves.variance, Math.sqrt);
const printMean = (name: string, mean: number, error: number) =>
  console.log(
    `${name}: mean at t = 1: ${mean.toFixed(4)} ± ${error.toFixed(4)}, exact ${exactMean(1).toFixed(4)}`,
  );
printMean("full-truncation-euler", curves.mean[10], curves.standardError[10]);
printMean("drift-implicit-square-root-euler", implicit.mean[0], implicit.standardError[0]);
console.log(
  `standard deviation at t = 1: ${deviation[10].toFixed(4)}, exact ${exactDeviation(1).toFixed(4)}`,
);

// The stationary density, its constant by the midpoint rule over √x, in which it is smooth at 0.
const unscaled = (x: number) =>
  x ** ((2 * kappa * theta) / sigma ** 2 - 1) * Math.exp((-2 * kappa * x) / sigma ** 2);
const dy = 1 / 800;
let mass = 0;
for (let y = dy / 2; y < 5; y += dy) mass += 2 * y * unscaled(y * y) * dy;
const fine = Array.from({ length: 300 }, (_, i) => (i + 1) / 100);

await draw("cox-ingersoll-ross", [
  {
    title: "dX = (0.5 − X) dt + 1.1 √X dW, full truncation",
    x: { title: "time t" },
    y: { title: "mean and deviation of X" },
    curves: [
      { name: "mean of 10 000 paths", look: "curve", x: times, y: curves.mean },
      { name: "standard deviation", look: "curve", x: times, y: deviation },
      { name: "exact", look: "exact", x: times, y: times.map(exactMean) },
      { name: "exact", look: "exact", x: times, y: times.map(exactDeviation) },
    ],
  },
  {
    title: "Density at t = 8",
    x: { title: "X", domain: [0, 3] },
    y: { title: "probability density", domain: [0, 3] },
    curves: [
      {
        name: "10 000 paths",
        look: "bars",
        x: Array.from({ length: bins }, (_, i) => ((i + 0.5) * 3) / bins),
        y: shape.density.slice(80 * bins),
      },
      { name: "stationary density", look: "exact", x: fine, y: fine.map((x) => unscaled(x) / mass) },
    ],
  },
]);
