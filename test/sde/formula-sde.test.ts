import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { prepareDirectional } from "../../sde/differences.js";
import {
  type Field,
  type FormulaSde,
  formulaSde,
  formulaSdeSync,
  loadFormulas,
  milstein,
  namedProblem,
  type SdeProblem,
  solve,
} from "../../sde/index.js";
import { expectDeclaredOrder, measuredStrongOrder } from "../kit/sde-order.js";

beforeAll(loadFormulas);

const written = (field: Field, size: number, x: readonly number[], t = 0): number[] => {
  const out = new Float64Array(size).fill(Number.NaN);
  field(t, Float64Array.from(x), out);
  return Array.from(out);
};

const tangent: FormulaSde = {
  calculus: "ito",
  drift: "-p^2*sin(x)*cos(x)^3",
  diffusion: "p*cos(x)^2",
  parameters: { p: 0.8 },
  start: [0.5],
};
const hunt: FormulaSde = {
  calculus: "ito",
  variables: ["prey", "predator"],
  drift: ["prey*(a - b*predator)", "predator*(b*prey - c) + t"],
  diffusion: ["s*prey", "s*sqrt(predator)"],
  parameters: { a: 1, b: 0.5, c: 0.8, s: 0.1 },
};

describe("a problem from text", () => {
  it("takes the path of the one written by hand", async () => {
    const fromText = await formulaSde(tangent);
    const byHand = namedProblem("tangent").problem;
    const options = { to: 1, step: 0.01, scheme: milstein, seed: 1 };
    const paths = [fromText, byHand].map((problem) => solve(problem, options).state[0]);
    expect(paths[0] / paths[1]).toBeCloseTo(1, 13);
  });

  it("has what Milstein needs: strong order 1 to the exact solution", async () => {
    const entry = { ...namedProblem("hyperbolic-tangent-drift") };
    const problem = await formulaSde({
      calculus: "ito",
      drift: "-(a + b^2*x)*(1 - x^2)",
      diffusion: "b*(1 - x^2)",
      parameters: { a: 0.8, b: 0.7 },
      start: [0.3],
    });
    expectDeclaredOrder(measuredStrongOrder({ ...entry, problem }, milstein, 1000));
  });

  it("several coordinates by name, with t and parameters", () => {
    const problem = formulaSdeSync(hunt);
    expect(problem.dimension).toBe(2);
    expect(problem.noise).toEqual({ kind: "diagonal" });
    expect(written(problem.drift!, 2, [2, 4], 3)).toEqual([2 * (1 - 0.5 * 4), 4 * (0.5 * 2 - 0.8) + 3]);
    expect(written(problem.diffusion!, 2, [2, 4])).toEqual([0.1 * 2, 0.1 * 2]);
    expect(written(problem.diffusionDerivative!, 2, [2, 4])).toEqual([0.1, 0.1 / 4]);
  });

  it("or by x1, x2, …", () => {
    const problem = formulaSdeSync({ drift: ["x2", "-x1", "x3"] });
    expect(written(problem.drift!, 3, [2, 3, 5])).toEqual([3, -2, 5]);
    expect(problem.noise).toEqual({ kind: "none" });
  });

  it("rows are a matrix: out[i*m + k]", () => {
    const problem = formulaSdeSync({
      calculus: "ito",
      drift: ["0", "0"],
      diffusion: [
        ["x1", "2", "x1*x2"],
        ["0", "x2^2", "1"],
      ],
    });
    expect(problem.noise).toEqual({ kind: "general", sources: 3 });
    expect(written(problem.diffusion!, 6, [3, 5])).toEqual([3, 2, 15, 0, 25, 1]);
    // Row q, coordinate j: ∂g_q/∂x_j.
    expect(written(problem.diffusionJacobian!, 12, [3, 5])).toEqual([1, 0, 0, 0, 5, 3, 0, 0, 0, 10, 0, 0]);
  });
});

