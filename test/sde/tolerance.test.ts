import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  defineSde,
  dormandPrince,
  ensemble,
  ensembleAsync,
  milstein,
  moments,
  pairedEnsemble,
  type Scheme,
  type SdeProblem,
  solve,
  sriw1,
  type Tolerance,
} from "../../sde/index.js";
import { geometricBrownian, ode } from "../kit/sde-problems.js";

const growth = defineSde({ ...geometricBrownian(0.3, 1), diffusionDerivative: (_t, _x, out) => out.fill(1) });
const oscillator = ode((_t, x, out) => out.set([x[1], -x[0]]), [1, 0]);

const settings: readonly (readonly [string, SdeProblem, Scheme])[] = [
  ["without noise", oscillator, dormandPrince],
  ["on a Brownian path, with an estimate", growth, sriw1],
  ["on a Brownian path, doubled", growth, milstein],
];

describe.each(settings)("limits of steps of controlled length %s", (_name, problem, scheme) => {
  const run = (tolerance: Tolerance) =>
    solve(problem, {
      ...(problem === growth && { start: [1] }),
      to: 4,
      scheme,
      seed: 1,
      tolerance,
      save: { times: "steps" },
    });
  const lengths = ({ times }: { times: Float64Array }) =>
    Array.from(times.subarray(1), (t, i) => t - times[i]);

  it("no step is longer than maxStep", () => {
    const { outcome, times } = run({ relative: 0.1, maxStep: 0.0625 });
    expect(outcome).toBe("finished");
    // The last may be stretched by a hundredth, so as not to leave a sliver.
    expect(Math.max(...lengths({ times }))).toBeLessThanOrEqual(0.0625 * 1.01);
    expect(times.length).toBeGreaterThan(64);
  });

  it("firstStep is the first one tried", () => {
    const { times } = run({ relative: 0.1, firstStep: 2 ** -10 });
    expect(times[1]).toBe(2 ** -10);
  });

  it("a run that needs shorter steps than minStep ends there", () => {
    const ended = run({ relative: 1e-12, minStep: 0.25, firstStep: 0.5 });
    expect(ended).toMatchObject({ outcome: "diverged", reason: "step-too-small" });
    expect(ended.time).toBeLessThan(4);
    expect(Array.from(ended.state).every(Number.isFinite)).toBe(true);
    expect(Math.min(4, ...lengths(ended))).toBeGreaterThanOrEqual(0.25);
  });

  it("a run that needs more steps than maxSteps is unfinished, and says where", () => {
    const { times, values, width } = run({ relative: 1e-4 });
    const ended = run({ relative: 1e-4, maxSteps: 7 });
    expect(ended).toMatchObject({ outcome: "unfinished", reason: "too-many-steps" });
    expect(ended.steps + ended.rejected).toBe(7);
    expect(ended.steps).toBeGreaterThan(0);
    // As far as it went, it went the same way.
    expect(ended.time).toBe(times[ended.steps]);
    expect(ended.state).toEqual(values.slice(ended.steps * width, (ended.steps + 1) * width));
    expect(ended.times).toEqual(times.slice(0, ended.steps + 1));
  });
});

describe("what leaves the finite numbers along a Brownian path", () => {
  it("is an outcome, with time and state", () => {
    // dX = X³ dt + X dW explodes before t = 5 from 2, whatever W.
    const explosive = defineSde({ ...growth, drift: (_t, x, out) => out.set([x[0] ** 3]) });
    const run = solve(explosive, {
      start: [2],
      to: 5,
      scheme: sriw1,
      seed: 1,
      tolerance: { relative: 1e-2 },
    });
    expect(run.outcome).toBe("diverged");
    expect(["not-finite", "step-too-small"]).toContain(run.reason);
    expect(run.time).toBeGreaterThan(0);
    expect(run.time).toBeLessThan(2);
    expect(run.state[0]).toBeGreaterThan(100);
  });
});

describe("ensembles of such runs", () => {
  const options = {
    start: [1],
    to: 1,
    scheme: sriw1,
    seed: 4,
    tolerance: { relative: 1e-2 },
    paths: 2000,
    save: { of: (_t: number, x: Float64Array) => Math.log(x[0]) },
    reduce: moments(),
  };

  it("have the moments of the law: log X_1 is normal with mean α − β²/2", () => {
    const { mean, standardError, diverged } = ensemble(growth, options);
    expect(diverged).toBe(0);
    expect(Math.abs(mean[0] - (0.3 - 0.5))).toBeLessThan(4 * standardError[0]);
  });

  it("are path by path what solve gives, in one part or several", async () => {
    const values: number[] = [];
    const reduce = {
      create: () => ({
        push: (row: Float64Array) => void values.push(row[0]),
        merge: () => {},
        result: () => ({}),
      }),
    };
    await ensembleAsync(growth, { ...options, paths: 5, firstPath: 3, reduce });
    const { paths: _paths, reduce: _reduce, ...one } = options;
    expect(values).toEqual([3, 4, 5, 6, 7].map((path) => solve(growth, { ...one, path }).values[0]));
  });

  it("count the paths that ran out of steps among those that did not finish", () => {
    const { diverged, divergences } = ensemble(growth, {
      ...options,
      tolerance: { relative: 1e-2, maxSteps: 1 },
      paths: 64,
    });
    expect(diverged).toBe(64);
    expect(divergences[0].time).toBeLessThan(1);
  });

  it("share paths between problems", () => {
    const slower = defineSde({ ...growth, drift: (_t, x, out) => out.set([0.1 * x[0]]) });
    const { difference } = pairedEnsemble([growth, slower], { ...options, paths: 200 });
    // log X differs by (0.3 − 0.1) t, up to the errors of the steps: the noise is the same.
    expect(Math.abs(Math.abs(difference.mean[0]) - 0.2)).toBeLessThan(0.01);
    expect(difference.standardError[0]).toBeLessThan(0.001);
  });

  it("are refused steps to save, which differ from path to path", () => {
    expect(() => ensemble(growth, { ...options, save: { times: "steps" } })).toThrow(
      new InputError(
        'save.times is "steps" beside tolerance, whose steps differ from path to path; give the times to save',
      ),
    );
  });
});

describe("what is no tolerance is refused in a sentence", () => {
  it.each<[Tolerance, string]>([
    [{ relative: 0 }, "tolerance is { relative: 0, absolute: 0 }; both must be at least 0 and one positive"],
    [
      { relative: -1, absolute: 1 },
      "tolerance is { relative: -1, absolute: 1 }; both must be at least 0 and one positive",
    ],
    [
      { relative: Number.NaN },
      "tolerance is { relative: NaN, absolute: 0 }; both must be at least 0 and one positive",
    ],
    [{ relative: 1, firstStep: 0 }, "tolerance.firstStep is 0; it must be a positive number"],
    [
      { relative: 1, minStep: 2, maxStep: 1 },
      "tolerance has minStep 2 and maxStep 1; the one must be at least 0 and the other positive and no less",
    ],
    [
      { relative: 1, maxStep: 0 },
      "tolerance has minStep 0 and maxStep 0; the one must be at least 0 and the other positive and no less",
    ],
    [{ relative: 1, maxSteps: 0.5 }, "tolerance.maxSteps is 0.5; it must be a whole number of at least 1"],
  ])("%j", (tolerance, sentence) => {
    expect(() => solve(oscillator, { to: 1, scheme: dormandPrince, tolerance })).toThrow(
      new InputError(sentence),
    );
  });
});
