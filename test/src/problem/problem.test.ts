import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  correlated,
  eigenvalues,
  gaussian,
  identity,
  type ProblemData,
  phaseRetrieval,
  problem,
  values,
  zero,
} from "../../../src/index.js";

describe("a start from which the model never moves", () => {
  const parts = { dimension: 4, covariance: identity(), model: phaseRetrieval() };
  const sentence =
    /starts at zero, from where phase-retrieval never moves; set problem.initial to kind correlated or gaussian/;
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
