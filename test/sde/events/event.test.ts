import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { defineSde, type Events, eulerMaruyama, solve } from "../../../sde/index.js";
import { ornsteinUhlenbeck } from "../../kit/sde-problems.js";

describe("events that do not fit are refused in a sentence", () => {
  const plane = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "operator", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    applyNoise: (_t, _x, dW, out) => out.set(dW),
  });
  const options = { to: 1, step: 0.5, scheme: eulerMaruyama, seed: 1 };
  const onLine = (event: Events[string]) =>
    solve(ornsteinUhlenbeck(1, 1), { ...options, start: [0.5], events: { e: event } });
  const value = () => 0.25;

  it.each<[string, Events[string], string]>([
    ["nothing to meet", {}, "events.e has neither level nor outside; give one of the two"],
    [
      "two of them",
      { level: 1, outside: [0, 1] },
      "events.e has both level and outside; give one of the two",
    ],
    [
      "an interval backwards",
      { outside: [1, 0] },
      "events.e.outside is [1, 0]; give an interval [low, high] with low < high",
    ],
    [
      "an interval with a direction",
      { outside: [0, 1], direction: "up" },
      'events.e.direction is "up", and an interval is left on either side; leave it out, or give a level',
    ],
    [
      "a level at infinity",
      { level: Number.POSITIVE_INFINITY },
      "events.e.level is Infinity; give a finite number, or a function of t",
    ],
    [
      "a direction there is not",
      { level: 1, direction: "left" as "up" },
      'events.e.direction is "left"; it must be "up", "down" or "either"',
    ],
    [
      "a coordinate there is not",
      { of: 1, level: 1 },
      "events.e.of is 1; a coordinate is a whole number from 0 to 0",
    ],
    [
      "weights of another number",
      { of: [1, 2], level: 1 },
      "events.e.of has 2 weights; give 1, one per coordinate, or a coordinate's index",
    ],
    [
      "weights that are not finite",
      { of: [Number.NaN], level: 1 },
      "events.e.of holds a weight that is not finite; give numbers",
    ],
    [
      "a function without a gradient",
      { of: { value }, level: 1 },
      "events.e.of has no gradient, which the crossing correction needs; add gradient: (t, x, out) => …, or give bridge: false",
    ],
    [
      "a function that is not defined at the start",
      { of: { value: () => Number.NaN }, level: 1, bridge: false },
      "events.e.of is NaN at the start; give a number that is finite there",
    ],
    [
      "a start on the level",
      { level: 0.5 },
      "events.e.level is 0.5, and the start has 0.5 there; start off a finite level, for on it every time is a passage",
    ],
    [
      "a start outside",
      { outside: [1, 2] },
      "events.e.outside is [1, 2], and the start has 0.5 there; start inside",
    ],
  ])("%s", (_name, event, sentence) => {
    expect(() => onLine(event)).toThrow(new InputError(sentence));
  });

  it("operator noise, unless the correction is given up", () => {
    const run = (event: Events[string]) => solve(plane, { ...options, start: [0, 0], events: { e: event } });
    expect(() => run({ level: 1 })).toThrow(
      new InputError(
        "events.e wants its crossings corrected, and operator noise tells no diffusion to do it by; give bridge: false, or declare the noise otherwise",
      ),
    );
    expect(run({ level: 1, bridge: false }).outcome).toBe("finished");
  });

  it("a function without a gradient will do without the correction", () => {
    expect(onLine({ of: { value }, level: 1, bridge: false }).events.e).toBeNull();
  });
});
