import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  type BrownianPath,
  brownianTree,
  createIncrement,
  defineSde,
  ensemble,
  eulerMaruyama,
  milsteinLevy,
  moments,
  namedProblem,
  type SolveOptions,
  solve,
} from "../../../sde/index.js";
import { geometricBrownian, ode, ornsteinUhlenbeck } from "../../kit/sde-problems.js";

const tree = (options: Partial<Parameters<typeof brownianTree>[0]> = {}) =>
  brownianTree({ sources: 1, to: 1, depth: 20, seed: 1, ...options });

describe("a run driven by a Brownian path", () => {
  const [alpha, beta] = [0.3, 0.5];
  const growth = geometricBrownian(alpha, beta);
  const run = (options: Partial<SolveOptions>) =>
    solve(growth, { start: [1], to: 1, step: 2 ** -6, scheme: eulerMaruyama, ...options });

  it("makes the scheme's steps with the path's increments, one after the other", () => {
    const path = tree();
    const { state } = run({ brownian: path });
    const step = eulerMaruyama.prepare(growth);
    const w = createIncrement(1, []);
    const [x, next] = [Float64Array.of(1), new Float64Array(1)];
    for (let n = 0; n < 64; n++) {
      path.increment(n / 64, (n + 1) / 64, w);
      step(n / 64, 1 / 64, x, w, next);
      x.set(next);
    }
    expect(state).toEqual(x);
  });

  it("sees the same path at every step size and for every scheme: errors fall as the steps do", () => {
    const path = tree();
    const W = new Float64Array(1);
    path.value(1, W);
    const exact = Math.exp(alpha - beta ** 2 / 2 + beta * W[0]);
    const error = (scheme: typeof eulerMaruyama, level: number) =>
      Math.abs(run({ scheme, step: 2 ** -level, brownian: path }).state[0] - exact);
    const needing = tree({ needs: ["levy-area"], depth: 12 });
    expect(error(eulerMaruyama, 12)).toBeLessThan(0.03);
    expect(
      Math.abs(run({ scheme: milsteinLevy, step: 2 ** -12, brownian: needing }).state[0] - exact),
    ).toBeLessThan(0.002);
    // Another path has another solution.
    expect(Math.abs(run({ step: 2 ** -12, brownian: tree({ path: 1 }) }).state[0] - exact)).toBeGreaterThan(
      0.1,
    );
  });

  it("needs no seed, and does not look at one", () => {
    expect(run({ brownian: tree(), seed: 7 }).state).toEqual(run({ brownian: tree() }).state);
    expect(() => run({})).toThrow(/^seed is missing/);
  });

  it("begins each step where the one before ended, and ends at `to`, whatever the rounding of times", () => {
    const asked: [number, number][] = [];
    const recorder: BrownianPath = {
      sources: 1,
      from: 0,
      to: 0.7,
      increment(s, u, out) {
        asked.push([s, u]);
        out.dW.fill(0);
      },
    };
    solve(growth, { start: [1], to: 0.7, step: 0.1, scheme: eulerMaruyama, brownian: recorder });
    solve(growth, { start: [1], to: 0.65, step: 0.1, scheme: eulerMaruyama, brownian: recorder });
    expect(asked.slice(0, 7).at(0)?.[0]).toBe(0);
    expect(asked.slice(0, 7).at(-1)?.[1]).toBe(0.7);
    expect(asked[7][0]).toBe(0);
    expect(asked.at(-1)?.[1]).toBe(0.65);
    for (const n of [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13]) expect(asked[n][0]).toBe(asked[n - 1][1]);
  });

  it("gives W itself for dX = dW at any step, dividing the interval or not: no increment is lost between steps", () => {
    const brownian = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "additive" },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, _x, out) => out.fill(1),
    });
    const W = new Float64Array(1);
    // A shallow grid, so that steps end between its points.
    const path = tree({ depth: 5 });
    path.value(1, W);
    for (const step of [1, 0.3, 0.1, 0.0625, 0.04, 1 / 31])
      expect(
        solve(brownian, { start: [0], to: 1, step, scheme: eulerMaruyama, brownian: path }).state[0],
      ).toBeCloseTo(W[0], 13);
  });

  it("has what it is wanted for: strong errors of Milstein with areas, on one path, fall like h", () => {
    const { problem, exact } = namedProblem("levy-area");
    const path = brownianTree({ sources: 2, to: 1, depth: 9, seed: 1, needs: ["levy-area"] });
    const whole = createIncrement(2, ["levy-area"]);
    path.increment(0, 1, whole);
    const solution = new Float64Array(3);
    exact!(1, [0, 0, 0], { from: 0, W: whole.dW, H: whole.H, A: whole.A }, solution);
    for (const level of [0, 3, 9]) {
      const { state } = solve(problem, { to: 1, step: 2 ** -level, scheme: milsteinLevy, brownian: path });
      // This scheme is exact for that system, if areas compose.
      state.forEach((x, i) => {
        expect(x).toBeCloseTo(solution[i], 13);
      });
    }
  });
});

