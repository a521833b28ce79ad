import { describe, expect, it } from "vitest";
import {
  createIncrement,
  defineSde,
  type Field,
  milsteinDerivativeFree,
  type NamedProblem,
  namedProblem,
  type Scheme,
  type SdeDefinition,
  type SdeProblem,
  solve,
} from "../../../sde/index.js";
import {
  changed,
  coarser,
  expectDeclaredOrder,
  hasDeclaredOrder,
  localOrder,
  measuredStrongOrder,
  oneStepMean,
} from "../../kit/sde-order.js";

function stepped(problem: SdeProblem, h: number, x: readonly number[], dW: readonly number[]): number[] {
  const next = new Float64Array(problem.dimension);
  const w = { ...createIncrement(problem.sources, []), dW: Float64Array.from(dW) };
  milsteinDerivativeFree.prepare(problem)(0, h, Float64Array.from(x), w, next);
  return Array.from(next);
}

const drift: Field = (_t, x, out) => {
  out[0] = x[1];
  out[1] = -x[0];
};
const two = { dimension: 2, calculus: "ito", drift } as const;

describe("one step", () => {
  /** At (2, 5), h = ¼: g = (4, 15), Y = (2 + 5/4 + 4/2, 5 − 2/4 + 15/2) = (5.25, 12), g(Y) = (27.5625, 36). */
  const diffusion: Field = (_t, x, out) => {
    out[0] = x[0] * x[0];
    out[1] = 3 * x[1];
  };
  const evaluate: SdeDefinition["evaluate"] = (t, x, f, g) => {
    drift(t, x, f);
    diffusion(t, x, g);
  };
  const joint = { dimension: 2, calculus: "ito", evaluate } as const;
  const byHand = (dW: readonly number[]) => [
    2 + 5 / 4 + 4 * dW[0] + (27.5625 - 4) * (dW[0] ** 2 - 1 / 4),
    5 - 2 / 4 + 15 * dW[1] + (36 - 15) * (dW[1] ** 2 - 1 / 4),
  ];

  it.each<[string, SdeDefinition, number[], number[]]>([
    ["diagonal", { ...two, diffusion, noise: { kind: "diagonal" } }, [3, -2], [3, -2]],
    ["scalar", { ...two, diffusion, noise: { kind: "scalar" } }, [3], [3, 3]],
    ["diagonal, joint form,", { ...joint, noise: { kind: "diagonal" } }, [3, -2], [3, -2]],
  ])("%s noise: x + f h + g ΔW + (g(Y) − g)(ΔW² − h)/(2√h)", (_kind, definition, dW, each) => {
    expect(stepped(defineSde(definition), 0.25, [2, 5], dW)).toEqual(byHand(each));
  });

  it("general noise: for g linear in x, Milstein's sum over pairs of sources", () => {
    const partial = (i: number, k: number, j: number) => 1 + i + 10 * k - 7 * j;
    const matrix: Field = (_t, x, out) => {
      for (let i = 0; i < 2; i++)
        for (let k = 0; k < 3; k++) out[i * 3 + k] = partial(i, k, 0) * x[0] + partial(i, k, 1) * x[1];
    };
    const problem = defineSde({ ...two, noise: { kind: "general", sources: 3 }, diffusion: matrix });
    const [h, x, dW] = [0.25, [2, 5], [0.3, -0.7, 1.1]];
    const g = new Float64Array(6);
    matrix(0, Float64Array.from(x), g);
    const expected = x.map((xi, i) => {
      let value = xi + [x[1], -x[0]][i] * h;
      for (let k = 0; k < 3; k++) {
        value += g[i * 3 + k] * dW[k];
        for (let l = 0; l < 3; l++)
          for (let j = 0; j < 2; j++)
            value += partial(i, k, j) * g[j * 3 + l] * 0.5 * (dW[k] * dW[l] - (k === l ? h : 0));
      }
      return value;
    });
    stepped(problem, h, x, dW).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 13);
    });
  });

  it("general noise from one source is scalar noise, bit for bit", () => {
    const scalar = defineSde({ ...two, diffusion, noise: { kind: "scalar" } });
    const general = defineSde({ ...two, diffusion, noise: { kind: "general", sources: 1 } });
    expect(stepped(general, 0.25, [2, 5], [3])).toEqual(stepped(scalar, 0.25, [2, 5], [3]));
  });
});

/** Diagonal noise written as a matrix: two sources that commute, and g not linear. */
const pairAsMatrix = changed("diagonal-pair", (problem) => {
  const g = new Float64Array(2);
  return defineSde({
    ...problem,
    noise: { kind: "general", sources: 2, commutative: true },
    diffusion: (t, x, out) => {
      problem.diffusion!(t, x, g);
      out.set([g[0], 0, 0, g[1]]);
    },
  });
});

