import { describe, expect, it } from "vitest";
import { stepTimes } from "../../sde/fixed.js";
import { measured } from "../kit/sde-measured.js";

describe("stepTimes", () => {
  it("begins at from, ends at to, and steps between", () => {
    expect(Array.from(stepTimes(0, 1, 0.25))).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(Array.from(stepTimes(1, 2, 0.4))).toEqual([1, 1.4, 1.8, 2]);
    expect(Array.from(stepTimes(0, 0.3, 0.1))).toEqual([0, 0.1, 0.2, 0.3]);
    expect(Array.from(stepTimes(0, 1, 7))).toEqual([0, 1]);
  });
});

/**
 * Prints, for 10⁵ and 10⁶ steps, the bytes that stay after a run and the bytes it allocated; six times, for the
 * engine may compile in between. Times are saved and a guard is looked at, but equally often in both.
 */
const stepping = (dimension: number, kind: string, wrap: string) => `
import { defineSde, eulerMaruyama, solve } from "./sde/index.js";
const d = ${dimension};
const problem = defineSde({ dimension: d, calculus: "ito", noise: ${kind},
  drift: (t, x, out) => { for (let i = 0; i < d; i++) out[i] = -x[i]; },
  diffusion: (t, x, out) => { for (let i = 0; i < d; i++) out[i] = 0.1; },
  applyNoise: (t, x, dW, out) => { for (let i = 0; i < d; i++) out[i] = 0.1 * dW[i]; } });
const scheme = ${wrap};
const run = (steps) => solve(problem, { start: new Float64Array(d), to: 1, step: 1 / steps, scheme, seed: 1,
  save: { times: [0.25, 0.5, 1], width: 1, of: (t, x, out) => { out[0] = x[0]; } },
  guard: { every: 0.1, diverged: (t, x) => x[0] > 1e9 } });
for (const steps of [1e5, 1e5, 1e6]) run(steps);
const measure = (steps) => {
  const before = live();
  run(steps);
  const allocated = used() - before;
  return { allocated, retained: live() - before };
};
console.log(JSON.stringify([1, 2, 3, 4, 5, 6].map(() => [1e5, 1e6].map(measure))));
`;

interface Growth {
  readonly allocated: number;
  readonly retained: number;
}

/** Bytes per step, from the difference: what a run costs once cancels. The least of the six. */
const perStep = (repeats: readonly (readonly Growth[])[], what: keyof Growth): number =>
  Math.min(...repeats.map(([few, many]) => (many[what] - few[what]) / 9e5));

/**
 * A number handed to a function that the engine does not inline may be boxed, in 16 bytes, and a step hands over eight:
 * t and tNext to the recorder, h to the increment, √h to the stream, t and h to the scheme, t to drift and to noise.
 * Which of them are boxed is the engine's affair (Node 24 boxes more than Node 20). A Float64Array costs more than all.
 */
const boxedNumbers = 8 * 16;

describe("memory", () => {
  it.each([
    [1, '{ kind: "diagonal" }'],
    [4, '{ kind: "operator", sources: 4 }'],
  ])("a step in dimension %i with noise %s keeps nothing and allocates no array", (dimension, kind) => {
    const growth = measured<Growth[][]>(stepping(dimension, kind, "eulerMaruyama"));
    // The least that could be kept of a step is one number, 8 bytes.
    expect(perStep(growth, "retained")).toBeLessThan(0.8);
    expect(perStep(growth, "allocated")).toBeLessThan(boxedNumbers);
  });

  it("a scheme that makes one small array a step, and keeps one number, fails both checks", () => {
    const wasteful = `{ ...eulerMaruyama, prepare: (problem) => {
      const step = eulerMaruyama.prepare(problem);
      const times = [];
      globalThis.kept = times;
      return (t, h, x, dW, next) => {
        times.push(t);
        step(t, h, x.slice(), dW, next);
      };
    } }`;
    const growth = measured<Growth[][]>(stepping(1, '{ kind: "diagonal" }', wasteful));
    expect(perStep(growth, "allocated")).toBeGreaterThan(boxedNumbers);
    expect(perStep(growth, "retained")).toBeGreaterThan(0.8);
  });
});
