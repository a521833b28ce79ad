import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  correlated,
  data,
  eigenvalues,
  gaussian,
  identity,
  leastSquares,
  type ProblemData,
  phaseRetrieval,
  problem,
  values,
  zero,
} from "../../../src/index.js";

describe("a data set with a clip", () => {
  const rows = [
    [1, 2],
    [3, 4],
    [5, 7],
    [2, 0],
  ];
  it("keeps it in the model and in the description", () => {
    const { model, description } = problem({
      covariance: data({ features: rows, labels: [1, 0, 3, -2] }),
      model: leastSquares({ clip: 0.1 }),
    });
    const g = new Float64Array(1);
    model.direction(Float64Array.of(5, 1), Float64Array.of(0), g);
    expect(g[0]).toBe(0.1);
    expect(description.model).toEqual({ kind: "least-squares", outputs: 1, clip: 0.1 });
  });
});

describe("a start from which the model never moves", () => {
  const parts = { dimension: 4, covariance: identity(), model: phaseRetrieval() };
  const sentence =
    /starts at zero, from where this phase-retrieval never moves; set problem.initial to kind correlated or gaussian/;
  it.each<[string, Partial<ProblemData>]>([
    ["by default", {}],
    ["by name", { initial: zero() }],
    ["by its norm", { initial: gaussian({ norm: 0 }) }],
    ["by its correlation's norm", { initial: correlated({ overlap: 0.5, norm: 0 }) }],
    ["by its values", { initial: values([0, 0, 0, 0]) }],
    [
      "by its overlaps",
      {
        overlaps: [
          [0, 0],
          [0, 1],
        ],
      },
    ],
  ])("is refused: zero %s", (_, changes) => {
    expect(() => problem({ ...parts, ...changes })).toThrow(InputError);
    expect(() => problem({ ...parts, ...changes })).toThrow(sentence);
  });
  it("is refused where the covariance sees nothing of it", () => {
    const changes = { covariance: eigenvalues([1, 1, 0, 0]), initial: values([0, 0, 1, 2]) };
    expect(() => problem({ ...parts, ...changes })).toThrow("zero in every direction the covariance sees");
  });
  it("is any other start's business no more, nor that of other models", () => {
    problem({ ...parts, initial: gaussian({ norm: 1e-200 }) });
    problem({ ...parts, initial: correlated({ overlap: 0 }) });
    problem({ ...parts, model: { kind: "logistic" } });
  });
});
