import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  createIncrement,
  defineSde,
  eulerMaruyama,
  type Field,
  milstein,
  type NamedProblem,
  namedProblem,
  type SdeDefinition,
  type SdeProblem,
  solve,
  strongOrder,
  toStratonovich,
} from "../../../sde/index.js";
import {
  changed,
  expectDeclaredOrder,
  hasDeclaredOrder,
  localOrder,
  measuredStrongOrder,
  oneStepMean,
  withLinearJacobian,
} from "../../kit/sde-order.js";

function stepped(problem: SdeProblem, h: number, x: readonly number[], dW: readonly number[]): number[] {
  const next = new Float64Array(problem.dimension);
  const w = { ...createIncrement(problem.sources, []), dW: Float64Array.from(dW) };
  milstein.prepare(problem)(0, h, Float64Array.from(x), w, next);
  return Array.from(next);
}

const drift: Field = (_t, x, out) => {
  out[0] = x[1];
  out[1] = -x[0];
};
const two = { dimension: 2, calculus: "ito", drift } as const;

describe("one step", () => {
  /** g = (x₀², 3x₁): at (2, 5) g = (4, 15), ∂ = (4, 3). */
  const diffusion: Field = (_t, x, out) => {
    out[0] = x[0] * x[0];
    out[1] = 3 * x[1];
  };
  const diffusionDerivative: Field = (_t, x, out) => {
    out[0] = 2 * x[0];
    out[1] = 3;
  };
  const diffusionJacobian: Field = (_t, x, out) => out.set([2 * x[0], 0, 0, 3]);
  const diagonal = { ...two, noise: { kind: "diagonal" }, diffusion } as const;
  const scalar = { ...two, noise: { kind: "scalar" }, diffusion, diffusionJacobian } as const;
  const [h, x] = [0.5, [2, 5]];

  it.each<[string, SdeDefinition]>([
    ["diffusionDerivative", { ...diagonal, diffusionDerivative }],
    ["diffusionJacobian", { ...diagonal, diffusionJacobian }],
  ])("diagonal noise, with %s: x + f h + g ΔW + ½ g g′ (ΔW² − h)", (_name, definition) => {
    expect(stepped(defineSde(definition), h, x, [3, -2])).toEqual([
      2 + 5 * 0.5 + 4 * 3 + 0.5 * 4 * 4 * (9 - 0.5),
      5 - 2 * 0.5 + 15 * -2 + 0.5 * 15 * 3 * (4 - 0.5),
    ]);
  });

  it("in the Stratonovich calculus h is not taken from ΔW²", () => {
    const problem = defineSde({ ...diagonal, diffusionDerivative, calculus: "stratonovich" });
    expect(stepped(problem, h, x, [3, -2])).toEqual([
      2 + 5 * 0.5 + 4 * 3 + 0.5 * 4 * 4 * 9,
      5 - 2 * 0.5 + 15 * -2 + 0.5 * 15 * 3 * 4,
    ]);
  });

  it("scalar noise: every coordinate's gradient along g", () => {
    expect(stepped(defineSde(scalar), h, x, [3])).toEqual([
      2 + 5 * 0.5 + 4 * 3 + 0.5 * 16 * (9 - 0.5),
      5 - 2 * 0.5 + 15 * 3 + 0.5 * 45 * (9 - 0.5),
    ]);
  });

  /** Two coordinates, three sources, nothing symmetric: ∂g_ik/∂x_j = 1 + i + 10k + 100j. */
  const partial = (i: number, k: number, j: number) => 1 + i + 10 * k + 100 * j;
  const matrix: Field = (_t, x, out) => {
    for (let i = 0; i < 2; i++)
      for (let k = 0; k < 3; k++) out[i * 3 + k] = partial(i, k, 0) * x[0] + partial(i, k, 1) * x[1];
  };
  const jacobian: Field = (_t, _x, out) => {
    for (let i = 0; i < 2; i++)
      for (let k = 0; k < 3; k++) for (let j = 0; j < 2; j++) out[(i * 3 + k) * 2 + j] = partial(i, k, j);
  };
  const general: SdeDefinition = {
    ...two,
    noise: { kind: "general", sources: 3 },
    diffusion: matrix,
    diffusionJacobian: jacobian,
  };

  it.each(["ito", "stratonovich"] as const)("general noise, %s: the double sum over sources", (calculus) => {
    const dW = [0.3, -0.7, 1.1];
    const g = new Float64Array(6);
    matrix(0, Float64Array.from(x), g);
    const expected = x.map((xi, i) => {
      let value = xi + [x[1], -x[0]][i] * h;
      for (let k = 0; k < 3; k++) {
        value += g[i * 3 + k] * dW[k];
        for (let l = 0; l < 3; l++)
          for (let j = 0; j < 2; j++) {
            const integral = 0.5 * (dW[k] * dW[l] - (k === l && calculus === "ito" ? h : 0));
            value += partial(i, k, j) * g[j * 3 + l] * integral;
          }
      }
      return value;
    });
    const actual = stepped(defineSde({ ...general, calculus }), h, x, dW);
    actual.forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 13);
    });
  });

  it("the matrix that says the same as diagonal noise takes the same step, to rounding", () => {
    const asMatrix = defineSde({
      ...two,
      noise: { kind: "general", sources: 2 },
      diffusion: (_t, x, out) => out.set([x[0] * x[0], 0, 0, 3 * x[1]]),
      diffusionJacobian: (_t, x, out) => out.set([2 * x[0], 0, 0, 0, 0, 0, 0, 3]),
    });
    expect(stepped(asMatrix, h, x, [3, -2])).toEqual(
      stepped(defineSde({ ...diagonal, diffusionDerivative }), h, x, [3, -2]),
    );
  });

  it("with additive noise is Euler–Maruyama's, bit for bit", () => {
    const { problem } = namedProblem("additive-matrix");
    const options = { to: 1, step: 0.1, seed: 1 };
    expect(solve(problem, { ...options, scheme: milstein }).state).toEqual(
      solve(problem, { ...options, scheme: eulerMaruyama }).state,
    );
  });
});

