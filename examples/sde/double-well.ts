/**
 * How long a particle in the double well U(x) = x⁴/4 − x²/2 takes from the bottom of the left one to the top between
 * them, dX = (X − X³) dt + σ dW from −1, first passage of 0:
 *
 *     E τ = (2/σ²) ∫_{−1}^0 e^{2U(y)/σ²} ∫_{−∞}^y e^{−2U(z)/σ²} dz dy
 *
 * (Gardiner, Handbook of Stochastic Methods, §5.2). Looked at only at the ends of its steps a path misses crossings, and
 * τ comes out too long by about 0.58 σ√h of distance; with the Brownian bridge between the ends the error is of order h.
 */
import { defineSde, ensemble, eulerMaruyama, firstPassage } from "homogenized-sgd/sde";
import { draw } from "./figure.js";

const sigma = 0.7;
const well = defineSde({
  dimension: 1,
  calculus: "ito",
  noise: { kind: "additive" },
  drift: (_t, x, out) => {
    out[0] = x[0] - x[0] ** 3;
  },
  diffusion: (_t, _x, out) => {
    out[0] = sigma;
  },
});

/** E τ by the trapezoidal rule, both integrals in one sweep from far out in the left well. */
function meanPassage(): number {
  const n = 40_000;
  const [far, end] = [-4, 0];
  const dx = (end - far) / n;
  const exponent = (x: number) => ((2 * x ** 2) / sigma ** 2) * (x ** 2 / 4 - 1 / 2);
  let inner = 0;
  let outer = 0;
  let before = 0;
  for (let i = 1; i <= n; i++) {
    const x = far + i * dx;
    inner += (dx / 2) * (Math.exp(-exponent(x - dx)) + Math.exp(-exponent(x)));
    const now = Math.exp(exponent(x)) * inner;
    if (x - dx >= -1 - 1e-9) outer += (dx / 2) * (before + now);
    before = now;
  }
  return (2 / sigma ** 2) * outer;
}

const exact = meanPassage();
const times = Array.from({ length: 61 }, (_, i) => i / 2);
const passages = (step: number, bridge: boolean) =>
  ensemble(well, {
    start: [-1],
    to: 200,
    step,
    scheme: eulerMaruyama,
    seed: 1,
    paths: 3000,
    events: { top: { level: 0, bridge, stop: true } },
    reduce: firstPassage({ event: "top", times }),
  });

console.log(`mean first passage of 0 from −1: exact ${exact.toFixed(4)}`);
const steps = [0.1, 0.05, 0.025];
const runs = steps.map((step) => {
  const [between, ends] = [true, false].map((bridge) => passages(step, bridge));
  console.log(
    `step ${step}: with the bridge ${between.mean.toFixed(4)} ± ${between.standardError.toFixed(4)}, step ends alone ${ends.mean.toFixed(4)} ± ${ends.standardError.toFixed(4)}`,
  );
  return { between, ends };
});

const meanCurve = (name: string, of: "between" | "ends") => {
  const means = runs.map((run) => run[of].mean);
  const errors = runs.map((run) => 2 * run[of].standardError);
  return {
    name,
    x: steps,
    y: means,
    low: means.map((mean, i) => mean - errors[i]),
    high: means.map((mean, i) => mean + errors[i]),
  };
};
await draw("double-well", [
  {
    title: "Mean time to the top",
    x: "step h",
    y: "E τ",
    curves: [
      meanCurve("with the bridge, ± 2 standard errors", "between"),
      meanCurve("step ends alone, ± 2 standard errors", "ends"),
      { name: "exact", x: [0.02, 0.1], y: [exact, exact], look: "dashed" },
    ],
  },
  {
    title: "Still in the left well",
    x: "t",
    y: "P(τ > t)",
    log: true,
    curves: [
      { name: "step 0.025, with the bridge", x: times, y: runs[2].between.survival },
      { name: "step 0.1, with the bridge", x: times, y: runs[0].between.survival },
      { name: "step 0.1, step ends alone", x: times, y: runs[0].ends.survival },
    ],
  },
]);
