import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov } from "../../../estimators/index.js";
import {
  defineSde,
  dormandPrince,
  type Events,
  eulerMaruyama,
  type Passage,
  type SdeProblem,
  type SolveOptions,
  solve,
} from "../../../sde/index.js";
import { exitCdf, levelPassageCdf, meanExitTime } from "../../kit/passage-laws.js";
import { ode, ornsteinUhlenbeck } from "../../kit/sde-problems.js";
import { meanAndError } from "../../kit/statistics.js";

/** X = μt + σW. */
const drifting = (mu: number, sigma: number): SdeProblem =>
  defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, _x, out) => out.fill(mu),
    diffusion: (_t, _x, out) => out.fill(sigma),
  });

/** The passages of many paths, the censored ones left out. */
const passages = (
  problem: SdeProblem,
  options: Partial<SolveOptions>,
  event: Events[string],
  paths: number,
): Passage[] =>
  Array.from({ length: paths }, (_, path) =>
    solve(problem, {
      start: [0],
      to: 40,
      step: 0.5,
      scheme: eulerMaruyama,
      seed: 7,
      path,
      ...options,
      events: { event },
    }),
  ).flatMap(({ events }) => (events.event ? [events.event] : []));
const times = (all: readonly Passage[]) => all.map(({ time }) => time);

describe("first passages have their continuous law, however long the steps", () => {
  it("a Brownian motion with drift at a level: inverse Gaussian", () => {
    const run = (bridge: boolean) =>
      times(passages(drifting(1, 1), {}, { level: 1, direction: "up", stop: true, bridge }, 2000));
    const law = levelPassageCdf(1, 1, 1);
    const { mean, error } = meanAndError(run(true));
    expect(kolmogorovSmirnov(run(true), law).pValue).toBeGreaterThan(1e-4);
    expect(Math.abs(mean - 1) / error).toBeLessThan(4.5);
    // The steps' ends alone miss passages and see the others late, by a wide margin.
    expect(kolmogorovSmirnov(run(false), law).pValue).toBeLessThan(1e-12);
    expect(Math.abs(meanAndError(run(false)).mean - 1) / error).toBeGreaterThan(9);
  });

  it("a Brownian motion leaving an interval, in steps as long as its mean exit time", () => {
    const run = (bridge: boolean) =>
      times(passages(drifting(0, 1), { step: 1 }, { outside: [-1, 1], stop: true, bridge }, 2000));
    expect(kolmogorovSmirnov(run(true), exitCdf(1, 1)).pValue).toBeGreaterThan(1e-4);
    expect(kolmogorovSmirnov(run(false), exitCdf(1, 1)).pValue).toBeLessThan(1e-12);
  });

  it("a level that moves: a standing one for the motion beside it", () => {
    const moving = passages(
      drifting(0.5, 1),
      {},
      { level: (t) => 1 - 0.5 * t, direction: "up", stop: true },
      2000,
    );
    expect(kolmogorovSmirnov(times(moving), levelPassageCdf(1, 1, 1)).pValue).toBeGreaterThan(1e-4);
    for (const { time, state } of moving.slice(0, 50)) expect(state[0]).toBeCloseTo(1 - 0.5 * time, 12);
  });

  it("an Ornstein–Uhlenbeck process leaving an interval: the mean by quadrature", () => {
    const run = (bridge: boolean) =>
      meanAndError(
        times(
          passages(ornsteinUhlenbeck(1, 1), { step: 0.04 }, { outside: [-1, 1], stop: true, bridge }, 2000),
        ),
      );
    const exact = meanExitTime((x) => x ** 2 / 2, 1, 1);
    const z = ({ mean, error }: { mean: number; error: number }) => Math.abs(mean - exact) / error;
    expect(z(run(true))).toBeLessThan(4.5);
    expect(z(run(false))).toBeGreaterThan(4.5);
  });
});

describe("the state at a passage", () => {
  /** (W₁, ρW₁ + √(1 − ρ²)W₂). */
  const rho = -0.6;
  const correlated = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, _x, out) => out.set([1, 0, rho, Math.sqrt(1 - rho * rho)]),
  });
  const options = { start: [0, 0], to: 4, step: 1 };

  it("lies on the level, and the other coordinates have their mean there: ρb", () => {
    const found = passages(correlated, options, { of: 0, level: 1 }, 4000);
    const { mean, error } = meanAndError(found.map(({ state }) => state[1]));
    for (const { state } of found) expect(state[0]).toBeCloseTo(1, 12);
    expect(Math.abs(mean - rho) / error).toBeLessThan(4.5);
    expect(Math.abs(mean + rho) / error).toBeGreaterThan(4.5);
  });

  it("for weights and for a function with a gradient: the same event said in three ways", () => {
    const run = (of: NonNullable<Events[string]["of"]>) =>
      passages(correlated, options, { of, level: 1 }, 50);
    const byWeights = run([1, 0]);
    const byFunction = run({ value: (_t, x) => x[0], gradient: (_t, _x, out) => out.set([1, 0]) });
    expect(byWeights).toEqual(run(0));
    expect(byFunction).toEqual(byWeights);
    expect(run([0, 1])).not.toEqual(byWeights);
  });

  it("a nonlinear function: √(W₁² + W₂²) leaves the unit disc in time ½ on average", () => {
    const plane = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, _x, out) => out.fill(1),
    });
    const square = {
      value: (_t: number, x: Float64Array) => x[0] ** 2 + x[1] ** 2,
      gradient: (_t: number, x: Float64Array, out: Float64Array) => out.set([2 * x[0], 2 * x[1]]),
    };
    const mean = (bridge: boolean) =>
      meanAndError(
        times(
          passages(
            plane,
            { ...options, start: [0.1, 0], to: 10, step: 0.01 },
            { of: square, level: 1, stop: true, bridge },
            1000,
          ),
        ),
      );
    const z = ({ mean, error }: { mean: number; error: number }) => Math.abs(mean - (1 - 0.01) / 2) / error;
    expect(z(mean(true))).toBeLessThan(4.5);
    expect(z(mean(false))).toBeGreaterThan(4.5);
  });
});

