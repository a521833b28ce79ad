import { describe, expect, it } from "vitest";
import { measured } from "../../kit/sde-measured.js";

/**
 * Every scheme on every shape of noise it has a loop of its own for, in one process: bytes allocated and bytes kept per
 * step. What a run allocates once is taken off by a run of half the length: its workspace, and the numbers boxed until its
 * code is compiled, which Node 24 does anew for the closures of every run (17 MB of them for the drift-implicit scheme at
 * d = 48, whether it makes 3000 steps or 24000). Of two repeats the lesser counts, for the engine may compile in between.
 */
const script = `
import * as sde from "./sde/index.js";
const problemsOf = (d) => {
  const drift = (t, x, out) => { for (let i = 0; i < d; i++) out[i] = -x[i]; };
  const jacobian = (t, x, out) => { out.fill(0); for (let i = 0; i < d; i++) out[i * d + i] = -1; };
  const constant = (t, x, out) => { for (let i = 0; i < out.length; i++) out[i] = 0.1; };
  const proportional = (t, x, out) => { for (let i = 0; i < d; i++) out[i] = 0.1 * x[i]; };
  const matrix = (t, x, out) => { for (let i = 0; i < d; i++) { out[2 * i] = 0.1 * x[i]; out[2 * i + 1] = 0.05; } };
  const coupled = Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? -1 : k % (d + 1) === 1 ? 0.1 : 0));
  const common = { dimension: d, drift, nonNegative: true, start: new Float64Array(d).fill(0.5) };
  const kinds = {
    additive: { noise: { kind: "additive" }, diffusion: constant },
    matrix: { noise: { kind: "additive", sources: 2 }, diffusion: constant },
    diagonal: { noise: { kind: "diagonal" }, diffusion: proportional, linearDrift: new Float64Array(d).fill(-1) },
    scalar: { noise: { kind: "scalar" }, diffusion: proportional, linearDrift: coupled },
    general: { noise: { kind: "general", sources: 2 }, diffusion: matrix },
    derivatives: { noise: { kind: "diagonal" }, diffusion: proportional, diffusionDerivative: constant },
    rows: { noise: { kind: "general", sources: 2 }, diffusion: matrix, diffusionJacobian: constant },
    operator: { noise: { kind: "operator", sources: 4 }, applyNoise: (t, x, dW, out) => { for (let i = 0; i < d; i++) out[i] = 0.1 * dW[i % 4]; } },
    none: { noise: { kind: "none" }, driftJacobian: jacobian },
    jacobian: { noise: { kind: "diagonal" }, diffusion: proportional, driftJacobian: jacobian },
  };
  return (kind, calculus) => sde.defineSde({ ...common, calculus, ...kinds[kind] });
};
const cases = [
  ["milstein", "derivatives"], ["milstein", "rows", 32],
  ["milsteinDerivativeFree", "diagonal"], ["milsteinDerivativeFree", "general"],
  ["heun", "diagonal"], ["heun", "operator"], ["midpoint", "general"], ["eulerHeun", "diagonal"], ["eulerHeun", "operator"],
  ["sra1", "additive"], ["sra1", "matrix"], ["sriw1", "diagonal"], ["sriw1", "scalar"],
  ["platenWeak2", "additive"], ["platenWeak2", "diagonal"], ["platenWeak2", "scalar"],
  ["platenWeak2General", "general"], ["milsteinLevy", "general"], ["milsteinLevy", "matrix"],
  ["driftImplicitEuler", "diagonal", 32], ["driftImplicitEuler", "jacobian", 32],
  ["exponentialEuler", "diagonal"], ["exponentialEuler", "scalar"],
  ["tamedEuler", "general"], ["fullTruncationEuler", "diagonal"], ["driftImplicitSquareRootEuler", "root"],
  ["dormandPrince", "none"], ["rosenbrock", "none", 32],
  ["wasteful", "diagonal"],
];
const many = 1.2e4;
const copies = [];
const wasteful = { ...sde.tamedEuler, prepare: (problem) => {
  const step = sde.tamedEuler.prepare(problem);
  return (t, h, x, w, next) => { copies.push(x.slice()); step(t, h, x, w, next); };
} };
const report = [];
for (const [name, kind, d = 64] of cases) {
  const scheme = { ...sde, wasteful }[name];
  const problem = kind === "root"
    ? sde.coxIngersollRoss({ speed: 1, mean: 1, volatility: 0.5 })
    : problemsOf(d)(kind, scheme.calculus[0]);
  const run = (steps) => sde.solve(problem, { to: 1, step: 1 / steps, scheme, seed: 1 });
  const few = many / 2;
  const least = { [few]: Infinity, [many]: Infinity };
  let kept = Infinity;
  run(many);
  for (let repeat = 0; repeat < 2; repeat++)
    for (const steps of [few, many]) {
      const before = live();
      run(steps);
      least[steps] = Math.min(least[steps], used() - before);
      if (steps === many) kept = Math.min(kept, (live() - before) / many);
    }
  const allocated = (least[many] - least[few]) / (many - few);
  report.push({ name: name + ", " + kind, allocated, kept, array: 8 * d });
}
console.log(JSON.stringify(report));
`;

interface Growth {
  readonly name: string;
  readonly allocated: number;
  readonly kept: number;
  /** An array of the d coordinates takes this, and its head besides; boxed numbers, the engine's affair, take less. */
  readonly array: number;
}

describe("a step of every scheme", () => {
  const report = measured<Growth[]>(script);
  const [schemes, [wasteful]] = [report.slice(0, -1), report.slice(-1)];

  it("allocates no array", () => {
    expect(schemes).toHaveLength(28);
    expect(schemes.filter(({ allocated, array }) => !(allocated < array))).toEqual([]);
  });

  it("keeps none", () => {
    expect(schemes.filter(({ kept, array }) => !(kept < array / 4))).toEqual([]);
  });

  it("one that copies its state and keeps the copy fails both checks", () => {
    expect(wasteful.allocated).toBeGreaterThan(wasteful.array);
    expect(wasteful.kept).toBeGreaterThan(wasteful.array / 4);
  });
});
