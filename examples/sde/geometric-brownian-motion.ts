/**
 * Geometric Brownian motion dX = αX dt + βX dW, whose solution along a path is X₀ exp((α − β²/2)t + βW_t):
 *
 *     E X_t = X₀ e^{αt},     median X₀ e^{(α − β²/2)t}: the mean runs ahead of most paths.
 *
 * Left: a few paths, the mean of twenty thousand with their 10–90 % band, and the exact mean and median. Right: strong
 * errors of Euler–Maruyama (order ½) and Milstein (order 1) on the same paths.
 */
import {
  combine,
  defineSde,
  ensemble,
  eulerMaruyama,
  milstein,
  moments,
  quantileBands,
  savedColumn,
  solve,
  strongOrder,
} from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const alpha = 0.3;
const beta = 0.5;
const start = [1];
const to = 2;
const step = 2 ** -6;

const gbm = defineSde({
  dimension: 1,
  calculus: "ito",
  noise: { kind: "diagonal" },
  drift: (_t, x, out) => {
    out[0] = alpha * x[0];
  },
  diffusion: (_t, x, out) => {
    out[0] = beta * x[0];
  },
  diffusionDerivative: (_t, _x, out) => {
    out[0] = beta;
  },
});
const times = Array.from({ length: 81 }, (_, i) => (i * to) / 80);
const common = { start, to, step, scheme: milstein, seed: 1, save: { times } };

const { mean, quantiles } = ensemble(gbm, {
  ...common,
  paths: 20_000,
  reduce: combine({ mean: moments(), quantiles: quantileBands([0.1, 0.5, 0.9]) }),
});
const exactMean = times.map((t) => Math.exp(alpha * t));
const exactMedian = times.map((t) => Math.exp((alpha - beta ** 2 / 2) * t));
console.log(
  `mean at t = ${to}: ${mean.mean[80].toFixed(3)} ± ${mean.standardError[80].toFixed(3)}, exact ${exactMean[80].toFixed(3)}`,
);
console.log(
  `median at t = ${to}: ${quantiles.quantiles["0.5"][80].toFixed(3)}, exact ${exactMedian[80].toFixed(3)}`,
);

const orders = [eulerMaruyama, milstein].map((scheme) => {
  const measured = strongOrder(gbm, scheme, {
    start,
    to,
    seed: 1,
    levels: [4, 9],
    exact: (t, x0, { W }, out) => {
      out[0] = x0[0] * Math.exp((alpha - beta ** 2 / 2) * t + beta * W[0]);
    },
  });
  const [low, high] = measured.interval;
  console.log(
    `${scheme.name}: strong order ${measured.order.toFixed(2)}, interval [${low.toFixed(2)}, ${high.toFixed(2)}]`,
  );
  return { name: scheme.name, ...measured };
});

await draw("geometric-brownian-motion", [
  {
    title: "dX = 0.3 X dt + 0.5 X dW",
    x: "t",
    y: "X",
    curves: [
      ...[0, 1, 2, 3].map((path) => ({
        name: "single paths",
        x: times,
        y: savedColumn(solve(gbm, { ...common, path }), 0),
        look: "thin" as const,
      })),
      {
        name: "mean of 20 000 paths, 10–90 % band",
        x: times,
        y: mean.mean,
        low: quantiles.quantiles["0.1"],
        high: quantiles.quantiles["0.9"],
      },
      { name: "exact mean and median", x: times, y: exactMean, look: "dashed" },
      { name: "exact mean and median", x: times, y: exactMedian, look: "dashed" },
    ],
  },
  {
    title: "Strong error at t = 2",
    x: "level (step = 2 / 2^level)",
    y: "√(E |Xʰ − X|²)",
    log: true,
    curves: orders.flatMap(({ name, levels }) => {
      const x = levels.map(({ level }) => level);
      const errors = levels.map(({ error }) => error);
      return [
        { name, x, y: errors },
        { name, x, y: errors, look: "points" as const },
      ];
    }),
  },
]);
