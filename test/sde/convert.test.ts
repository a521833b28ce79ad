import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  catalogue,
  defineSde,
  eulerMaruyama,
  type Field,
  heun,
  type NamedProblem,
  namedProblem,
  type Scheme,
  type SdeDefinition,
  type SdeProblem,
  solve,
  strongOrder,
  toIto,
  toStratonovich,
} from "../../sde/index.js";
import { withLinearJacobian } from "../kit/sde-order.js";

const driftAt = (problem: SdeProblem, x: ArrayLike<number>, t = 0.3): number[] => {
  const out = new Float64Array(problem.dimension);
  problem.drift!(t, Float64Array.from(x), out);
  return Array.from(out);
};

/** Without the callbacks named. */
const without = (problem: SdeProblem, ...names: (keyof SdeDefinition)[]): SdeProblem =>
  defineSde(
    Object.fromEntries(
      Object.entries(problem).filter(([name]) => !names.some((n) => n === name)),
    ) as unknown as SdeDefinition,
  );

const expectClose = (actual: readonly number[], expected: readonly number[], tolerance: number) =>
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance * (1 + Math.abs(expected[i])));
  });

/** ½ Σ_k Σ_j g_jk ∂_j g_ik by hand at x. */
const corrections: [string, SdeProblem, (x: readonly number[]) => number[]][] = [
  [
    "geometric Brownian motion: ½ β² x",
    namedProblem("geometric-brownian-motion").problem,
    ([x]) => [0.5 * 0.16 * x],
  ],
  [
    "two coordinates that share a source: ½ b_i² x_i",
    namedProblem("shared-noise").problem,
    ([x, y]) => [0.5 * 0.09 * x, 0.5 * 0.25 * y],
  ],
  [
    "two sources on one coordinate: ½ (b₁² + b₂²) x",
    namedProblem("two-noises").problem,
    ([x]) => [0.5 * (0.09 + 0.16) * x],
  ],
  [
    "non-commuting linear noise: ½ (P² + Q²) b² x = b² x",
    namedProblem("non-commuting-linear").problem,
    ([x, y]) => [0.25 * x, 0.25 * y],
  ],
  ["the Lévy system: none", namedProblem("levy-area").problem, () => [0, 0, 0]],
];
const point = [0.7, -0.4, 0.2];

describe("the drift of the other calculus", () => {
  it.each(corrections)("%s, by differences to 10⁻⁹", (_name, given, correction) => {
    const problem = without(given, "diffusionDerivative");
    const x = point.slice(0, problem.dimension);
    const c = correction(x);
    expectClose(
      driftAt(toStratonovich(problem), x),
      driftAt(problem, x).map((f, i) => f - c[i]),
      1e-9,
    );
    const stratonovich = defineSde({ ...problem, calculus: "stratonovich" });
    expectClose(
      driftAt(toIto(stratonovich), x),
      driftAt(problem, x).map((f, i) => f + c[i]),
      1e-9,
    );
  });

  it.each(corrections)("%s, with the Jacobian to rounding", (_name, given, correction) => {
    const problem = withLinearJacobian(without(given, "diffusionDerivative"));
    const x = point.slice(0, problem.dimension);
    const c = correction(x);
    expectClose(
      driftAt(toStratonovich(problem), x),
      driftAt(problem, x).map((f, i) => f - c[i]),
      1e-15,
    );
  });

  it("with diffusionDerivative: the catalogue's pairs in both calculi", () => {
    expectClose(
      driftAt(toStratonovich(namedProblem("tangent").problem), [0.7]),
      driftAt(namedProblem("tangent-stratonovich").problem, [0.7]),
      1e-15,
    );
    expectClose(
      driftAt(toIto(namedProblem("hyperbolic-tangent-stratonovich").problem), [0.7]),
      driftAt(namedProblem("hyperbolic-tangent-drift").problem, [0.7]),
      1e-15,
    );
  });

  it("diagonal noise whose numbers depend on other coordinates: each along its own alone", () => {
    const coupled = defineSde({
      dimension: 2,
      calculus: "stratonovich",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, [x, y], out) => {
        out[0] = x * y;
        out[1] = x * x * y;
      },
    });
    // ½ g ∂g: ½ xy · y and ½ x²y · x².
    const [x, y] = [0.7, -0.4];
    expectClose(driftAt(toIto(coupled), [x, y]), [0.5 * x * y * y, 0.5 * x ** 4 * y], 1e-9);
  });

  it("a Jacobian with its two coordinates transposed gives another drift (negative control)", () => {
    const sound = withLinearJacobian(namedProblem("complex-noises").problem);
    const transposed = defineSde({
      ...sound,
      diffusionJacobian: (t, x, out) => {
        const J = new Float64Array(8);
        sound.diffusionJacobian!(t, x, J);
        for (let q = 0; q < 4; q++) for (let j = 0; j < 2; j++) out[q * 2 + j] = J[j * 4 + q];
      },
    });
    const [right, wrong] = [sound, transposed].map((problem) =>
      driftAt(toStratonovich(problem), [0.7, -0.4]),
    );
    expect(Math.abs(right[0] - wrong[0])).toBeGreaterThan(0.01);
  });

  it("operator noise, by its action along each source", () => {
    const matrix = namedProblem("complex-noises").problem;
    const g = new Float64Array(4);
    const operator = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "operator", sources: 2 },
      drift: matrix.drift!,
      applyNoise: (t, x, dW, out) => {
        matrix.diffusion!(t, x, g);
        out[0] = g[0] * dW[0] + g[1] * dW[1];
        out[1] = g[2] * dW[0] + g[3] * dW[1];
      },
    });
    expectClose(
      driftAt(toStratonovich(operator), [0.7, -0.4]),
      driftAt(toStratonovich(withLinearJacobian(matrix)), [0.7, -0.4]),
      1e-9,
    );
  });
});

