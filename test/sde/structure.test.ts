import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { coxIngersollRoss, defineSde, type SdeDefinition } from "../../sde/index.js";

const two = (part: Partial<SdeDefinition>) =>
  defineSde({ dimension: 2, noise: { kind: "none" }, drift: (_t, _x, out) => out.fill(0), ...part });
const one = (part: Partial<SdeDefinition>) =>
  defineSde({ dimension: 1, noise: { kind: "none" }, drift: (_t, _x, out) => out.fill(0), ...part });

describe("what a problem declares", () => {
  it("is kept as copies that nobody changes later", () => {
    const A = [1, 2, 3, 4];
    const indices = [1];
    const problem = two({ linearDrift: A, nonNegative: indices });
    A[0] = 9;
    indices[0] = 0;
    expect(Array.from(problem.linearDrift!)).toEqual([1, 2, 3, 4]);
    expect(problem.nonNegative).toEqual([1]);
    expect(Array.from(two({ linearDrift: Float64Array.of(1, 2) }).linearDrift!)).toEqual([1, 2]);
    expect(two({ nonNegative: true }).nonNegative).toBe(true);
    expect(Object.isFrozen(coxIngersollRoss({ speed: 1, mean: 1, volatility: 1 }).squareRootDiffusion)).toBe(
      true,
    );
  });

  it("is absent where nothing is declared", () => {
    for (const name of ["linearDrift", "nonNegative", "squareRootDiffusion"])
      expect(name in two({})).toBe(false);
  });

  const parameters = { speed: 1, mean: 1, volatility: 1 };
  it.each<[string, () => unknown, string]>([
    [
      "a matrix of another size",
      () => two({ linearDrift: [1, 2, 3] }),
      "linearDrift has 3 numbers; in dimension 2 give 4, row by row, or 2 for a diagonal matrix",
    ],
    [
      "a matrix that is not finite",
      () => two({ linearDrift: [1, Number.NaN] }),
      "linearDrift[1] is NaN; a matrix must be finite: give a number",
    ],
    [
      "an index out of range",
      () => two({ nonNegative: [0, 2] }),
      "nonNegative[1] is 2; give indices of coordinates from 0 to 1, or true for all",
    ],
    [
      "half an index",
      () => two({ nonNegative: [0.5] }),
      "nonNegative[0] is 0.5; give indices of coordinates from 0 to 1, or true for all",
    ],
    [
      "square-root parameters of two coordinates",
      () => two({ squareRootDiffusion: parameters }),
      "squareRootDiffusion is given for a ito problem of dimension 2; it describes an Itô equation in one dimension: make the problem with coxIngersollRoss",
    ],
    [
      "a negative volatility",
      () => one({ squareRootDiffusion: { ...parameters, volatility: -1 } }),
      "volatility is -1; a square-root diffusion needs a positive number there",
    ],
    [
      "a speed that is not a number",
      () => coxIngersollRoss({ ...parameters, speed: Number.NaN }),
      "speed is NaN; a square-root diffusion needs a positive number there",
    ],
    [
      "a negative start",
      () => coxIngersollRoss({ ...parameters, start: -0.1 }),
      "start is -0.1; a square-root diffusion lives on x ≥ 0: give a number of at least 0",
    ],
  ])("%s is refused", (_name, make, sentence) => {
    expect(make).toThrow(new InputError(sentence));
  });
});