const linear = (name: string) => changed(name, withLinearJacobian);

/** tangent and hyperbolic-tangent-drift with one W for both. */
function sharedPair(): NamedProblem {
  const pair = namedProblem("diagonal-pair");
  const own = pair.problem.diffusionDerivative!;
  const derivative = new Float64Array(2);
  return {
    ...pair,
    problem: defineSde({
      ...pair.problem,
      noise: { kind: "scalar" },
      diffusionJacobian: (t, x, out) => {
        own(t, x, derivative);
        out.set([derivative[0], 0, 0, derivative[1]]);
      },
    }),
    exact: (t, start, path, out) =>
      pair.exact!(t, start, { ...path, W: Float64Array.of(path.W[0], path.W[0]) }, out),
  };
}

describe("strong convergence to the exact solution", () => {
  it.each<[string, NamedProblem, number]>([
    ["diagonal", namedProblem("geometric-brownian-motion"), 300],
    ["diagonal, nonlinear", namedProblem("hyperbolic-tangent-drift"), 1000],
    ["diagonal, two coordinates", namedProblem("diagonal-pair"), 500],
    ["scalar", linear("shared-noise"), 500],
    ["scalar, nonlinear", sharedPair(), 1000],
    ["general, commuting", linear("complex-noises"), 200],
    ["general, commuting, one coordinate", linear("two-noises"), 1000],
    ["general, not commuting", linear("levy-area"), 500],
    ["Stratonovich, nonlinear", namedProblem("hyperbolic-tangent-stratonovich"), 1000],
    ["Stratonovich, scalar", linear("kubo-oscillator"), 200],
  ])("%s noise: at the declared order", (_kind, entry, paths) => {
    expectDeclaredOrder(measuredStrongOrder(entry, milstein, paths));
  });

  it("declares order 1, and ½ for general noise that is not said to commute", () => {
    expect(milstein.strongOrder({ kind: "diagonal" })).toBe(1);
    expect(milstein.strongOrder({ kind: "general", sources: 2, commutative: true })).toBe(1);
    expect(milstein.strongOrder({ kind: "general", sources: 1 })).toBe(1);
    expect(milstein.strongOrder({ kind: "general", sources: 2 })).toBe(0.5);
  });

  it("without Lévy areas the error on dX₃ = X₁ dW₂ is √(Th/4), of which Euler–Maruyama's is √2 times", () => {
    const entry = linear("levy-area");
    for (const [scheme, exact] of [
      [milstein, 0.25],
      [eulerMaruyama, 0.5],
    ] as const)
      for (const { step, error, standardError } of strongOrder(entry, scheme, {
        levels: [4, 6],
        paths: 2000,
        seed: 2,
      }).levels)
        expect(Math.abs(error - Math.sqrt(exact * step))).toBeLessThan(4.5 * standardError);
  });

  const hyperbolic = "hyperbolic-tangent-drift";
  it.each<[string, NamedProblem]>([
    [
      "the correction's sign turned",
      changed(hyperbolic, (problem) =>
        defineSde({
          ...problem,
          diffusionDerivative: (t, x, out) => {
            problem.diffusionDerivative!(t, x, out);
            out[0] = -out[0];
          },
        }),
      ),
    ],
    [
      "an Itô equation read as Stratonovich",
      changed(hyperbolic, (problem) => defineSde({ ...problem, calculus: "stratonovich" })),
    ],
    [
      "the Jacobian's two coordinates transposed",
      changed("complex-noises", (problem) => {
        const sound = withLinearJacobian(problem);
        return defineSde({
          ...problem,
          diffusionJacobian: (t, x, out) => {
            sound.diffusionJacobian!(t, x, out);
            // ∂g_ik/∂x_j and ∂g_jk/∂x_i in each other's place, for i = 0 and j = 1.
            for (let k = 0; k < 2; k++)
              [out[2 * k + 1], out[2 * (2 + k)]] = [out[2 * (2 + k)], out[2 * k + 1]];
          },
        });
      }),
    ],
  ])("fails the same check with %s", (_name, entry) => {
    const measured = measuredStrongOrder(entry, milstein);
    expect(hasDeclaredOrder(measured)).toBe(false);
    expect(measured.order).toBeLessThan(0.75);
  });
});