describe("there and back", () => {
  it.each(catalogue.map((entry): [string, NamedProblem] => [entry.name, entry]))(
    "%s: the same drift to rounding",
    (_name, { problem }) => {
      const [there, back] = problem.calculus === "ito" ? [toStratonovich, toIto] : [toIto, toStratonovich];
      const returned = back(there(problem));
      expect(returned.calculus).toBe(problem.calculus);
      const x = problem.start as ArrayLike<number>;
      expectClose(driftAt(returned, x), driftAt(problem, x), 1e-15);
    },
  );

  it("a problem already in the calculus is itself", () => {
    const { problem } = namedProblem("tangent");
    expect(toIto(problem)).toBe(problem);
  });
});

describe("what is kept", () => {
  const { problem } = namedProblem("hyperbolic-tangent-drift");
  const driftJacobian: Field = (_t, _x, out) => out.fill(0);

  it("diffusion, derivatives and start; the Jacobian of the old drift is not", () => {
    const full = defineSde({ ...withLinearJacobian(problem), driftJacobian });
    const converted = toStratonovich(full);
    for (const name of ["diffusion", "diffusionDerivative", "diffusionJacobian"] as const)
      expect(converted[name]).toBe(full[name]);
    expect(converted.start).toEqual(full.start);
    expect(converted.driftJacobian).toBeUndefined();
  });

  it("additive noise and none are declared anew and otherwise the same", () => {
    const additive = defineSde({ ...namedProblem("additive-matrix").problem, driftJacobian });
    const converted = toStratonovich(additive);
    expect({ ...converted }).toEqual({ ...additive, calculus: "stratonovich" });
    const still = defineSde({
      dimension: 1,
      calculus: "stratonovich",
      noise: { kind: "none" },
      drift: additive.drift!,
    });
    expect(toIto(still).drift).toBe(still.drift);
    expect(toIto(still).calculus).toBe("ito");
  });

  it("a joint form alone is corrected as well", () => {
    const joint = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "diagonal" },
      evaluate: (t, x, f, g) => {
        problem.drift!(t, x, f);
        problem.diffusion!(t, x, g);
      },
    });
    const converted = toStratonovich(joint);
    expectClose(driftAt(converted, [0.7]), driftAt(toStratonovich(problem), [0.7]), 1e-9);
    const [f, g] = [new Float64Array(1), new Float64Array(1)];
    converted.evaluate!(0.3, Float64Array.of(0.7), f, g);
    expect(f[0]).toBe(driftAt(converted, [0.7])[0]);
    expect(g[0]).toBe(0.7 * (1 - 0.7 * 0.7));
  });

  it("an operator's Euler step moves with its drift", () => {
    const operator = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "operator", sources: 1 },
      drift: (_t, x, out) => out.set(x),
      applyNoise: (_t, x, dW, out) => {
        out[0] = 2 * x[0] * dW[0];
      },
      eulerStep: (_t, h, x, dW, next) => {
        next[0] = x[0] + x[0] * h + 2 * x[0] * dW[0];
      },
    });
    const next = new Float64Array(1);
    toStratonovich(operator).eulerStep!(0, 0.5, Float64Array.of(3), Float64Array.of(0.1), next);
    // ½ · 2 · 2x = 2x less drift: 3 + (3 − 6)/2 + 0.6.
    expect(next[0]).toBeCloseTo(2.1, 9);
  });
});