describe("who watches", () => {
  const options = {
    start: [0],
    to: 5,
    step: 0.25,
    scheme: eulerMaruyama,
    seed: 3,
    save: { times: "steps" },
  } as const;
  const problem = drifting(0.2, 1);
  const bits = (events?: Events, path = 0) => solve(problem, { ...options, path, ...(events && { events }) });

  it("does not change the path, not by a bit", () => {
    const watched = bits({ low: { level: -0.5 }, high: { level: 0.5 }, out: { outside: [-1, 1] } });
    expect(watched.values).toEqual(bits().values);
    expect(Object.values(watched.events)).not.toEqual([null, null, null]);
  });

  it("does not disturb another: an event's passages are its own", () => {
    for (let path = 0; path < 20; path++) {
      const both = bits({ high: { level: 0.7 }, low: { level: -0.7 } }, path).events;
      expect(both.high).toEqual(bits({ high: { level: 0.7 } }, path).events.high);
      expect(both.low).toEqual(bits({ low: { level: -0.7 } }, path).events.low);
    }
  });

  it("sees the same every time, and something else for another seed", () => {
    const events = { high: { level: 0.7 } };
    expect(bits(events)).toEqual(bits(events));
    expect(solve(problem, { ...options, seed: 4, events }).events).not.toEqual(bits(events).events);
  });
});

describe("what an event does to a run", () => {
  /** x = t. */
  const ramp = ode((_t, _x, out) => out.fill(1), [0]);
  const run = (events: Events, options: Partial<SolveOptions> = {}) =>
    solve(ramp, { to: 2, step: 0.5, scheme: eulerMaruyama, events, ...options });

  it("is recorded with time and state, and the run goes on", () => {
    const { outcome, time, events, stoppedBy } = run({ one: { level: 1.2 } });
    expect([outcome, time, stoppedBy]).toEqual(["finished", 2, undefined]);
    expect(events.one).toEqual({ time: 1.2, state: Float64Array.of(1.2) });
  });

  it("ends it with `stop`: time and state are the event's, saved values go no further", () => {
    const save = { times: [0.25, 0.5, 1.1, 1.3, 2] };
    const { outcome, time, state, events, stoppedBy, steps, values } = run(
      { one: { level: 1.2, stop: true } },
      { save },
    );
    expect([outcome, time, stoppedBy, steps]).toEqual(["finished", 1.2, "one", 3]);
    expect(state).toEqual(events.one?.state);
    expect(values[2]).toBeCloseTo(1.1, 14);
    expect(Array.from(values).map(Number.isNaN)).toEqual([false, false, false, true, true]);
  });

  it("the last state saved is the event's", () => {
    expect(
      run({ one: { level: 1.2, stop: true } }, { save: { of: (t, x) => [t, 2 * x[0]] } }).values,
    ).toEqual(Float64Array.of(1.2, 2.4));
  });

  it("what would have come later in the same step has not happened, what came before has", () => {
    const { events, stoppedBy } = run({
      later: { level: 1.4 },
      second: { level: 1.3, stop: true },
      first: { level: 1.1 },
      never: { level: 7 },
    });
    expect(stoppedBy).toBe("second");
    expect(events.later).toBeNull();
    expect(events.never).toBeNull();
    expect(events.first?.time).toBeCloseTo(1.1, 14);
  });

  it("no event asked for: none told", () => {
    expect(solve(ramp, { to: 1, step: 0.5, scheme: eulerMaruyama }).events).toEqual({});
  });

  it("holds for controlled steps as well", () => {
    const { time, state, stoppedBy } = solve(ramp, {
      to: 2,
      scheme: dormandPrince,
      tolerance: { relative: 1e-8 },
      events: { one: { level: 1.2, stop: true } },
    });
    expect(stoppedBy).toBe("one");
    expect(time).toBeCloseTo(1.2, 12);
    expect(state[0]).toBeCloseTo(1.2, 12);
  });

  it("the first passage counts, from the side asked for", () => {
    // x = cos t, from 1 down through 0 at π/2 and up at 3π/2.
    const oscillator = ode((_t, x, out) => out.set([x[1], -x[0]]), [1, 0]);
    const seen = (direction: "up" | "down" | "either") =>
      solve(oscillator, {
        to: 14,
        scheme: dormandPrince,
        tolerance: { relative: 1e-9, absolute: 1e-12 },
        events: { zero: { level: 0, direction } },
        save: { times: "steps", stops: Array.from({ length: 1390 }, (_, i) => (i + 1) / 100) },
      }).events.zero!.time;
    expect(seen("down")).toBeCloseTo(Math.PI / 2, 4);
    expect(seen("either")).toBeCloseTo(Math.PI / 2, 4);
    expect(seen("up")).toBeCloseTo(1.5 * Math.PI, 4);
  });
});
