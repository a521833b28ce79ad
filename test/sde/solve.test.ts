import { MersenneTwister19937 } from "random-js";
import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  defineSde,
  dormandPrince,
  drain,
  eulerMaruyama,
  type SolveOptions,
  seedNumber,
  solve,
  solveInSlices,
} from "../../sde/index.js";
import { fittingSchemes } from "../../sde/schemes/fit.js";
import { geometricBrownian, ode, ornsteinUhlenbeck } from "../kit/sde-problems.js";

const growth = ode((_t, x, out) => {
  out[0] = x[0];
});
const euler = { start: [1], to: 1, step: 0.25, scheme: eulerMaruyama } as const;
const noisy = geometricBrownian(0.5, 0.4);
const drawn = { ...euler, step: 0.01, seed: 1 } as const;
const bits = (options: Partial<SolveOptions> = {}) =>
  solve(noisy, { ...drawn, save: { times: "steps" }, ...options }).values;

describe("steps of fixed length", () => {
  it("a step that divides the interval: all steps alike", () => {
    const run = solve(growth, euler);
    expect(run).toMatchObject({
      outcome: "finished",
      time: 1,
      steps: 4,
      rejected: 0,
      step: 0.25,
      lastStep: 0.25,
    });
    expect(run.reason).toBeUndefined();
    expect(run.state[0]).toBe(1.25 ** 4);
  });

  it.each([
    [0, 1, 0.1, 10],
    [0, 0.3, 0.1, 3],
    [1000, 1000.7, 0.1, 7],
    [1e7, 1e7 + 0.3, 0.1, 3],
    [-0.3, 0.6, 0.1, 9],
  ])("from %d to %d by %d: %i steps and no sliver, whatever the rounding", (from, to, step, steps) => {
    const run = solve(growth, { ...euler, from, to, step });
    expect(run.steps).toBe(steps);
    expect(run.lastStep).toBe(step);
    expect(run.time).toBe(to);
    expect(run.state[0] / (1 + step) ** steps).toBeCloseTo(1, 13);
  });

  it("a step that does not: the last one is shortened, and said", () => {
    const run = solve(growth, { ...euler, step: 0.3 });
    expect(run.steps).toBe(4);
    expect(run.step).toBe(0.3);
    expect(run.lastStep).toBeCloseTo(0.1, 14);
    expect(run.time).toBe(1);
    expect(run.state[0]).toBeCloseTo(1.3 ** 3 * 1.1, 14);
  });

  it("a step longer than the interval: one step, shortened", () => {
    const run = solve(growth, { ...euler, step: 5 });
    expect(run).toMatchObject({ steps: 1, step: 5, lastStep: 1 });
    expect(run.state[0]).toBe(2);
  });

  it("the shortened step has an increment of its own length", () => {
    const brownian = ornsteinUhlenbeck(0, 1);
    const options = { start: [0], scheme: eulerMaruyama, seed: 3, save: { times: "steps" } } as const;
    const short = solve(brownian, { ...options, to: 0.25, step: 0.2 });
    const long = solve(brownian, { ...options, to: 0.4, step: 0.2 });
    expect(short.values[1]).toBe(long.values[1]);
    expect((short.values[2] - short.values[1]) / (long.values[2] - long.values[1])).toBeCloseTo(0.5, 13);
  });

  it("time reaches the drift as from + n · step", () => {
    const seen: number[] = [];
    const clock = ode((t, _x, out) => {
      seen.push(t);
      out[0] = 0;
    });
    solve(clock, { ...euler, from: 2, to: 3 });
    // The look at the callbacks before the first step calls them at the start, too.
    expect([...new Set(seen)]).toEqual([2, 2.25, 2.5, 2.75]);
  });
});

describe("the start", () => {
  const carrying = defineSde({ ...growth, start: [3] });

  it("is the problem's own when none is given", () => {
    const { start: _given, ...rest } = euler;
    expect(solve(carrying, rest).state[0]).toBe(3 * 1.25 ** 4);
  });

  it("is the one given otherwise", () => {
    expect(solve(carrying, euler).state[0]).toBe(1.25 ** 4);
  });

  it("is left as it was, and every run's state is its own", () => {
    const start = Float64Array.of(1);
    const first = solve(growth, { ...euler, start });
    const second = solve(growth, { ...euler, start: [2] });
    expect(start[0]).toBe(1);
    expect(first.state[0]).toBe(1.25 ** 4);
    expect(second.state[0]).toBe(2 * 1.25 ** 4);
  });
});

