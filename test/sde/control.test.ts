import { describe, expect, it } from "vitest";
import { dormandPrince, type Scheme, type SdeProblem, solve } from "../../sde/index.js";
import { ode } from "../kit/sde-problems.js";

const oscillator = (start: readonly number[]) =>
  ode((_t, x, out) => {
    out[0] = x[1];
    out[1] = -x[0];
  }, start);

interface Known {
  readonly problem: SdeProblem;
  readonly to: number;
  /** The solution at `to`. */
  readonly exact: readonly number[];
}

const known: Record<string, Known> = {
  "the harmonic oscillator": {
    problem: oscillator([1, 0.5]),
    to: 10,
    exact: [Math.cos(10) + 0.5 * Math.sin(10), 0.5 * Math.cos(10) - Math.sin(10)],
  },
  "the harmonic oscillator from a coordinate at zero": {
    problem: oscillator([0, 1]),
    to: 10,
    exact: [Math.sin(10), Math.cos(10)],
  },
  "logistic growth": {
    problem: ode(
      (_t, x, out) => {
        out[0] = x[0] * (1 - x[0]);
      },
      [0.01],
    ),
    to: 10,
    exact: [1 / (1 + 99 * Math.exp(-10))],
  },
  "decay over ten decades": {
    problem: ode(
      (_t, x, out) => {
        out[0] = -3 * x[0];
      },
      [2],
    ),
    to: 8,
    exact: [2 * Math.exp(-24)],
  },
  "a stiff pull towards cos t": {
    problem: ode(
      (t, x, out) => {
        out[0] = -50 * (x[0] - Math.cos(t));
      },
      [0],
    ),
    to: 3,
    exact: [(2500 * (Math.cos(3) - Math.exp(-150)) + 50 * Math.sin(3)) / 2501],
  },
};

const relativeError = ({ problem, to, exact }: Known, relative: number, scheme: Scheme = dormandPrince) => {
  const run = solve(problem, { to, scheme, tolerance: { relative } });
  expect(run.outcome).toBe("finished");
  expect(run.time).toBe(to);
  return Math.max(...exact.map((value, i) => Math.abs(run.state[i] / value - 1)));
};

describe("error control", () => {
  // Errors of single steps add up, over some ten natural times of the problem: a factor of 10.
  it.each(Object.keys(known))("keeps the error of %s within ten times the tolerance", (name) => {
    for (const relative of [1e-3, 1e-5, 1e-7, 1e-9, 1e-11])
      expect(relativeError(known[name], relative)).toBeLessThan(10 * relative);
  });

  it("a scheme that calls every step good fails the same check", () => {
    const blind: Scheme = {
      ...dormandPrince,
      prepareEmbedded: (problem) => ({ ...dormandPrince.prepareEmbedded!(problem), errorNorm: () => 0 }),
    };
    expect(relativeError(known["the harmonic oscillator"], 1e-7, blind)).toBeGreaterThan(1e-6);
  });

  it("spends fewer steps on a looser tolerance, and counts those rejected", () => {
    const { problem, to } = known["logistic growth"];
    const [loose, tight] = [1e-4, 1e-10].map((relative) =>
      solve(problem, { to, scheme: dormandPrince, tolerance: { relative } }),
    );
    expect(loose.steps).toBeLessThan(tight.steps);
    expect(loose.rejected).toBeGreaterThan(0);
    expect(loose.step).toBeUndefined();
  });

  it("measures errors by the scale given", () => {
    const { problem, to, exact } = known["decay over ten decades"];
    const run = solve(problem, {
      to,
      scheme: dormandPrince,
      tolerance: { relative: 1e-9, scale: (_t, _x, out) => out.fill(2) },
    });
    // Right to 1e-9 of the start's size, which is far more than the end's.
    expect(Math.abs(run.state[0] - exact[0])).toBeLessThan(2e-8);
    const tight = solve(problem, { to, scheme: dormandPrince, tolerance: { relative: 1e-9 } });
    expect(run.steps).toBeLessThan(tight.steps);
  });

  it("an absolute tolerance alone will do", () => {
    const run = solve(oscillator([0, 1]), {
      to: 10,
      scheme: dormandPrince,
      tolerance: { relative: 0, absolute: 1e-9 },
    });
    expect(Math.abs(run.state[0] - Math.sin(10))).toBeLessThan(1e-8);
  });

  it("starts far from time zero too", () => {
    const run = solve(oscillator([0, 1]), {
      from: 1e6,
      to: 1e6 + 1,
      scheme: dormandPrince,
      tolerance: { relative: 1e-8 },
    });
    expect(run.outcome).toBe("finished");
    expect(run.state[0]).toBeCloseTo(Math.sin(1), 7);
  });
});

