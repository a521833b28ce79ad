import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  committee,
  eigenvalues,
  gaussian,
  identity,
  type ProblemData,
  problem,
  values,
} from "../../../src/index.js";

describe("a start from which a committee never moves", () => {
  const parts = (activation: "erf" | "relu" | "square") => ({
    dimension: 3,
    covariance: identity(),
    model: committee({ activation, student: [1, 1], teacher: [1] }),
  });
  const zeros = new Array(3).fill([0, 0]);
  const overlaps = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 1],
  ];
  it.each<[string, Partial<ProblemData>]>([
    ["by default", {}],
    ["by its norm", { initial: gaussian({ norm: 0 }) }],
    ["by its values", { initial: values(zeros) }],
    ["by its overlaps", { overlaps }],
  ])("is refused for relu and square units: zero %s", (_, changes) => {
    for (const activation of ["relu", "square"] as const) {
      const start = () => problem({ ...parts(activation), ...changes });
      expect(start).toThrow(InputError);
      expect(start).toThrow(
        /starts at zero, from where this committee never moves; set problem.initial to kind/,
      );
    }
    problem({ ...parts("erf"), ...changes });
  });
  it("is refused where the covariance sees nothing of it", () => {
    const changes = { covariance: eigenvalues([1, 1, 0]), initial: values([...zeros.slice(0, 2), [1, 2]]) };
    expect(() => problem({ ...parts("square"), ...changes })).toThrow(
      "zero in every direction the covariance sees",
    );
  });
  it("is one only where every unit rests", () => {
    problem({
      ...parts("relu"),
      initial: values([
        [0, 0],
        [0, 0],
        [0, 1],
      ]),
    });
    problem({ ...parts("square"), initial: gaussian({ norm: 1e-100 }) });
  });
});