describe("weak order 1: one step has the right moments up to O(h²)", () => {
  const x0 = 0.6;
  const mean = (problem: SdeProblem, h: number, power: number) =>
    oneStepMean(problem, milstein, [x0], h, (x) => x[0] ** power);

  it.each([1, 2, 3])("moment %i of a nonlinear equation: x^p + h L x^p", (p) => {
    const { problem } = namedProblem("hyperbolic-tangent-drift");
    const [f, g] = [new Float64Array(1), new Float64Array(1)];
    problem.drift!(0, Float64Array.of(x0), f);
    problem.diffusion!(0, Float64Array.of(x0), g);
    const generator = p * x0 ** (p - 1) * f[0] + 0.5 * p * (p - 1) * x0 ** (p - 2) * g[0] ** 2;
    for (const equation of [problem, toStratonovich(problem)]) {
      const order = localOrder((h) => mean(equation, h, p) - (x0 ** p + h * generator));
      expect(order).toBeGreaterThan(1.9);
    }
    const misread = defineSde({ ...problem, calculus: "stratonovich" });
    const wrong = localOrder((h) => mean(misread, h, p) - (x0 ** p + h * generator));
    expect(Math.abs(wrong - 1)).toBeLessThan(0.1);
  });

  it("geometric Brownian motion's second moment: x² ((1 + αh)² + β²h + ½β⁴h²) exactly", () => {
    const [alpha, beta, h] = [0.5, 0.4, 0.25];
    const { problem } = namedProblem("geometric-brownian-motion");
    const factor = (1 + alpha * h) ** 2 + beta ** 2 * h + 0.5 * beta ** 4 * h ** 2;
    expect(mean(problem, h, 2) / (x0 ** 2 * factor)).toBeCloseTo(1, 14);
  });

  it("general noise that does not commute: E |X|² of the linear equation", () => {
    const entry = linear("non-commuting-linear");
    const x = [0.8, -0.5];
    const order = localOrder(
      (h) =>
        oneStepMean(entry.problem, milstein, x, h, (y) => y[0] ** 2 + y[1] ** 2) - entry.meanSquare!(h, x, 0),
    );
    expect(Math.abs(order - 2)).toBeLessThan(0.1);
  });
});

describe("what it lacks is told", () => {
  const diffusion: Field = (_t, x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i % x.length];
  };
  const ones: Field = (_t, _x, out) => out.fill(1);
  const problem = (change: Partial<SdeDefinition>) =>
    defineSde({ ...two, diffusion, ...change } as SdeDefinition);
  const run = (given: SdeProblem) =>
    solve(given, { start: [1, 2], to: 1, step: 0.5, scheme: milstein, seed: 1 });

  it.each<[string, Partial<SdeDefinition>, string]>([
    ["diagonal noise without a derivative", { noise: { kind: "diagonal" } }, "diffusionDerivative"],
    ["scalar noise without a Jacobian", { noise: { kind: "scalar" } }, "diffusionJacobian"],
    [
      "scalar noise with the diagonal of one",
      { noise: { kind: "scalar" }, diffusionDerivative: ones },
      "diffusionJacobian",
    ],
    ["general noise", { noise: { kind: "general", sources: 2 } }, "diffusionJacobian"],
  ])("%s", (_name, change, missing) => {
    const sentence = `milstein needs derivatives of the diffusion: add ${missing}, or take milstein-derivative-free; schemes that fit are euler-maruyama, milstein-derivative-free`;
    expect(() => run(problem(change))).toThrow(InputError);
    expect(() => run(problem(change))).toThrow(sentence);
  });

  it("scalar noise in one dimension is content with diffusionDerivative", () => {
    const one = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "scalar" },
      drift: (_t, x, out) => out.set(x),
      diffusion: (_t, x, out) => out.set(x),
      diffusionDerivative: ones,
    });
    const diagonal = defineSde({ ...one, noise: { kind: "diagonal" } });
    expect(stepped(one, 0.5, [2], [3])).toEqual(stepped(diagonal, 0.5, [2], [3]));
  });
});
