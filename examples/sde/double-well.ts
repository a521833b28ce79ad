/**
 * How long a particle in the double well U(x) = x⁴/4 − x²/2 takes from the bottom of the left well to the top between
 * the two: dX = (X − X³) dt + σ dW from −1, first passage of b = 0,
 *
 *     E τ(b) = (2/σ²) ∫_{−1}^b e^{2U(y)/σ²} ∫_{−∞}^y e^{−2U(z)/σ²} dz dy
 *
 * (Gardiner, Handbook of Stochastic Methods, §5.2); for σ → 0 it is half of Kramers' 2π/√(U″(−1)|U″(0)|) e^{2ΔU/σ²}, for
 * from the top every other path falls back. Looked at only at the ends of its steps a path misses crossings, as if the
 * level were at b + 0.5826 σ√h (Broadie, Glasserman & Kou, Math. Finance 7, 1997): an error of order √h. With the
 * Brownian bridge between the ends what is left is of order h.
 *
 * Left: one path. Right: the mean times over the step, beside E τ(0) and E τ(0.5826 σ√h).
 */
import { defineSde, ensemble, eulerMaruyama, firstPassage, savedColumn, solve } from "homogenized-sgd/sde";
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

/** E τ(b) by the trapezoidal rule, both integrals in one sweep from far out in the left well. */
function meanPassage(b: number): number {
  const far = -4;
  const n = 20_000;
  const dx = (b - far) / n;
  const exponent = (x: number) => (2 / sigma ** 2) * (x ** 4 / 4 - x ** 2 / 2);
  let inner = 0;
  let outer = 0;
  let before = 0;
  for (let i = 1; i <= n; i++) {
    const x = far + i * dx;
    inner += (dx / 2) * (Math.exp(-exponent(x - dx)) + Math.exp(-exponent(x)));
    const now = Math.exp(exponent(x)) * inner;
    // The first interval counts as far as it lies beyond −1.
    outer += (Math.min(dx, Math.max(0, x + 1)) / 2) * (before + now);
    before = now;
  }
  return (2 / sigma ** 2) * outer;
}
const seenAtEnds = (h: number) => meanPassage(0.5826 * sigma * Math.sqrt(h));

const passages = (step: number, bridge: boolean) =>
  ensemble(well, {
    start: [-1],
    to: 200,
    step,
    scheme: eulerMaruyama,
    seed: 1,
    paths: 6000,
    events: { top: { level: 0, bridge, stop: true } },
    reduce: firstPassage({ event: "top" }),
  });

const exact = meanPassage(0);
const kramers = (Math.PI / Math.SQRT2) * Math.exp(1 / (2 * sigma ** 2));
console.log(`mean first passage of 0 from −1: exact ${exact.toFixed(4)}, Kramers ${kramers.toFixed(4)}`);
const steps = [0.2, 0.1, 0.05, 0.025];
const runs = steps.map((step) => {
  const [between, ends] = [true, false].map((bridge) => passages(step, bridge));
  console.log(
    `step ${step}: with the bridge ${between.mean.toFixed(4)} ± ${between.standardError.toFixed(4)}, step ends alone ${ends.mean.toFixed(4)} ± ${ends.standardError.toFixed(4)}, expected ${seenAtEnds(step).toFixed(4)}`,
  );
  return { between, ends };
});

const path = solve(well, {
  start: [-1],
  to: 100,
  step: 0.05,
  scheme: eulerMaruyama,
  seed: 2,
  save: { times: "steps" },
});
const measured = (name: string, of: "between" | "ends") => ({
  name,
  look: "points" as const,
  x: steps,
  y: runs.map((run) => run[of].mean),
  low: runs.map((run) => run[of].mean - 2 * run[of].standardError),
  high: runs.map((run) => run[of].mean + 2 * run[of].standardError),
});
// Close together where the root is steep.
const fine = Array.from({ length: 45 }, (_, i) => 0.22 * (i / 44) ** 2);
await draw("double-well", [
  {
    title: "dX = (X − X³) dt + 0.7 dW",
    x: { title: "time t" },
    y: { title: "X" },
    curves: [
      { name: "one path", look: "path", x: path.times, y: savedColumn(path, 0) },
      ...[-1, 0, 1].map((level) => ({
        name: "the wells at ±1 and the top at 0",
        look: "exact" as const,
        x: [0, 100],
        y: [level, level],
      })),
    ],
  },
  {
    title: "Mean time from −1 to 0, ± 2 standard errors",
    x: { title: "step h", domain: [0, 0.22] },
    y: { title: "mean time E τ" },
    curves: [
      measured("looked at the ends of steps alone", "ends"),
      measured("with the Brownian bridge", "between"),
      { name: "exact, to 0 and to 0.5826 σ√h", look: "exact", x: fine, y: fine.map(() => exact) },
      { name: "exact, to 0 and to 0.5826 σ√h", look: "exact", x: fine, y: fine.map(seenAtEnds) },
    ],
  },
]);
