import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  defineSde,
  ensemble,
  eulerMaruyama,
  firstPassage,
  moments,
  pairedEnsemble,
  type SdeProblem,
} from "../../sde/index.js";
import { geometricBrownian, ode } from "../kit/sde-problems.js";

const options = { start: [1], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 3, paths: 1000 };
const [one, two] = [geometricBrownian(0.12, 0.3), geometricBrownian(0.1, 0.3)];
const mean = (alpha: number) => (1 + alpha / 10) ** 10;
const covariance = (a1: number, a2: number, b1: number, b2: number) =>
  ((1 + a1 / 10) * (1 + a2 / 10) + (b1 * b2) / 10) ** 10 - mean(a1) * mean(a2);

describe("two problems on the same paths", () => {
  const paired = pairedEnsemble([one, two], { ...options, reduce: moments() });

  it("each are their own ensemble, bit for bit", () => {
    expect(ensemble(one, { ...options, reduce: moments() })).toMatchObject(paired.first);
    expect(ensemble(two, { ...options, reduce: moments() })).toMatchObject(paired.second);
    expect([paired.paths, paired.width, paired.diverged]).toEqual([1000, 1, 0]);
  });

  it("differ by their means, with the variance that the covariance leaves", () => {
    const { mean: difference, standardError, variance } = paired.difference;
    expect(Math.abs(difference[0] - (mean(0.12) - mean(0.1))) / standardError[0]).toBeLessThan(4.5);
    const exact =
      covariance(0.12, 0.12, 0.3, 0.3) + covariance(0.1, 0.1, 0.3, 0.3) - 2 * covariance(0.12, 0.1, 0.3, 0.3);
    // A lognormal's tail: the sample variance scatters by about ten percent.
    expect(variance[0] / exact).toBeGreaterThan(0.6);
    expect(variance[0] / exact).toBeLessThan(1.6);
    // On paths of their own the difference is 50 times as uncertain, and more.
    const apart = ensemble(two, { ...options, seed: 4, reduce: moments() });
    const independent = Math.hypot(paired.first.standardError[0], apart.standardError[0]);
    expect(independent / standardError[0]).toBeGreaterThan(50);
  });

  it("go in antithetic pairs as well", () => {
    const pairs = pairedEnsemble([one, two], { ...options, antithetic: true, reduce: moments() });
    expect(ensemble(one, { ...options, antithetic: true, reduce: moments() })).toMatchObject(pairs.first);
    expect(pairs.difference.standardError[0]).toBeLessThan(paired.difference.standardError[0]);
  });

  it("a path lost by one is lost to the difference", () => {
    const guard = { every: 0.1, diverged: (_t: number, x: Float64Array) => x[0] > 1.3 };
    const { first, second, difference, diverged } = pairedEnsemble([one, two], {
      ...options,
      guard,
      reduce: moments(),
    });
    expect(difference.alive[0]).toBe(1000 - diverged);
    expect(diverged).toBeGreaterThanOrEqual(1000 - Math.min(first.alive[0], second.alive[0]));
  });

  it("has no passages of its own to tell: the difference is of no one path", () => {
    const asked = { ...options, events: { up: { level: 1.2 } }, reduce: firstPassage({ event: "up" }) };
    expect(() => pairedEnsemble([one, two], asked)).toThrow("the path was watched for none");
  });

  const plane = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "scalar" },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, _x, out) => out.fill(1),
    start: [0, 0],
  });
  const { start: _start, ...startless } = options;
  it.each<[string, [SdeProblem, SdeProblem], object, string]>([
    [
      "other sources of noise",
      [one, ode((_t, _x, out) => out.fill(0), [1])],
      options,
      "the problems have 1 and 0 sources of noise; give two that can share their Brownian paths",
    ],
    [
      "other numbers saved",
      [defineSde({ ...one, start: [1] }), plane],
      startless,
      "the problems save 1 and 2 numbers; save a function of as many for both",
    ],
    [
      "an odd number of antithetic paths",
      [one, two],
      { ...options, antithetic: true, paths: 7 },
      "paths is 7, and antithetic ones come in pairs; give an even number",
    ],
  ])("%s are refused", (_name, problems, given, sentence) => {
    const asked = { ...options, ...given, reduce: moments() };
    if (given === startless) Reflect.deleteProperty(asked, "start");
    expect(() => pairedEnsemble(problems, asked)).toThrow(new InputError(sentence));
  });
});
