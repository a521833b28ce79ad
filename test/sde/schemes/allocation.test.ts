import { beforeAll, describe, expect, it } from "vitest";
import { measured } from "../../kit/sde-measured.js";

/**
 * Prints the bytes that a step allocates, scheme by scheme: a long run less a short one, so that what a run costs once
 * cancels; the middle one of three, for the engine may compile in between.
 */
const script = `
import * as sde from "./sde/index.js";
const d = 3;
const each = (t, x, out) => { for (let i = 0; i < d; i++) out[i] = 0.1 * x[i]; };
const rows = (t, x, out) => { for (let q = 0; q < 2 * d; q++) out[q] = 0.1 * x[q >> 1]; };
const common = { dimension: d,
  drift: (t, x, out) => { for (let i = 0; i < d; i++) out[i] = -x[i]; } };
const diagonal = { ...common, noise: { kind: "diagonal" }, diffusion: each,
  diffusionDerivative: (t, x, out) => { for (let i = 0; i < d; i++) out[i] = 0.1; } };
const general = { ...common, noise: { kind: "general", sources: 2 }, diffusion: rows,
  diffusionJacobian: (t, x, out) => { for (let q = 0; q < 2 * d * d; q++) out[q] = 0.01; } };
const operator = { ...common, noise: { kind: "operator", sources: d },
  applyNoise: (t, x, dW, out) => { for (let i = 0; i < d; i++) out[i] = 0.1 * x[i] * dW[i]; } };
const measure = (scheme, definition) => {
  const problem = sde.defineSde({ ...definition, calculus: scheme.calculus[0] });
  const run = (steps) => {
    const before = used();
    sde.solve(problem, { start: [1, 1, 1], to: 1, step: 1 / steps, scheme, seed: 1 });
    return used() - before;
  };
  live();
  for (const steps of [2e4, 2e4, 1e5]) run(steps);
  return [1, 2, 3].map(() => (run(1.7e5) - run(2e4)) / 1.5e5).sort((a, b) => a - b)[1];
};
const wasteful = { ...sde.heun, prepare: (problem) => {
  const step = sde.heun.prepare(problem);
  return (t, h, x, w, next) => step(t, h, x.slice(), w, next);
} };
console.log(JSON.stringify([
  ["milstein, diagonal", measure(sde.milstein, diagonal)],
  ["milstein, general", measure(sde.milstein, general)],
  ["milstein-derivative-free, diagonal", measure(sde.milsteinDerivativeFree, diagonal)],
  ["milstein-derivative-free, general", measure(sde.milsteinDerivativeFree, general)],
  ["heun, diagonal", measure(sde.heun, diagonal)],
  ["heun, operator", measure(sde.heun, operator)],
  ["midpoint, general", measure(sde.midpoint, general)],
  ["euler-heun, diagonal", measure(sde.eulerHeun, diagonal)],
  ["euler-heun, operator", measure(sde.eulerHeun, operator)],
  ["wasteful", measure(wasteful, diagonal)],
]));
`;

/** A step may box the numbers it hands on (16 bytes each, see fixed.test.ts); an array of three costs more than all. */
const boxedNumbers = 8 * 16;

describe("memory", () => {
  let bytes: ReadonlyMap<string, number>;
  beforeAll(() => {
    bytes = new Map(measured<[string, number][]>(script));
  }, 120_000);

  it.each([
    "milstein, diagonal",
    "milstein, general",
    "milstein-derivative-free, diagonal",
    "milstein-derivative-free, general",
    "heun, diagonal",
    "heun, operator",
    "midpoint, general",
    "euler-heun, diagonal",
    "euler-heun, operator",
  ])("a step of %s allocates no array", (name) => {
    expect(bytes.get(name)).toBeLessThan(boxedNumbers);
  });

  it("a scheme that makes one small array a step fails the same check", () => {
    expect(bytes.get("wasteful")).toBeGreaterThan(boxedNumbers);
  });
});