describe("the path", () => {
  it("is the same, bit for bit, for the same seed, purpose and index", () => {
    expect(bits()).toEqual(bits());
    expect(bits({ path: 3, purpose: "test" })).toEqual(bits({ path: 3, purpose: "test" }));
  });

  it.each<[string, Partial<SolveOptions>]>([
    ["seed", { seed: 2 }],
    ["index", { path: 1 }],
    ["purpose", { purpose: "other" }],
  ])("is another one for another %s", (_what, options) => {
    expect(bits(options)).not.toEqual(bits());
  });

  it("does not depend on how far it is followed", () => {
    expect(bits({ to: 2 }).slice(0, 101)).toEqual(bits());
  });

  it("can be seeded by a random-js engine, of which the seed is drawn", () => {
    const engine = () => MersenneTwister19937.seed(12);
    expect(bits({ seed: engine() })).toEqual(bits({ seed: engine() }));
    expect(bits({ seed: engine() })).toEqual(bits({ seed: seedNumber(engine()) }));
    expect(bits({ seed: MersenneTwister19937.seed(13) })).not.toEqual(bits({ seed: engine() }));
  });

  it("needs no seed where there is no noise", () => {
    expect(solve(growth, euler).outcome).toBe("finished");
  });
});

describe("divergence is an outcome", () => {
  const cubic = ode((_t, x, out) => {
    out[0] = x[0] ** 3;
  });

  it("x' = x³ leaves the finite numbers: when, and where", () => {
    const run = solve(cubic, { ...euler, start: [2], step: 0.1, save: { times: "steps" } });
    expect(run.outcome).toBe("diverged");
    expect(run.reason).toBe("not-finite");
    expect(run.steps).toBeLessThan(10);
    expect(run.time).toBeCloseTo(run.steps * 0.1, 14);
    expect(run.state[0]).toBe(Number.POSITIVE_INFINITY);
    // Saved until the step before, NaN from the divergence on.
    expect(run.times).toHaveLength(11);
    run.times.forEach((_t, i) => {
      expect(Number.isFinite(run.values[i])).toBe(i < run.steps);
      expect(Number.isNaN(run.values[i])).toBe(i >= run.steps);
    });
  });

  it("an explosive geometric Brownian motion", () => {
    const run = solve(geometricBrownian(1e4, 1), { ...drawn, to: 20, step: 0.1 });
    expect(run.outcome).toBe("diverged");
    expect(run.reason).toBe("not-finite");
    expect(run.time).toBeLessThan(20);
    expect(run.time).toBeCloseTo(run.steps * 0.1, 12);
  });

  it("one coordinate among many is enough", () => {
    const d = 101;
    const start = new Array(d).fill(0);
    start[57] = 2;
    const problem = ode((_t, x, out) => {
      for (let i = 0; i < d; i++) out[i] = x[i] ** 3;
    }, start);
    expect(solve(problem, { to: 1, step: 0.1, scheme: eulerMaruyama }).outcome).toBe("diverged");
  });
});