describe("derivatives are the difference quotients'", () => {
  const check = (problem: SdeProblem, field: Field, jacobian: Field, size: number, x: readonly number[]) => {
    const d = problem.dimension;
    const J = written(jacobian, size * d, x, 0.3);
    const along = prepareDirectional(d, size, field);
    const out = new Float64Array(size);
    for (let j = 0; j < d; j++) {
      along(
        0.3,
        Float64Array.from(x),
        Float64Array.from({ length: d }, (_, k) => (k === j ? 1 : 0)),
        out,
      );
      for (let q = 0; q < size; q++) expect(Math.abs(J[q * d + j] - out[q])).toBeLessThan(1e-8);
    }
  };

  it.each<[string, FormulaSde, number[]]>([
    ["one dimension", tangent, [0.7]],
    ["two coordinates", hunt, [2, 4]],
    ["scalar", { ...hunt, noise: { kind: "scalar" } }, [2, 4]],
    [
      "general",
      {
        calculus: "stratonovich",
        drift: ["sin(x1*x2)", "exp(-x3)*t", "x1^2/x2"],
        diffusion: [
          ["x1*x2", "erf(x3)"],
          ["tanh(x1 - x3)", "0"],
          ["log1p(x2)", "abs(x1)*max(x2, x3)"],
        ],
      },
      [0.4, 1.3, -0.6],
    ],
  ])("%s", (_name, equation, x) => {
    const problem = formulaSdeSync(equation);
    check(problem, problem.drift!, problem.driftJacobian!, problem.dimension, x);
    check(problem, problem.diffusion!, problem.diffusionJacobian!, problem.diffusionSize, x);
    if (problem.noise.kind === "diagonal") {
      const { dimension: d } = problem;
      const J = written(problem.diffusionJacobian!, d * d, x);
      expect(written(problem.diffusionDerivative!, d, x)).toEqual(x.map((_, i) => J[i * d + i]));
    }
  });
});

describe("the kind of noise", () => {
  const two = { calculus: "ito", drift: ["x1", "x2"] } as const;
  it.each<[string, FormulaSde, object]>([
    ["one formula a coordinate is diagonal", { ...two, diffusion: ["x1", "1"] }, { kind: "diagonal" }],
    ["or additive where none moves", { ...two, diffusion: ["2 + t", "1"] }, { kind: "additive" }],
    [
      "or said to be scalar",
      { ...two, diffusion: ["x1", "1"], noise: { kind: "scalar" } },
      { kind: "scalar" },
    ],
    [
      "or said to be diagonal",
      { ...two, diffusion: ["1", "1"], noise: { kind: "diagonal" } },
      { kind: "diagonal" },
    ],
    ["rows are general", { ...two, diffusion: [["x1"], ["1"]] }, { kind: "general", sources: 1 }],
    [
      "or additive where none moves",
      {
        ...two,
        diffusion: [
          ["1", "2"],
          ["3", "t"],
        ],
      },
      { kind: "additive", sources: 2 },
    ],
    [
      "and may be said to commute",
      {
        ...two,
        diffusion: [
          ["x1", "2*x1"],
          ["x2", "x2"],
        ],
        noise: { kind: "general", commutative: true },
      },
      { kind: "general", sources: 2, commutative: true },
    ],
    ["nothing is none", { drift: "x" }, { kind: "none" }],
  ])("%s", (_name, equation, noise) => {
    expect(formulaSdeSync(equation).noise).toEqual(noise);
  });

  it("a parameter that makes it vanish does not make it move", () => {
    expect(
      formulaSdeSync({ calculus: "ito", drift: "-x", diffusion: "sigma", parameters: { sigma: 0 } }).noise,
    ).toEqual({ kind: "additive" });
  });
});

