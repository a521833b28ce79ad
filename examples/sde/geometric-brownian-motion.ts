/**
 * Geometric Brownian motion dX = αX dt + βX dW, whose solution along a path is X₀ exp((α − β²/2)t + βW_t):
 *
 *     E X_t = X₀ e^{αt},      quantiles X₀ exp((α − β²/2)t + β√t z_p),      z_p those of N(0, 1)
 *
 * so that the mean runs ahead of the median, and so of most paths. Left: some paths, and the mean and the band of the
 * middle 80 % of twenty thousand beside the exact ones. Right: strong errors of Euler–Maruyama, order ½, and of
 * Milstein, order 1, on the same paths.
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
const last = 128;
const times = Array.from({ length: last + 1 }, (_, i) => (i * to) / last);
const common = { start, to, step: 2 ** -6, scheme: milstein, seed: 1, save: { times } };

const { mean, quantiles } = ensemble(gbm, {
  ...common,
  paths: 20_000,
  reduce: combine({ mean: moments(), quantiles: quantileBands([0.1, 0.5, 0.9]) }),
});
const exactMean = times.map((t) => Math.exp(alpha * t));
const exactQuantile = (z: number) =>
  times.map((t) => Math.exp((alpha - beta ** 2 / 2) * t + beta * Math.sqrt(t) * z));
const z90 = 1.2815515655446004;
console.log(
  `mean at t = ${to}: ${mean.mean[last].toFixed(4)} ± ${mean.standardError[last].toFixed(4)}, exact ${exactMean[last].toFixed(4)}`,
);
console.log(
  `median at t = ${to}: ${quantiles.quantiles["0.5"][last].toFixed(4)}, exact ${exactQuantile(0)[last].toFixed(4)}`,
);

const orders = [eulerMaruyama, milstein].map((scheme) => {
  const { order, interval, levels } = strongOrder(gbm, scheme, {
    start,
    to,
    seed: 1,
    paths: 4000,
    levels: [3, 8],
    exact: (t, x0, { W }, out) => {
      out[0] = x0[0] * Math.exp((alpha - beta ** 2 / 2) * t + beta * W[0]);
    },
  });
  const [low, high] = interval;
  const words = `${order.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  console.log(`${scheme.name}: strong order ${words}`);
  return {
    name: `${scheme.name}, order ${words}`,
    slope: scheme === milstein ? 1 : 0.5,
    x: levels.map(({ step }) => step),
    y: levels.map(({ error }) => error),
    low: levels.map(({ error, standardError }) => error - 2 * standardError),
    high: levels.map(({ error, standardError }) => error + 2 * standardError),
  };
});

await draw("geometric-brownian-motion", [
  {
    title: "dX = 0.3 X dt + 0.5 X dW",
    x: { title: "time t" },
    y: { title: "X" },
    curves: [
      {
        name: "mean and 10–90 % band of 20 000 paths",
        look: "curve",
        x: times,
        y: mean.mean,
        low: quantiles.quantiles["0.1"],
        high: quantiles.quantiles["0.9"],
      },
      ...[0, 1, 2, 3].map((path) => ({
        name: "four of them",
        look: "path" as const,
        x: times,
        y: savedColumn(solve(gbm, { ...common, path }), 0),
      })),
      ...[exactMean, exactQuantile(-z90), exactQuantile(z90)].map((y) => ({
        name: "exact",
        look: "exact" as const,
        x: times,
        y,
      })),
    ],
  },
  {
    title: "Strong error at t = 2, ± 2 standard errors",
    x: { title: "step h", log: true },
    y: { title: "√(E |Xʰ − X|²)", log: true },
    curves: [
      ...orders.map((curve) => ({ ...curve, look: "points" as const })),
      // From the finest error upwards.
      ...orders.map(({ slope, x, y }) => ({
        name: "slopes ½ and 1",
        look: "exact" as const,
        x,
        y: x.map((h) => y[y.length - 1] * (h / x[x.length - 1]) ** slope),
      })),
    ],
  },
]);
