/**
 * Prey and predators whose growth rates are noisy,
 *
 *     dX = X(a − bY) dt + σX dW₁,     dY = Y(cX − e) dt + σY dW₂   (Itô),
 *
 * stepped as u = log X, v = log Y: both stay positive at any step, and the noise is additive, so that SRA1 has strong
 * order 1.5. Without noise V = cX − e log X + bY − a log Y is constant along the cycles; with it, by Itô's formula,
 *
 *     E V_t = V_0 + ½σ²(a + e) t:
 *
 * noise drives the populations to ever larger cycles. Left: one path and the cycle without noise. Right: E V.
 */
import { defineSde, dormandPrince, ensemble, moments, savedColumn, solve, sra1 } from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const [a, b, c, e] = [1, 1, 1, 1];
const sigma = 0.15;
const start = [Math.log(1.6), 0];
const to = 20;

const drift = (correction: number) => (_t: number, x: Float64Array, out: Float64Array) => {
  out[0] = a - b * Math.exp(x[1]) - correction;
  out[1] = c * Math.exp(x[0]) - e - correction;
};
const calm = defineSde({ dimension: 2, noise: { kind: "none" }, drift: drift(0) });
const noisy = defineSde({
  dimension: 2,
  calculus: "ito",
  noise: { kind: "additive" },
  drift: drift(sigma ** 2 / 2),
  diffusion: (_t, _x, out) => {
    out.fill(sigma);
  },
});
const V = (_t: number, [u, v]: Float64Array) => c * Math.exp(u) - e * u + b * Math.exp(v) - a * v;

const times = Array.from({ length: 41 }, (_, i) => i / 2);
const { mean, standardError } = ensemble(noisy, {
  start,
  to,
  step: 0.04,
  scheme: sra1,
  seed: 1,
  paths: 4000,
  save: { times, of: V },
  reduce: moments(),
});
const exact = times.map((t) => V(0, Float64Array.from(start)) + 0.5 * sigma ** 2 * (a + e) * t);
console.log(
  `E V at t = ${to}: ${mean[40].toFixed(4)} ± ${standardError[40].toFixed(4)}, exact ${exact[40].toFixed(4)}`,
);

const populations = (_t: number, x: Float64Array) => [Math.exp(x[0]), Math.exp(x[1])];
const path = solve(noisy, {
  start,
  to,
  step: 0.01,
  scheme: sra1,
  seed: 7,
  save: { times: "steps", of: populations },
});
const cycle = solve(calm, {
  start,
  to: 7,
  scheme: dormandPrince,
  tolerance: { relative: 1e-9, absolute: 1e-9 },
  save: { times: Array.from({ length: 141 }, (_, i) => i / 20), of: populations },
});

await draw("lotka-volterra", [
  {
    title: "dX = X(1 − Y) dt + σX dW₁, dY = Y(X − 1) dt + σY dW₂",
    x: { title: "prey X", domain: [0, 3.2] },
    y: { title: "predators Y", domain: [0, 3.5] },
    curves: [
      {
        name: "one path, σ = 0.15, t ≤ 20",
        look: "path",
        x: savedColumn(path, 0),
        y: savedColumn(path, 1),
      },
      { name: "the cycle without noise", look: "exact", x: savedColumn(cycle, 0), y: savedColumn(cycle, 1) },
    ],
  },
  {
    title: "What noise adds: V = X − log X + Y − log Y",
    x: { title: "time t" },
    y: { title: "E V" },
    curves: [
      {
        name: "mean of 4000 paths ± 2 standard errors",
        look: "curve",
        x: times,
        y: mean,
        low: mean.map((value, i) => value - 2 * standardError[i]),
        high: mean.map((value, i) => value + 2 * standardError[i]),
      },
      { name: "exact, V₀ + σ²t", look: "exact", x: times, y: exact },
    ],
  },
]);