describe("an ensemble on given paths", () => {
  const problem = ornsteinUhlenbeck(1, 1);
  const options = {
    start: [0],
    to: 1,
    step: 2 ** -5,
    scheme: eulerMaruyama,
    paths: 2000,
    save: { of: (_t: number, x: Float64Array) => x[0] },
  };

  it("takes each path's own: the law is that of fresh increments", () => {
    const stats = ensemble(problem, {
      ...options,
      brownian: (path) => tree({ depth: 5, path }),
      reduce: moments(),
    });
    // EM's own variance: h Σ (1 − h)^{2n}.
    const h = 2 ** -5;
    const variance = (h * (1 - (1 - h) ** 64)) / (1 - (1 - h) ** 2);
    expect(Math.abs(stats.mean[0]) / stats.standardError[0]).toBeLessThan(4.5);
    expect(Math.abs(stats.standardDeviation[0] ** 2 / variance - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 2000));
  });

  it("refuses one path for all", () => {
    expect(() => ensemble(problem, { ...options, brownian: tree(), reduce: moments() })).toThrow(
      new InputError(
        "brownian is one path, and all paths of the ensemble would be the same; give a function of the path's index",
      ),
    );
  });

  it("refuses a path that does not fit when its turn comes", () => {
    const brownian = (path: number) => tree({ sources: path < 3 ? 1 : 2, depth: 5 });
    expect(() => ensemble(problem, { ...options, brownian, reduce: moments() })).toThrow(
      new InputError("brownian has 2 sources and the problem 1; make a path with as many"),
    );
  });
});

describe("a path that does not fit is refused in a sentence", () => {
  const growth = geometricBrownian(1, 1);
  const run = { start: [1], to: 1, step: 0.125, scheme: eulerMaruyama };

  it.each<[string, () => unknown, string]>([
    [
      "a problem without noise",
      () =>
        solve(
          ode((_t, _x, out) => out.fill(0), [1]),
          { ...run, brownian: tree() },
        ),
      "brownian is given and the problem has no noise; leave it out",
    ],
    [
      "another number of sources",
      () => solve(growth, { ...run, brownian: tree({ sources: 3 }) }),
      "brownian has 3 sources and the problem 1; make a path with as many",
    ],
    [
      "a path that ends too early",
      () => solve(growth, { ...run, to: 2, brownian: tree() }),
      "brownian is known from 0 to 1 and the run goes from 0 to 2; make a path that covers it",
    ],
    [
      "correlated sources",
      () => solve(growth, { ...run, brownian: tree({ covariance: [[2]] }) }),
      "brownian has correlated sources and schemes are made for independent ones; use correlateNoise(problem, covariance) with a path without covariance",
    ],
    [
      "areas that are not kept",
      () => solve(growth, { ...run, scheme: milsteinLevy, brownian: tree() }),
      "milstein-levy needs levy-area, which brownian does not keep; name it in the path's needs",
    ],
    [
      "steps shorter than the grid",
      () => solve(growth, { ...run, brownian: tree({ depth: 2 }) }),
      "step is 0.125; brownian rounds times to multiples of 0.25: take a longer step or a deeper path",
    ],
  ])("%s", (_name, call, sentence) => {
    expect(call).toThrow(new InputError(sentence));
  });
});
