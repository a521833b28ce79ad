import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { eulerMaruyama, interpolate, savedColumn, solve } from "../../sde/index.js";
import { ode } from "../kit/sde-problems.js";

it("savedColumn reads one saved number over all saved times", () => {
  const ramp = ode((_t, _x, out) => out.set([1, -2, 0]), [0, 0, 7]);
  const run = solve(ramp, { to: 1, step: 0.5, scheme: eulerMaruyama, save: { times: "steps" } });
  expect(Array.from(savedColumn(run, 0))).toEqual([0, 0.5, 1]);
  expect(Array.from(savedColumn(run, 1))).toEqual([0, -1, -2]);
  expect(Array.from(savedColumn(run, 2))).toEqual([7, 7, 7]);
});

describe("interpolate", () => {
  const twoRamps = ode((_t, _x, out) => out.set([1, -2]), [0, 0]);
  const run = solve(twoRamps, { to: 1, step: 0.25, scheme: eulerMaruyama, save: { times: "steps" } });

  it("draws a straight line between saved times, and meets them", () => {
    expect(run.times).toEqual(Float64Array.of(0, 0.25, 0.5, 0.75, 1));
    for (const t of [0, 0.125, 0.25, 0.3125, 0.75, 0.9375, 1])
      expect(Array.from(interpolate(run, t))).toEqual(t === 0 ? [0, 0] : [t, -2 * t]);
  });

  it("is NaN where a run had ended before", () => {
    const ended = solve(twoRamps, {
      to: 1,
      step: 0.25,
      scheme: eulerMaruyama,
      save: { times: [0, 0.5, 1] },
      guard: { every: 0, diverged: (t) => t >= 0.75 },
    });
    expect(interpolate(ended, 0.25)[0]).toBe(0.25);
    expect(interpolate(ended, 0.625)[0]).toBeNaN();
    expect(interpolate(ended, 1)[0]).toBeNaN();
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses the time %d", (t) => {
    const sentence = `t is ${t}; what was saved goes from 0 to 1: ask for a time within, or save more times`;
    expect(() => interpolate(run, t)).toThrow(new InputError(sentence));
  });

  it("says when nothing was saved", () => {
    const nothing = solve(twoRamps, { to: 1, step: 0.5, scheme: eulerMaruyama, save: { times: [] } });
    expect(() => interpolate(nothing, 0.5)).toThrow(
      new InputError("t is 0.5; nothing was saved: ask for a time within, or save more times"),
    );
  });
});