describe("saved times", () => {
  const times = [0, 0.1, 0.25, 0.250001, 1, 7.3, 10];
  const { problem, to } = known["the harmonic oscillator"];
  const tolerance = { relative: 1e-9 };

  it("are landed on: no interpolation error", () => {
    const run = solve(problem, {
      to,
      scheme: dormandPrince,
      tolerance,
      save: { times, of: (_t, x) => x[0] },
    });
    times.forEach((t, i) => {
      expect(Math.abs(run.values[i] - (Math.cos(t) + 0.5 * Math.sin(t)))).toBeLessThan(2e-8);
    });
  });

  it("are the stops of `steps` too, to the bit", () => {
    // A straight line takes one step to each; t + (stop − t) misses one of them by a rounding.
    const stops = Array.from({ length: 12 }, (_, i) => 3 ** i / 1000);
    expect(stops.some((stop, i) => i > 0 && stops[i - 1] + (stop - stops[i - 1]) !== stop)).toBe(true);
    const line = ode((_t, _x, out) => out.fill(1), [1]);
    const save = { times: "steps", stops } as const;
    const run = solve(line, { to: 200, scheme: dormandPrince, tolerance, save });
    const visited = Array.from(run.times);
    for (const t of stops) expect(visited).toContain(t);
    expect(visited).toHaveLength(run.steps + 1);
    expect(visited).toEqual([...visited].sort((a, b) => a - b));
  });
});

describe("how a run can end", () => {
  const square = ode(
    (_t, x, out) => {
      out[0] = x[0] * x[0];
    },
    [2],
  );

  it.each([1e-4, 1e-8, 1e-12])("x' = x² blows up at 1/x₀: an outcome, at tolerance %d", (relative) => {
    const run = solve(square, { to: 1, scheme: dormandPrince, tolerance: { relative } });
    expect(run.outcome).toBe("diverged");
    expect(run.reason).toBe("step-too-small");
    expect(Math.abs(run.time - 0.5)).toBeLessThan(Math.max(10 * relative, 1e-12));
    expect(run.state[0]).toBeGreaterThan(1e10);
    expect(run.state[0]).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(run.steps).toBeLessThan(1000);
    expect(Array.from(run.values)).toEqual([Number.NaN]);
  });

  it("a drift that stops being a number: not-finite, at the time where it stops", () => {
    const gap = ode(
      (t, x, out) => {
        out[0] = t > 0.5 ? Number.NaN : x[0];
      },
      [1],
    );
    const run = solve(gap, { to: 2, scheme: dormandPrince, tolerance: { relative: 1e-8 } });
    expect(run.reason).toBe("not-finite");
    expect(run.time).toBeCloseTo(0.5, 10);
    expect(run.state[0]).toBeCloseTo(Math.exp(0.5), 8);
  });

  it("a guard: diverged, with the state it saw", () => {
    const run = solve(square, {
      to: 1,
      scheme: dormandPrince,
      tolerance: { relative: 1e-8 },
      guard: { every: 0.01, diverged: (_t, x) => x[0] > 100 },
    });
    expect(run.reason).toBe("guard");
    expect(run.state[0]).toBeGreaterThan(100);
    // x = 1/(½ − t) passes 100 at t = 0.49.
    expect(run.time).toBeGreaterThanOrEqual(0.49);
    expect(run.time).toBeLessThan(0.5);
  });

  it("nothing moves: finished", () => {
    const still = ode((_t, _x, out) => out.fill(0), [0, 3]);
    const run = solve(still, { to: 1, scheme: dormandPrince, tolerance: { relative: 1e-8 } });
    expect(run.outcome).toBe("finished");
    expect(Array.from(run.state)).toEqual([0, 3]);
  });
});