describe("what is wrong is told in a sentence", () => {
  const gbm: FormulaSde = { calculus: "ito", drift: "a*x", diffusion: "b*x", parameters: { a: 1, b: 2 } };
  it.each<[string, object, string]>([
    [
      "a parameter without a value",
      { parameters: { a: 1 } },
      'diffusion[0], the formula "b*x", uses the unknown name "b" at character 1; known are t, x, a, pi; give its value in parameters.',
    ],
    [
      "a parameter that nothing uses",
      { parameters: { a: 1, b: 2, kappa: 3 } },
      "parameters.kappa is given and no formula uses it; take it out, or correct the formulas",
    ],
    [
      "a parameter that is no number",
      { parameters: { a: 1, b: Number.NaN } },
      "parameters.b is NaN; it must be a finite number",
    ],
    [
      "a formula that cannot be read",
      { drift: "a*(x" },
      'drift[0], the formula "a*(x", cannot be read at character 5 (parenthesis ) expected); correct it there.',
    ],
    ["more than arithmetic", { drift: "a*x; b" }, "contains more than one expression;"],
    [
      "a number for a text",
      { drift: 3 },
      "drift is no formula; give a text, or an array of one text per coordinate",
    ],
    [
      "a number among texts",
      { drift: ["a*x1", 3], diffusion: ["b", "b"] },
      "drift[1] is 3; give a formula as text",
    ],
    ["no formula", { drift: [] }, "drift is no formula"],
    [
      "too few formulas",
      { drift: ["a*x1", "x2"], diffusion: "b" },
      "diffusion has 1 formulas and drift 2; give one per coordinate",
    ],
    [
      "too many rows",
      { diffusion: [["b"], ["b"]] },
      "diffusion has 2 rows and drift 1; give one per coordinate",
    ],
    [
      "uneven rows",
      { drift: ["a*x1", "x2"], diffusion: [["b", "1"], ["1"]] },
      "diffusion[1] is not a row as the first one; give every coordinate a row with a formula for each source",
    ],
    [
      "too few names",
      { drift: ["a*x", "y"], variables: ["x"], diffusion: ["b", "b"] },
      "variables has 1 names and drift 2 formulas; give one name per coordinate",
    ],
    [
      "time as a coordinate",
      { variables: ["t"] },
      'the name "t" stands for two things (t is the time); rename one of them',
    ],
    ["a name for two things", { variables: ["a"] }, 'the name "a" stands for two things; rename one of them'],
    ["a function as a name", { variables: ["exp"] }, '"exp" cannot be a name in a formula'],
    [
      "noise without formulas",
      { diffusion: undefined, noise: { kind: "diagonal" }, parameters: { a: 1 } },
      "diffusion is missing; diagonal noise needs it: give its formulas",
    ],
    [
      "an operator",
      { noise: { kind: "operator" } },
      'noise.kind is "operator" and diffusion comes as one formula per coordinate; that form is diagonal or scalar or additive',
    ],
    [
      "general noise without rows",
      { noise: { kind: "general" } },
      'noise.kind is "general" and diffusion comes as one formula per coordinate',
    ],
    [
      "a matrix for diagonal noise",
      { diffusion: [["b*x"]], noise: { kind: "diagonal" } },
      'noise.kind is "diagonal" and diffusion comes in rows; that form is general or additive',
    ],
    [
      "sources that the rows do not have",
      { diffusion: [["b*x"]], noise: { kind: "general", sources: 2 } },
      "noise.sources is 2 and diffusion has rows of 1; leave sources out, for the formulas say it",
    ],
    [
      "additive noise that moves",
      { noise: { kind: "additive" } },
      'diffusion[0] depends on the state and noise.kind is "additive"; leave noise out, or take x out of the formula',
    ],
    ["no calculus", { calculus: undefined }, "calculus is missing"],
  ])("%s", (_name, change, sentence) => {
    const equation = Object.fromEntries(
      Object.entries({ ...gbm, ...change }).filter(([, value]) => value !== undefined),
    ) as unknown as FormulaSde;
    expect(() => formulaSdeSync(equation)).toThrow(InputError);
    expect(() => formulaSdeSync(equation)).toThrow(sentence);
  });

  it("the square root of a negative number at the start", async () => {
    const rates = await formulaSde({ calculus: "ito", drift: "1 - x", diffusion: "sqrt(x)" });
    expect(() => solve(rates, { start: [-1], to: 1, step: 0.1, scheme: milstein, seed: 1 })).toThrow(
      "diffusion writes NaN into out[0] at the start, t = 0 and x = -1 (the square root of a negative variance is NaN)",
    );
  });
});