describe("strong convergence to the exact solution", () => {
  it.each<[string, NamedProblem, number, (readonly [number, number])?]>([
    ["diagonal", namedProblem("geometric-brownian-motion"), 500],
    ["diagonal, nonlinear", namedProblem("diagonal-pair"), 1000],
    ["scalar", namedProblem("shared-noise"), 500],
    ["general, commuting", namedProblem("complex-noises"), 200],
    ["general, commuting, nonlinear", pairAsMatrix, 500],
    ["general, not commuting", namedProblem("levy-area"), 1000, coarser],
    ["additive", namedProblem("additive-matrix"), 200],
  ])("%s noise: at the declared order", (_kind, entry, paths, levels) => {
    expectDeclaredOrder(measuredStrongOrder(entry, milsteinDerivativeFree, paths, levels));
  });

  it("declares order 1, and ½ for general noise that is not said to commute; evaluates 2, or 2m + 1 times", () => {
    const { strongOrder, cost } = milsteinDerivativeFree;
    expect(strongOrder({ kind: "scalar" })).toBe(1);
    expect(strongOrder({ kind: "general", sources: 2, commutative: true })).toBe(1);
    expect(strongOrder({ kind: "general", sources: 2 })).toBe(0.5);
    expect(cost(5, { kind: "diagonal" }).diffusion).toBe(2);
    expect(cost(5, { kind: "general", sources: 5 }).diffusion).toBe(11);
    expect(cost(1, { kind: "additive" }).diffusion).toBe(1);
    expect(cost(5).diffusion).toBe(11);
  });

  it("evaluates as often as its cost says", () => {
    const counted = (name: string) => {
      let calls = 0;
      const { problem } = namedProblem(name);
      const counting = defineSde({
        ...problem,
        diffusion: (t, x, out) => {
          calls++;
          problem.diffusion!(t, x, out);
        },
      });
      stepped(
        counting,
        0.1,
        Array.from(problem.start!),
        Array.from({ length: problem.sources }, () => 0.1),
      );
      return [calls, milsteinDerivativeFree.cost(problem.sources, problem.noise).diffusion];
    };
    for (const name of ["diagonal-pair", "shared-noise", "complex-noises", "additive-matrix"]) {
      const [calls, declared] = counted(name);
      expect(calls).toBe(declared);
    }
  });

  /** The scheme with its increments turned round inside the correction: (h − ΔW²) for (ΔW² − h). */
  const turned: Scheme = {
    ...milsteinDerivativeFree,
    prepare: (problem) => {
      const sound = milsteinDerivativeFree.prepare(problem);
      const [f, g] = [new Float64Array(1), new Float64Array(1)];
      return (t, h, x, w, next) => {
        sound(t, h, x, w, next);
        problem.drift!(t, x, f);
        problem.diffusion!(t, x, g);
        const plain = x[0] + f[0] * h + g[0] * w.dW[0];
        next[0] = 2 * plain - next[0];
      };
    },
  };

  it("fails the same check with the correction's sign turned", () => {
    const measured = measuredStrongOrder(namedProblem("geometric-brownian-motion"), turned);
    expect(hasDeclaredOrder(measured)).toBe(false);
    expect(measured.order).toBeLessThan(0.75);
  });

  it("fails the same check where it claims that order though sources do not commute", () => {
    const claiming: Scheme = { ...milsteinDerivativeFree, strongOrder: () => 1 };
    expect(hasDeclaredOrder(measuredStrongOrder(namedProblem("levy-area"), claiming))).toBe(false);
  });
});

describe("weak order 1: one step has the right moments up to O(h²)", () => {
  it.each([1, 2, 3])("moment %i of a nonlinear equation: x^p + h L x^p", (p) => {
    const { problem } = namedProblem("hyperbolic-tangent-drift");
    const x0 = 0.6;
    const [f, g] = [new Float64Array(1), new Float64Array(1)];
    problem.drift!(0, Float64Array.of(x0), f);
    problem.diffusion!(0, Float64Array.of(x0), g);
    const generator = p * x0 ** (p - 1) * f[0] + 0.5 * p * (p - 1) * x0 ** (p - 2) * g[0] ** 2;
    const order = localOrder(
      (h) =>
        oneStepMean(problem, milsteinDerivativeFree, [x0], h, (x) => x[0] ** p) - (x0 ** p + h * generator),
    );
    expect(order).toBeGreaterThan(1.9);
  });

  it("general noise that does not commute: E |X|² of the linear equation", () => {
    const { problem, meanSquare } = namedProblem("non-commuting-linear");
    const x = [0.8, -0.5];
    const order = localOrder(
      (h) =>
        oneStepMean(problem, milsteinDerivativeFree, x, h, (y) => y[0] ** 2 + y[1] ** 2) -
        meanSquare!(h, x, 0),
    );
    expect(order).toBeGreaterThan(1.9);
  });
});

it("refuses the Stratonovich calculus, and says who takes it", () => {
  const { problem } = namedProblem("tangent-stratonovich");
  expect(() => solve(problem, { to: 1, step: 0.5, scheme: milsteinDerivativeFree, seed: 1 })).toThrow(
    /converges to the ito solution .* \(toIto converts it\); schemes that fit are milstein,.* heun/,
  );
});
