import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { defineSde, namedProblem, type Scheme, type SdeDefinition } from "../../../sde/index.js";
import { schemes } from "../../../sde/schemes/all.js";
import { fittingSchemes, requireFit } from "../../../sde/schemes/fit.js";

const idle = () => {};
const problem = (change: Partial<SdeDefinition>) =>
  defineSde({ dimension: 2, calculus: "ito", drift: idle, diffusion: idle, ...change } as SdeDefinition);

describe("schemes that fit", () => {
  it.each<[string, Partial<SdeDefinition>, string[], string[]]>([
    [
      "additive noise, in either calculus",
      { noise: { kind: "additive" } },
      ["euler-maruyama", "milstein", "milstein-derivative-free", "heun", "midpoint", "euler-heun"],
      ["dormand-prince"],
    ],
    [
      "Itô, diagonal, without a derivative",
      { noise: { kind: "diagonal" } },
      ["euler-maruyama", "milstein-derivative-free"],
      ["milstein", "heun", "midpoint", "euler-heun"],
    ],
    [
      "Itô, diagonal, with a derivative",
      { noise: { kind: "diagonal" }, diffusionDerivative: idle },
      ["milstein"],
      ["heun"],
    ],
    [
      "Stratonovich, general, with a Jacobian",
      { calculus: "stratonovich", noise: { kind: "general", sources: 3 }, diffusionJacobian: idle },
      ["milstein", "heun", "midpoint", "euler-heun"],
      ["euler-maruyama", "milstein-derivative-free"],
    ],
    [
      "Itô, operator",
      { noise: { kind: "operator", sources: 3 }, applyNoise: idle },
      ["euler-maruyama"],
      ["milstein", "milstein-derivative-free", "heun"],
    ],
    [
      "Stratonovich, an operator's Euler step alone",
      { calculus: "stratonovich", noise: { kind: "operator", sources: 3 }, eulerStep: idle },
      ["heun", "midpoint"],
      ["euler-heun", "milstein"],
    ],
  ])("%s", (_name, change, fitting, others) => {
    const found = fittingSchemes(problem(change));
    expect(found).toEqual(expect.arrayContaining(fitting));
    for (const name of others) expect(found).not.toContain(name);
  });
});

it("a scheme that fits nothing is told so, with what converts", () => {
  const nowhere: Scheme = { ...schemes[0], name: "nowhere", calculus: [] };
  expect(() => requireFit(namedProblem("tangent").problem, nowhere)).toThrow(InputError);
  expect(() => requireFit(namedProblem("tangent").problem, nowhere)).toThrow("(toStratonovich converts it)");
});

it("every scheme is frozen, and names are told apart", () => {
  for (const scheme of schemes) expect(Object.isFrozen(scheme)).toBe(true);
  expect(new Set(schemes.map(({ name }) => name)).size).toBe(schemes.length);
});
