import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { eulerMaruyama, type Save, solve } from "../../sde/index.js";
import { geometricBrownian, ode } from "../kit/sde-problems.js";

/** x₀ = t and x₁ = 2t, exactly, on steps of ¼. */
const ramp = ode((_t, _x, out) => out.set([1, 2]), [0, 0]);
const saved = (save?: Save, to = 1) =>
  solve(ramp, { to, step: 0.25, scheme: eulerMaruyama, ...(save && { save }) });

describe("what is saved", () => {
  it("the last state, if nothing is said or `end`", () => {
    for (const run of [saved(), saved({}), saved({ times: "end" })]) {
      expect(Array.from(run.times)).toEqual([1]);
      expect(Array.from(run.values)).toEqual([1, 2]);
      expect(run.width).toBe(2);
    }
  });

  it("every step, the start included", () => {
    const run = saved({ times: "steps", of: (_t, x) => x[1] });
    expect(Array.from(run.times)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(Array.from(run.values)).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it("every step, the shortened last one included", () => {
    expect(Array.from(saved({ times: "steps" }, 0.6).times)).toEqual([0, 0.25, 0.5, 0.6]);
  });

  it("nothing, for an empty list", () => {
    const run = saved({ times: [] });
    expect(run.values).toHaveLength(0);
    expect(Array.from(run.state)).toEqual([1, 2]);
  });

  it("a number, an array, or what is written into `out`", () => {
    const times = [0, 0.5, 1];
    expect(Array.from(saved({ times, of: (_t, x) => x[0] + x[1] }).values)).toEqual([0, 1.5, 3]);
    const asArray = saved({ times, of: (t, x) => [t, x[1]] });
    expect(asArray.width).toBe(2);
    expect(Array.from(asArray.values)).toEqual([0, 0, 0.5, 1, 1, 2]);
    const written = saved({
      times,
      width: 2,
      of: (t, x, out) => {
        out[0] = t;
        out[1] = x[1];
      },
    });
    expect(Array.from(written.values)).toEqual(Array.from(asArray.values));
  });

  it("a copy: a function may return the state itself", () => {
    expect(Array.from(saved({ times: [0, 0.5, 1], of: (_t, x) => x }).values)).toEqual([0, 0, 0.5, 1, 1, 2]);
  });
});

describe("times inside a step", () => {
  it("get the linear interpolation of the function, not the function of the interpolation", () => {
    // x₀² is 1/16 and 1/4 at the ends of the second step.
    const run = saved({ times: [0.3, 0.4], of: (_t, x) => x[0] * x[0] });
    expect(run.values[0]).toBeCloseTo(1 / 16 + 0.2 * (1 / 4 - 1 / 16), 15);
    expect(run.values[1]).toBeCloseTo(1 / 16 + 0.6 * (1 / 4 - 1 / 16), 15);
    expect(Math.abs(run.values[0] - 0.3 ** 2)).toBeGreaterThan(1e-3);
  });

  it("lie between the ends of their own step, also when the steps before saved nothing", () => {
    const run = saved({ times: [0.3, 0.9], of: (_t, x) => x[0] * x[0] });
    expect(run.values[1]).toBeCloseTo(9 / 16 + 0.6 * (1 - 9 / 16), 15);
  });

  it("are exact on the grid, in every mixture of grid and inside times", () => {
    const times = [0, 0.1, 0.2, 0.25, 0.3, 0.5, 0.75, 0.8, 0.9, 1];
    const run = saved({ times, of: (_t, x) => x[0] });
    times.forEach((t, i) => {
      if (Number.isInteger(4 * t)) expect(run.values[i]).toBe(t);
      else expect(run.values[i]).toBeCloseTo(t, 15);
    });
  });

  it("a time within rounding of the grid is the grid's", () => {
    const squares = (times: number[]) =>
      Array.from(
        solve(ramp, {
          to: 1,
          step: 0.1,
          scheme: eulerMaruyama,
          save: { times, of: (_t, x) => x[0] * x[0] },
        }).values,
      );
    // The grid has 3 · 0.1 = 0.30000000000000004 and 7 · 0.1 = 0.7000000000000001.
    expect(squares([0.3, 0.7])).toEqual(squares([3 * 0.1, 7 * 0.1]));
  });

  it("the function is called once at each end that is needed", () => {
    const calls: number[] = [];
    saved({
      times: [0.3, 0.4, 0.6, 1],
      width: 1,
      of: (t, x, out) => {
        calls.push(t);
        out[0] = x[0];
      },
    });
    expect(calls).toEqual([0.25, 0.5, 0.75, 1]);
  });
});

describe("saving never changes what is computed", () => {
  const options = { start: [1], to: 1, step: 0.03, scheme: eulerMaruyama, seed: 5 };
  const state = (save: Save) => solve(geometricBrownian(0.5, 0.4), { ...options, save }).state;

  it.each<[string, Save]>([
    ["every step", { times: "steps" }],
    ["times inside steps", { times: [0.01, 0.5, 0.777] }],
    ["a function of the state", { times: [0.2], of: (_t, x) => [x[0], 1 / x[0]] }],
    ["nothing", { times: [] }],
  ])("same bits: %s", (_name, save) => {
    expect(state(save)).toEqual(state({}));
  });
});

describe("mistakes are refused in a sentence", () => {
  it.each<[string, Save, string]>([
    [
      "a time past the end",
      { times: [0.5, 1.5] },
      "save.times[1] is 1.5; it must lie between from = 0 and to = 1",
    ],
    [
      "a time before the start",
      { times: [-1] },
      "save.times[0] is -1; it must lie between from = 0 and to = 1",
    ],
    [
      "a time that is no number",
      { times: [Number.NaN] },
      "save.times[0] is NaN; it must lie between from = 0 and to = 1",
    ],
    [
      "times that repeat",
      { times: [0.5, 0.5] },
      "save.times[1] is 0.5, after 0.5; times must increase: sort them and drop repeats",
    ],
    [
      "a function that returns nothing",
      { of: () => {} },
      "save.of returned undefined; return a number or an array, or give save.width and write into out",
    ],
    [
      "a function that returns something else",
      { of: (() => true) as unknown as () => number },
      "save.of returned true; return a number or an array, or give save.width and write into out",
    ],
    [
      "an array that changes its length",
      { of: (t) => (t > 0 ? [1, 2] : [1]) },
      "save.of returned 2 numbers at t = 1 and 1 at the start; return equally many at all times",
    ],
    ["a width of 0", { width: 0, of: () => {} }, "save.width is 0; it must be a whole number of at least 1"],
  ])("%s", (_name, save, sentence) => {
    expect(() => saved(save)).toThrow(new InputError(sentence));
  });
});
