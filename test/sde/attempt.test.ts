import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  type BrownianPath,
  brownianTree,
  createStreams,
  defineSde,
  dormandPrince,
  eulerHeun,
  eulerMaruyama,
  heun,
  milstein,
  milsteinDerivativeFree,
  milsteinLevy,
  namedProblem,
  type Scheme,
  type SdeProblem,
  type SolveOptions,
  solve,
  sra1,
  sriw1,
  toStratonovich,
} from "../../sde/index.js";
import { fadingNoise, geometricBrownian, ode } from "../kit/sde-problems.js";

const [alpha, beta] = [0.3, 1];
const growth = defineSde({
  ...geometricBrownian(alpha, beta),
  diffusionDerivative: (_t, _x, out) => out.fill(beta),
});
const tree = (path: number, options: Partial<Parameters<typeof brownianTree>[0]> = {}) =>
  brownianTree({ sources: 1, to: 1, depth: 20, seed: 5, path, needs: ["space-time-area"], ...options });

interface Case {
  readonly problem: SdeProblem;
  readonly start: number;
  /** X_1 as a function of W_1. */
  readonly exact: (W: number) => number;
}
const geometric: Case = {
  problem: growth,
  start: 1,
  exact: (W) => Math.exp(alpha - beta ** 2 / 2 + beta * W),
};
const fading: Case = {
  problem: fadingNoise(1, 0.5),
  start: 1,
  exact: (W) => (1 + 0.5 * (1 + W)) / Math.SQRT2,
};

/** Root mean square error at t = 1 over a hundred paths, and the mean number of steps. */
function pathErrors({ problem, start, exact }: Case, scheme: Scheme, relative: number) {
  const W = new Float64Array(1);
  let squares = 0;
  let steps = 0;
  const paths = 100;
  for (let p = 0; p < paths; p++) {
    const brownian = tree(p);
    const run = solve(problem, { start: [start], to: 1, scheme, tolerance: { relative }, brownian });
    expect(run.outcome).toBe("finished");
    brownian.value(1, W);
    squares += (run.state[0] - exact(W[0])) ** 2;
    steps += run.steps;
  }
  return { rms: Math.sqrt(squares / paths), steps: steps / paths };
}