describe("the solution is the same", () => {
  const measure = (problem: SdeProblem, scheme: Scheme, name: string) =>
    strongOrder({ ...namedProblem(name), problem }, scheme, { levels: [4, 7], paths: 200, seed: 3 });

  it("Euler–Maruyama on the Itô form of a Stratonovich equation finds its exact solution", () => {
    const name = "hyperbolic-tangent-stratonovich";
    const { problem } = namedProblem(name);
    const right = measure(toIto(problem), eulerMaruyama, name);
    const wrong = measure(defineSde({ ...problem, calculus: "ito" }), eulerMaruyama, name);
    expect(right.order).toBeGreaterThan(0.35);
    expect(wrong.order).toBeLessThan(0.15);
    expect(wrong.levels.at(-1)!.error).toBeGreaterThan(5 * right.levels.at(-1)!.error);
  });

  it("a correction the wrong way round finds another one (negative control)", () => {
    const name = "hyperbolic-tangent-drift";
    const { problem } = namedProblem(name);
    const turned = toIto(defineSde({ ...problem, calculus: "stratonovich" }));
    const wrong = measure(defineSde({ ...turned, calculus: "stratonovich" }), heun, name);
    const right = measure(toStratonovich(problem), heun, name);
    expect(right.order).toBeGreaterThan(0.75);
    expect(wrong.order).toBeLessThan(0.15);
  });
});

describe("what cannot be converted is refused in a sentence", () => {
  it("an operator's Euler step alone", () => {
    const problem = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "operator", sources: 1 },
      eulerStep: (_t, _h, x, _dW, next) => next.set(x),
    });
    expect(() => toStratonovich(problem)).toThrow(
      new InputError(
        "applyNoise is missing; the other calculus needs operator noise apart from the drift: add the callback",
      ),
    );
  });

  it("differences along very many sources", () => {
    const d = 257;
    const wide = {
      dimension: d,
      calculus: "ito",
      drift: (_t, _x, out) => out.fill(0),
    } satisfies Partial<SdeDefinition>;
    const diagonal = defineSde({
      ...wide,
      noise: { kind: "diagonal" },
      diffusion: (_t, x, out) => out.set(x),
    });
    expect(() => toStratonovich(diagonal)).toThrow(
      new InputError(
        "the noise has 257 sources; differences along each of them are taken for at most 256: give diffusionDerivative or diffusionJacobian",
      ),
    );
    const told = defineSde({ ...diagonal, diffusionDerivative: (_t, _x, out) => out.fill(1) });
    expect(driftAt(toStratonovich(told), new Array(d).fill(2))).toEqual(new Array(d).fill(-1));
    const operator = defineSde({
      ...wide,
      noise: { kind: "operator", sources: d },
      applyNoise: (_t, _x, dW, out) => out.set(dW),
    });
    expect(() => toStratonovich(operator)).toThrow("at most 256: convert the drift by hand");
  });
});

it("a converted problem solves as any other", () => {
  const { problem } = namedProblem("shared-noise");
  const path = solve(toStratonovich(problem), { to: 1, step: 0.01, scheme: heun, seed: 1 });
  expect(path.outcome).toBe("finished");
});