describe("a guard", () => {
  const looks = (every: number, options: Partial<SolveOptions> = {}) => {
    const seen: number[] = [];
    const guard = {
      every,
      diverged: (t: number) => {
        seen.push(Math.round(t * 1e6) / 1e6);
        return false;
      },
    };
    solve(growth, { ...euler, step: 0.1, save: { times: [] }, guard, ...options });
    return seen;
  };

  it("is looked at by the first step at or past each multiple of `every`", () => {
    expect(looks(0.25)).toEqual([0.3, 0.5, 0.8, 1]);
    expect(looks(0.25, { from: 2, to: 3 })).toEqual([2.3, 2.5, 2.8, 3]);
    expect(looks(0.01)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  });

  it("is looked at once per multiple where step and `every` meet up to rounding", () => {
    expect(looks(0.1)).toHaveLength(10);
    expect(looks(0.03, { to: 30, step: 0.01 })).toHaveLength(1000);
    expect(looks(0.3, { to: 300, step: 0.1 })).toHaveLength(1000);
  });

  it("with `every` 0 is looked at after every step, of fixed and of controlled length", () => {
    expect(looks(0)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    const times: number[] = [];
    const guard = { every: 0, diverged: (t: number) => times.push(t) < 0 };
    const controlled = { to: 1, scheme: dormandPrince, tolerance: { relative: 1e-9 }, guard } as const;
    const run = solve(growth, { start: [1], ...controlled });
    expect(times).toHaveLength(run.steps);
    expect(times.at(-1)).toBe(1);
  });

  it("is looked at wherever values are saved, too", () => {
    expect(looks(Number.POSITIVE_INFINITY)).toEqual([]);
    expect(looks(Number.POSITIVE_INFINITY, { save: { times: [0.2, 0.65, 0.66] } })).toEqual([0.2, 0.7]);
    expect(looks(0.5, { save: { times: [0.2, 0.5] } })).toEqual([0.2, 0.5, 1]);
  });

  it("ends the run with the time and the state it saw, and nothing is saved from there on", () => {
    const run = solve(growth, {
      ...euler,
      step: 0.1,
      guard: { every: Number.POSITIVE_INFINITY, diverged: (_t, x) => x[0] > 1.5 },
      save: { times: [0.2, 0.35, 0.45, 0.5, 1] },
    });
    expect(run.outcome).toBe("diverged");
    expect(run.reason).toBe("guard");
    expect(run.time).toBe(0.5);
    expect(run.state[0]).toBeCloseTo(1.1 ** 5, 14);
    expect(run.steps).toBe(5);
    // 0.45 lies in the step that ended beyond the bound.
    expect(Array.from(run.values, (value) => Number.isNaN(value))).toEqual([false, false, true, true, true]);
  });

  it("that never fires changes no bit", () => {
    expect(bits({ guard: { every: 0.05, diverged: () => false } })).toEqual(bits());
  });
});

describe("solveInSlices", () => {
  it("hands back control with the fraction done, and ends in the same solution", () => {
    const d = 2 ** 16;
    const wide = ode((_t, _x, out) => out.fill(1), new Array(d).fill(0));
    const options = { to: 1, step: 1 / 64, scheme: eulerMaruyama };
    const fractions: number[] = [];
    const slices = solveInSlices(wide, options);
    let slice = slices.next();
    while (!slice.done) {
      fractions.push(slice.value);
      slice = slices.next();
    }
    // 64 steps of 2¹⁶ coordinates in slices of 2²⁰.
    expect(fractions).toEqual([0.25, 0.5, 0.75, 1]);
    expect(slice.value.state).toEqual(solve(wide, options).state);
  });

  it("two runs side by side do not disturb each other", () => {
    const one = solveInSlices(noisy, drawn);
    const two = solveInSlices(noisy, { ...drawn, path: 1 });
    one.next();
    two.next();
    expect(drain(one).state).toEqual(solve(noisy, drawn).state);
    expect(drain(two).state).toEqual(solve(noisy, { ...drawn, path: 1 }).state);
  });
});

describe("what does not fit is refused in a sentence, before the first step", () => {
  const stratonovich = defineSde({ ...noisy, calculus: "stratonovich" });
  const controlled = { start: [1], to: 1, scheme: dormandPrince, tolerance: { relative: 1e-6 } };
  const without = <T extends object>(options: T, key: keyof T): T => {
    const { [key]: _dropped, ...rest } = options;
    return rest as T;
  };

  it.each<[string, Parameters<typeof solve>, string]>([
    [
      "no start",
      [growth, without({ ...euler }, "start")],
      "start is missing; give 1 numbers, for the problem carries no start",
    ],
    [
      "a start of another length",
      [growth, { ...euler, start: [1, 2] }],
      "start has 2 numbers; the problem has dimension 1: give one number per coordinate",
    ],
    [
      "a start that is not finite",
      [growth, { ...euler, start: [Number.NaN] }],
      "start[0] is NaN; a start must be finite: give a number",
    ],
    [
      "an interval backwards",
      [growth, { ...euler, from: 2 }],
      "to = 1 is not after from = 2; time runs forward: swap them",
    ],
    [
      "an endless interval",
      [growth, { ...euler, to: Number.POSITIVE_INFINITY }],
      "from is 0 and to is Infinity; both must be finite times",
    ],
    [
      "no step",
      [growth, without({ ...euler }, "step")],
      "step is undefined; it must be a positive number (or give tolerance, for steps as long as their error allows)",
    ],
    [
      "a step of 0",
      [growth, { ...euler, step: 0 }],
      "step is 0; it must be a positive number (or give tolerance, for steps as long as their error allows)",
    ],
    [
      "a step that is no number",
      [growth, { ...euler, step: Number.NaN }],
      "step is NaN; it must be a positive number (or give tolerance, for steps as long as their error allows)",
    ],
    [
      "a step lost in rounding",
      [growth, { ...euler, from: 1e17, to: 2e17, step: 1 }],
      "step is 1; beside times from 100000000000000000 to 200000000000000000 it is lost in rounding: take a longer one",
    ],
    [
      "step and tolerance",
      [growth, { ...controlled, step: 0.1 }],
      "both step and tolerance are given; give one of the two",
    ],
    [
      "a scheme for other noise",
      [noisy, { ...drawn, scheme: dormandPrince }],
      `dormand-prince does not fit diagonal noise, being made for none; schemes that fit are ${fittingSchemes(noisy).join(", ")}`,
    ],
    [
      "a scheme of the other calculus",
      [stratonovich, drawn],
      `euler-maruyama converges to the ito solution and the problem is declared stratonovich (toIto converts it); schemes that fit are ${fittingSchemes(stratonovich).join(", ")}`,
    ],
    [
      "noise without a seed",
      [noisy, euler],
      "seed is missing; give a whole number (or a random-js engine) so that the path can be drawn again",
    ],
    ["a path of -1", [noisy, { ...drawn, path: -1 }], "path is -1; it must be a whole number of at least 0"],
    [
      "a guard that is due before it was",
      [growth, { ...euler, guard: { every: -1, diverged: () => true } }],
      "guard.every is -1; it must be a time (0: after every step; Infinity: only where values are saved)",
    ],
  ])("%s", (_name, [problem, options], sentence) => {
    expect(() => solveInSlices(problem, options)).toThrow(new InputError(sentence));
  });

  it("a seed that is none", () => {
    expect(() => solveInSlices(noisy, { ...drawn, seed: 1.5 })).toThrow(InputError);
  });
});