describe("steps of controlled length on a Brownian path", () => {
  /*
   * One step is off by about h^{p + 1/2}, which the control makes τ, so that there are τ^{−1/(p + 1/2)} steps. Were their
   * errors independent, the sum would be off by τ^{p/(p + 1/2)}; but which attempts are rejected depends on the path, and
   * what is left may be of one sign: no more than τ^{1 − 1/(p + 1/2)} is sure, and the derivative-free Milstein scheme,
   * with its √h (ΔW² − h), comes near it.
   */
  it.each([
    ["milstein", geometric, milstein, 1],
    ["milstein-derivative-free", geometric, milsteinDerivativeFree, 1],
    ["sriw1", geometric, sriw1, 1.5],
    ["heun", { ...geometric, problem: toStratonovich(growth) }, heun, 1],
    ["sra1", fading, sra1, 1.5],
  ])("lead to the solution as the tolerance falls: %s", (_name, known, scheme, p) => {
    const loose = pathErrors(known, scheme, 1e-1);
    const tight = pathErrors(known, scheme, 1e-4);
    expect(tight.steps).toBeGreaterThan(4 * loose.steps);
    expect(Math.log10(loose.rms / tight.rms)).toBeGreaterThan(3 * (1 - 1 / (p + 0.5)));
  });

  it("would not, for a scheme of order ½ that claims more", () => {
    const boast: Scheme = { ...eulerMaruyama, strongOrder: () => 1 };
    const loose = pathErrors(geometric, boast, 1e-1);
    const tight = pathErrors(geometric, boast, 1e-3);
    expect(tight.steps).toBeGreaterThan(4 * loose.steps);
    expect(Math.log10(loose.rms / tight.rms)).toBeLessThan(0.5);
  });

  it("would not, were Itô's equation read as Stratonovich's", () => {
    const misread = defineSde({ ...growth, calculus: "stratonovich" });
    expect(pathErrors({ ...geometric, problem: misread }, heun, 1e-4).rms).toBeGreaterThan(0.3);
  });

  describe("keep the law", () => {
    /** log X_1 is normal with variance β²: how many of its own deviations the variance over n paths is off by. */
    function deviations(brownian?: (path: number) => BrownianPath): number {
      const paths = 5000;
      const options: SolveOptions = {
        start: [1],
        to: 1,
        scheme: sriw1,
        tolerance: { relative: 0.02 },
        seed: 3,
        ...(brownian && { brownian }),
      };
      let sum = 0;
      let squares = 0;
      for (let path = 0; path < paths; path++) {
        const log = Math.log(solve(growth, { ...options, path }).state[0]);
        sum += log;
        squares += log * log;
      }
      const variance = (squares - (sum * sum) / paths) / (paths - 1);
      return (variance / beta ** 2 - 1) / Math.sqrt(2 / (paths - 1));
    }

    it("on a path that stays what it is", () => {
      expect(Math.abs(deviations())).toBeLessThan(4);
    });

    it("not on one drawn anew for each attempt, which lets the easy increments pass", () => {
      const fresh = (path: number): BrownianPath => {
        const stream = createStreams(9, "fresh").stream(path);
        return {
          sources: 1,
          from: 0,
          to: 1,
          needs: ["space-time-area"],
          increment: (s, u, out) => {
            out.dW[0] = Math.sqrt(u - s) * stream.normal();
            out.H[0] = Math.sqrt((u - s) / 12) * stream.normal();
          },
        };
      };
      expect(deviations(fresh)).toBeLessThan(-4);
    });
  });

  it("do not depend on what is saved", () => {
    const options = { start: [1], to: 1, scheme: sriw1, tolerance: { relative: 1e-3 }, seed: 2 };
    const bare = solve(growth, options);
    const full = solve(growth, { ...options, save: { times: "steps" } });
    const some = solve(growth, { ...options, save: { times: [0.1, 0.25, 0.9] } });
    for (const run of [full, some]) expect([run.state, run.steps]).toEqual([bare.state, bare.steps]);
    expect(full.times).toHaveLength(bare.steps + 1);
    // Between two steps what is saved is on the line through their ends.
    some.times.forEach((t, i) => {
      const n = full.times.findIndex((later) => later > t);
      const [s, u] = [full.times[n - 1], full.times[n]];
      const line = full.values[n - 1] + ((t - s) / (u - s)) * (full.values[n] - full.values[n - 1]);
      expect(Math.abs(some.values[i] / line - 1)).toBeLessThan(1e-12);
    });
  });

  it("are on the grid of the path's times, of whose cells each half has as many", () => {
    const path = tree(0, { depth: 10 });
    const run = solve(growth, {
      start: [1],
      to: 1,
      scheme: milstein,
      tolerance: { relative: 3e-3 },
      brownian: path,
      save: { times: "steps" },
    });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeGreaterThan(10);
    for (const t of run.times) expect((t * 1024) % 2).toBe(0);
  });

  it("take the same steps again from the same seed, and others along another path", () => {
    const options = { start: [1], to: 1, scheme: sriw1, tolerance: { relative: 1e-3 }, seed: 2 };
    const first = solve(growth, options);
    expect(solve(growth, options)).toEqual(first);
    expect(solve(growth, { ...options, path: 1 }).state).not.toEqual(first.state);
    expect(solve(growth, { ...options, purpose: "another" }).state).not.toEqual(first.state);
  });

  it("follow Lévy areas where the path's grid is chosen", () => {
    const { problem, exact } = namedProblem("levy-area");
    const run = (relative: number) => {
      const brownian = brownianTree({
        sources: problem.sources,
        to: 1,
        depth: 12,
        seed: 3,
        needs: ["levy-area"],
      });
      const { state, outcome } = solve(problem, {
        start: problem.start ?? [0],
        to: 1,
        scheme: milsteinLevy,
        tolerance: { relative, absolute: relative },
        brownian,
      });
      expect(outcome).toBe("finished");
      return state;
    };
    expect(exact).toBeDefined();
    expect(run(1e-2)).toHaveLength(problem.dimension);
  });
});

