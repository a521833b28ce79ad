/** Losses of one's own that cannot be: one sentence each, the same from an experiment file and from the library. */
import { beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { planRun } from "../../../src/cli/plan.js";
import { parseExperiment } from "../../../src/experiment/index.js";
import {
  compare,
  constant,
  gaussian,
  loadFormulas,
  lossExpression,
  problem,
  simulate,
} from "../../../src/index.js";

type Options = Parameters<typeof lossExpression>[0];

beforeAll(loadFormulas);

const described = (model: Options) => ({
  dimension: 20,
  covariance: { kind: "identity" } as const,
  model: lossExpression(model),
  target: gaussian({ norm: 1 }),
  initial: gaussian({ norm: 0.5 }),
});

const planned = (model: Options) =>
  planRun(
    parseExperiment({
      problem: described(model),
      schedule: { kind: "constant", rate: 0.5 },
      horizon: 1,
      methods: ["ode"],
    }),
    undefined,
    () => 0,
  );
const simulated = async (model: Options) =>
  simulate(problem(described(model)), { method: "ode", schedule: constant(0.5), horizon: 1 });

const refused: [string, Options, string][] = [
  [
    "does not parse",
    { loss: "log(1+exp(x)" },
    'problem.model.loss, the formula "log(1+exp(x)", cannot be read at character 13 (parenthesis ) expected); correct it there.',
  ],
  [
    "has a direction that does not parse",
    { loss: "(x - y)^2", direction: "x -" },
    'problem.model.direction, the formula "x -", cannot be read at character 4 (unexpected end of expression); correct it there.',
  ],
  [
    "has one of several directions that does not parse",
    { loss: "x1*y1 + x2*y2", direction: ["y1", "y2 +* x1"] },
    'problem.model.direction[1], the formula "y2 +* x1", cannot be read at character 5 (value expected); correct it there.',
  ],
  [
    "uses an unknown name",
    { loss: "x - z" },
    'problem.model.loss, the formula "x - z", uses the unknown name "z" at character 5; known are x, y, noise, pi.',
  ],
  [
    "uses a constant by name",
    { loss: "x - 2*e" },
    'problem.model.loss, the formula "x - 2*e", uses the unknown name "e" at character 7; known are x, y, noise, pi (for the number e write exp(1)).',
  ],
  [
    "calls an unknown function",
    { loss: "relu(x) - y" },
    'problem.model.loss, the formula "relu(x) - y", calls the unknown function "relu" at character 1; known are abs, cos, erf, erfcx, exp, expm1, floor, log, log1p, logerfc, max, min, pow, sigmoid, sign, sin, softplus, sqrt, tanh.',
  ],
  [
    "calls what is no arithmetic",
    { loss: 'x + import("fs")' },
    'problem.model.loss, the formula "x + import("fs")", calls the unknown function "import" at character 5; known are abs,',
  ],
  [
    "calls what is no arithmetic, and has no x",
    { loss: 'import("fs")' },
    'problem.model.loss, the formula "import("fs")", calls the unknown function "import" at character 1; known are abs,',
  ],
  [
    "lacks an argument, and x",
    { loss: "abs()" },
    'problem.model.loss, the formula "abs()", calls abs with 0 at character 1, but it takes 1 argument; correct the call.',
  ],
  [
    "is a comparison",
    { loss: "x > y" },
    'problem.model.loss, the formula "x > y", has the comparison "x > y" where a number is expected; write x > y ? 1 : 0.',
  ],
  [
    "does not depend on x",
    { loss: "y^2" },
    'problem.model.loss is "y^2", which does not depend on x, the student\'s output; write a formula in x, or in x1, x2, … for several outputs.',
  ],
  [
    "leaves a number out",
    { loss: "x1 - x3" },
    "The formulas of problem.model have x3 but not x2; number them from x1 on without a gap.",
  ],
  [
    "numbers some names and others not",
    { loss: "x + x1" },
    "The formulas of problem.model have both x and x1; number all of them, x1 first, or none.",
  ],
  [
    "has too many directions",
    { loss: "(x - y)^2", direction: ["x", "y"] },
    "problem.model.direction has 2 formulas, but there must be one for each of x; write them, or leave direction out for the derivative of the loss.",
  ],
  [
    "has too few directions",
    { loss: "(x1 - x2)^2", direction: "x1 - x2" },
    "problem.model.direction has 1 formula, but there must be one for each of x1, x2; write them, or leave direction out for the derivative of the loss.",
  ],
  [
    "has noise that enters nowhere",
    { loss: "(x - y)^2", noiseStd: 0.5 },
    'problem.model.noiseStd is 0.5, but no formula has noise; write the noise where it enters, as in "0.5*(x - y - noise)^2", or leave noiseStd out.',
  ],
  [
    "has no mean: it grows too fast",
    { loss: "exp(x^2 + y^2)" },
    "The mean of this loss, or of its squared direction, does not settle where",
  ],
  [
    "has no mean: it has a pole",
    { loss: "1/(x - y)^2" },
    "The mean of this loss, or of its squared direction, does not settle where",
  ],
  [
    "has no mean of g²: its root is too steep",
    { loss: "abs(x)^0.4 - x*y" },
    "The mean of this loss, or of its squared direction, does not settle where",
  ],
  ["is no number somewhere", { loss: "log(x) - y" }, "This loss is NaN where the fields x are "],
  ["is infinite somewhere", { loss: "exp(exp(1e3*x)) + y" }, "This loss is Infinity where the fields x are "],
];

describe.each(refused)("a loss that %s", (_what, model, sentence) => {
  test.each([
    ["a file", planned],
    ["the library", simulated],
  ])("is refused from %s", async (_door, run) => {
    const failure = await run(model).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InputError);
    const { message } = failure as InputError;
    expect(message).toContain(sentence);
    expect(message).toMatch(/^[^\n]*\.$/);
  });
});

describe("what looks odd and is accepted", () => {
  test.each<Options>([
    { loss: "log(abs(x - y) + 1)" },
    { loss: "(x - y)^2", direction: "x - y - noise", noiseStd: 0.1 },
    { loss: "x*(0.1*x - y)", clip: 0.5 },
    { loss: "0.5*(x1 - y1)^2 + 0.1*x2^2" },
  ])("$loss", async (model) => {
    expect((await planned(model)).methods).toHaveLength(1);
    expect((await simulated(model)).outcome).toBe("finished");
  });
});

describe("a loss that bends along a curve", () => {
  const bent = (factor: number) =>
    compare(problem(described({ loss: `0.5*(x - y)^2 + ${factor}*abs(x^2 + y^2 - 1)` })), {
      methods: ["ode"],
      schedule: constant(0.5),
      horizon: 0.001,
      save: { points: 2 },
    });
  test("runs with a warning that says how much is lost", async () => {
    const { warnings } = await bent(0.05);
    expect(warnings.map(({ code }) => code)).toEqual(["quadrature"]);
    expect(warnings[0].message).toMatch(/integrated here to about 0\.00\d+ of their size, above 0\.000001:/);
  });
  test("and without one where it is not bent (negative control)", async () => {
    expect((await bent(0)).warnings).toEqual([]);
  });
});
