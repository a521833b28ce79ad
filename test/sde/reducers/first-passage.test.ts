import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { defineSde, type Events, ensemble, eulerMaruyama, firstPassage, solve } from "../../../sde/index.js";
import { levelPassageCdf } from "../../kit/passage-laws.js";

const drifting = (mu: number) =>
  defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, _x, out) => out.fill(mu),
    diffusion: (_t, _x, out) => out.fill(1),
  });
const path = { start: [0], to: 3, step: 0.5, scheme: eulerMaruyama, seed: 11 };
const options = { ...path, paths: 2000 };
const events: Events = { up: { level: 1, stop: true } };
const z = (value: number, exact: number, error: number) => Math.abs(value - exact) / error;

describe("first passages of an ensemble", () => {
  const law = levelPassageCdf(1, 0.5, 1);
  const run = ensemble(drifting(0.5), {
    ...options,
    events,
    reduce: firstPassage({ event: "up", times: [0.5, 1, 2], probabilities: [0.25, 0.9] }),
  });

  it("have the exact probabilities, censored ones counted", () => {
    expect(run.passed + run.censored).toBe(2000);
    expect(run.censored).toBeGreaterThan(200);
    expect(z(run.probability, law(3), run.probabilityError)).toBeLessThan(4.5);
    [0.5, 1, 2].forEach((t, k) => {
      expect(z(run.survival[k], 1 - law(t), run.survivalError[k])).toBeLessThan(4.5);
      // Over those seen alone, the survival is another.
      expect(z(run.survival[k], 1 - law(t) / law(3), run.survivalError[k])).toBeGreaterThan(4.5);
    });
  });

  it("have the exact quantiles, infinite where too few pass", () => {
    const at = law(run.quantiles["0.25"]);
    expect(z(at, 0.25, Math.sqrt((0.25 * 0.75) / 2000))).toBeLessThan(4.5);
    expect(run.quantiles["0.9"]).toBe(Number.POSITIVE_INFINITY);
  });

  it("have the exact restricted mean ∫₀ᵀ P(τ > t) dt", () => {
    let exact = 0;
    for (let i = 0; i < 3000; i++) exact += (1 - law((i + 0.5) / 1000)) / 1000;
    expect(z(run.restrictedMean, exact, run.restrictedError)).toBeLessThan(4.5);
  });

  it("of one side before the other: a path ended by another event never has it", () => {
    const ruin = ensemble(drifting(0), {
      ...options,
      to: 60,
      events: { up: { level: 2, stop: true }, down: { level: -1, stop: true } },
      reduce: firstPassage({ event: "up", probabilities: [0.9] }),
    });
    expect(z(ruin.probability, 1 / 3, ruin.probabilityError)).toBeLessThan(4.5);
    // The time of either: 1 · 2.
    expect(z(ruin.restrictedMean, 2, ruin.restrictedError)).toBeLessThan(4.5);
  });

  it("of antithetic pairs: the same law, errors from pairs", () => {
    const pairs = ensemble(drifting(0.5), {
      ...options,
      antithetic: true,
      events,
      reduce: firstPassage({ event: "up", times: [1] }),
    });
    expect(z(pairs.probability, law(3), pairs.probabilityError)).toBeLessThan(4.5);
    expect(pairs.count).toBe(2000);
    // One of a pair goes up where the other goes down.
    expect(pairs.survivalError[0]).toBeLessThan(Math.sqrt((law(1) * (1 - law(1))) / 2000));
  });

  it("leave out paths lost before the event, and keep those lost after", () => {
    const guard = { every: 0.5, diverged: (_t: number, x: Float64Array) => x[0] < -1 || x[0] > 2 };
    const reduce = firstPassage({ event: "up" });
    const all = { ...path, guard, events: { up: { level: 1 } } };
    const lossy = ensemble(drifting(0.5), { ...all, paths: 300, reduce });
    const alone = Array.from({ length: 300 }, (_, index) => solve(drifting(0.5), { ...all, path: index }));
    const lost = alone.filter((path) => path.outcome === "diverged" && path.events.up === null).length;
    const passed = alone.filter((path) => path.events.up !== null).length;
    expect(lossy.lost).toBe(lost);
    expect(lossy.passed).toBe(passed);
    expect(lossy.count).toBe(300 - lost);
    expect(lost).toBeGreaterThan(10);
    expect(lossy.diverged).toBeGreaterThan(lost);
  });

  it("need the event to be watched for", () => {
    const reduce = firstPassage({ event: "down" });
    expect(() => ensemble(drifting(0), { ...options, events, reduce })).toThrow(
      new InputError(
        'firstPassage asks for the event "down", and the path was watched for up; name it among events',
      ),
    );
    expect(() => ensemble(drifting(0), { ...options, reduce })).toThrow(
      new InputError(
        'firstPassage asks for the event "down", and the path was watched for none; name it among events',
      ),
    );
  });
});