describe("without noise a scheme that estimates no error is doubled", () => {
  it("to the solution, with errors as the tolerance", () => {
    const decay = ode((_t, x, out) => out.set([-x[0]]), [1]);
    const error = (relative: number) =>
      Math.abs(solve(decay, { to: 1, scheme: heun, tolerance: { relative } }).state[0] - Math.exp(-1));
    // Second order: a step's error h³ is τ, the sum's h² is τ^{2/3}.
    expect(error(1e-8)).toBeLessThan(1e-4 ** (0.75 * (2 / 3)) * error(1e-4));
    expect(error(1e-8)).toBeGreaterThan(0);
  });
});

describe("what steps of controlled length cannot follow is refused", () => {
  const tolerance = { relative: 1e-3 };
  const options = { start: [1], to: 1, seed: 1, tolerance };
  const plainGeneral = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, x, out) => out.set([x[0], x[1], x[1], x[0]]),
  });
  it.each<[string, SdeProblem, Partial<SolveOptions> & { scheme: Scheme }, string]>([
    [
      "order ½",
      geometricBrownian(alpha, beta),
      { scheme: eulerMaruyama },
      "tolerance is given with euler-maruyama, whose strong order for this noise is 0.5; steps chosen by their error need order 1, or the limit is another than the solution: use milstein-derivative-free, sriw1, platen-weak-2",
    ],
    [
      "order ½ in Stratonovich's sense",
      plainStratonovich(),
      { scheme: eulerHeun, start: [1, 1] },
      "tolerance is given with euler-heun, whose strong order for this noise is 0.5; steps chosen by their error need order 1, or the limit is another than the solution: give step",
    ],
    [
      "no strong order",
      growth,
      { scheme: { ...sriw1, name: "own-weak", strongOrder: () => null } },
      "tolerance is given with own-weak, which approximates laws and follows no path; steps chosen by their error need order 1, or the limit is another than the solution: use milstein, milstein-derivative-free, sriw1, platen-weak-2",
    ],
    [
      "Lévy areas on a grid of 2^30 cells",
      withJacobian(plainGeneral),
      { scheme: milsteinLevy, start: [1, 1] },
      'tolerance is given with milstein-levy, whose Lévy areas cost a draw for every cell of the path\'s grid; choose the grid: brownian: brownianTree({ …, depth: 12, needs: ["levy-area"] })',
    ],
    [
      "a mirrored path",
      growth,
      { scheme: sriw1, mirrored: true },
      "mirrored (or antithetic) is given beside tolerance, whose steps would differ from path to mirror; give step",
    ],
    [
      "stops",
      growth,
      { scheme: sriw1, save: { times: "steps", stops: [0.5] } },
      "save.stops is given beside tolerance and noise, whose steps do not depend on what is saved; leave it out, or give maxStep",
    ],
  ])("%s", (_name, problem, changed, sentence) => {
    expect(() => solve(problem, { ...options, ...changed })).toThrow(new InputError(sentence));
  });

  it("no seed", () => {
    expect(() => solve(growth, { start: [1], to: 1, tolerance, scheme: sriw1 })).toThrow(/^seed is missing/);
    expect(
      solve(
        ode((_t, _x, out) => out.fill(0), [1]),
        { to: 1, tolerance, scheme: dormandPrince },
      ).outcome,
    ).toBe("finished");
  });
});

function plainStratonovich(): SdeProblem {
  return defineSde({
    dimension: 2,
    calculus: "stratonovich",
    noise: { kind: "general", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, x, out) => out.set([x[0], x[1], x[1], x[0]]),
  });
}

function withJacobian(problem: SdeProblem): SdeProblem {
  // ∂g_ij/∂x_k, k fastest.
  return defineSde({ ...problem, diffusionJacobian: (_t, _x, out) => out.set([1, 0, 0, 1, 0, 1, 1, 0]) });
}
