import { Matrix, solve as solveLinear } from "ml-matrix";
import { describe, expect, it } from "vitest";
import {
  type DriftSolver,
  defineSde,
  dormandPrince,
  driftImplicitEuler,
  type Field,
  rosenbrock,
  type Scheme,
  type SdeProblem,
  solve,
} from "../../../sde/index.js";
import type { SparseRow } from "../../../sde/schemes/combine.js";
import { couplings, diagonal, nodes, stages, timeWeights } from "../../../sde/schemes/rosenbrock-tableau.js";
import { density, rootedTrees, type Tree } from "../../kit/rooted-trees.js";
import { geometricBrownian, ode } from "../../kit/sde-problems.js";

const count = nodes.length;
const full = (row: SparseRow): number[] => {
  const dense = nodes.map(() => 0);
  for (const [stage, coefficient] of row) dense[stage] = coefficient;
  return dense;
};
/** The stages' a with the last three rows written out, and the weights of the result. */
const sixth = full(stages[4]);
const withOnes = (ones: readonly number[]) => sixth.map((a, j) => (ones.includes(j) ? 1 : a));
const transformed = [full([]), ...stages.map(full), withOnes([5]), withOnes([5, 6])];
const resultWeights = withOnes([5, 6, 7]);
const embeddedWeights = withOnes([5, 6]);

interface Method {
  readonly alpha: readonly (readonly number[])[];
  readonly beta: readonly (readonly number[])[];
  readonly gamma: readonly (readonly number[])[];
}

/** α, Γ and β = α + Γ: Γ = (1/γ − c)^−1, α = a Γ (Hairer & Wanner II, §IV.7). */
function methodOf(a: readonly (readonly number[])[], c: readonly SparseRow[]): Method {
  const coupled = new Matrix([full([]), ...c.map(full)]);
  const gamma = solveLinear(
    Matrix.eye(count, count, 1 / diagonal).sub(coupled),
    Matrix.eye(count),
  ) as unknown as Matrix;
  const alpha = new Matrix(a.map((row) => [...row])).mmul(gamma);
  return {
    alpha: alpha.to2DArray(),
    beta: Matrix.add(alpha, gamma).to2DArray(),
    gamma: gamma.to2DArray(),
  };
}
const method = methodOf(transformed, couplings);
const weightsOf = (m: readonly number[], { gamma }: Method) =>
  gamma[0].map((_, j) => m.reduce((sum, weight, i) => sum + weight * gamma[i][j], 0));

/** Φ(τ): β at a vertex with one branch, α at a fork (Hairer & Wanner II, §IV.7, Theorem 7.4). */
function stageWeights(tree: Tree, { alpha, beta }: Method): number[] {
  const branches = tree.map((branch) => stageWeights(branch, { alpha, beta, gamma: [] }));
  const A = tree.length === 1 ? beta : alpha;
  return A.map((row) =>
    branches.reduce((product, phi) => product * row.reduce((sum, x, j) => sum + x * phi[j], 0), 1),
  );
}
const trees = rootedTrees(6);
const worst = (m: readonly number[], order: number, of: Method = method): number =>
  Math.max(
    ...trees[order].map((tree) => {
      const phi = stageWeights(tree, of);
      const b = weightsOf(m, of);
      return Math.abs(b.reduce((sum, weight, i) => sum + weight * phi[i], 0) - 1 / density(tree));
    }),
  );
/** Coefficients of size 165 carry rounding of this much. */
const rounding = 1e-12;

describe("the tableau", () => {
  it.each([1, 2, 3, 4, 5])("meets every order condition of order %i, and none beyond 5", (order) => {
    expect(worst(resultWeights, order)).toBeLessThan(rounding);
    expect(worst(resultWeights, 6)).toBeGreaterThan(1e-5);
  });

  it("its embedded formula has order 4, no more", () => {
    for (const order of [1, 2, 3, 4]) expect(worst(embeddedWeights, order)).toBeLessThan(rounding);
    expect(worst(embeddedWeights, 5)).toBeGreaterThan(1e-5);
  });

  it("its times are the row sums of α, and what it takes of ∂f/∂t those of Γ", () => {
    const sums = (rows: readonly (readonly number[])[]) => rows.map((row) => row.reduce((a, b) => a + b, 0));
    sums(method.alpha).forEach((sum, i) => {
      expect(Math.abs(sum - nodes[i])).toBeLessThan(rounding);
    });
    sums(method.gamma).forEach((sum, i) => {
      expect(Math.abs(sum - timeWeights[i])).toBeLessThan(rounding);
    });
  });

  it("a thousandth of change in any coefficient breaks some condition", () => {
    const broken = (of: Method) =>
      Math.max(
        ...[1, 2, 3, 4, 5].map((order) => worst(resultWeights, order, of)),
        ...of.alpha.map((row, i) => Math.abs(row.reduce((a, b) => a + b, 0) - nodes[i])),
      );
    const changed = (rows: readonly SparseRow[], at: number, entry: number): SparseRow[] =>
      rows.map((row, i) =>
        i === at ? row.map(([j, x], k) => [j, k === entry ? x * 1.001 : x] as const) : row,
      );
    expect(broken(method)).toBeLessThan(rounding);
    couplings.forEach((row, i) => {
      row.forEach((_, entry) => {
        expect(broken(methodOf(transformed, changed(couplings, i, entry)))).toBeGreaterThan(10 * rounding);
      });
    });
    stages.forEach((row, i) => {
      row.forEach((_, entry) => {
        const rows = [full([]), ...changed(stages, i, entry).map(full), transformed[6], transformed[7]];
        expect(broken(methodOf(rows, couplings))).toBeGreaterThan(10 * rounding);
      });
    });
  });

  it("is L-stable: |R(z)| ≤ 1 up the imaginary axis, and R(z) → 0", () => {
    // R(z) = 1 + z bᵀ(1 − zβ)^−1 𝟙, for z = iy as a real system of twice the size.
    const b = weightsOf(resultWeights, method);
    const growth = (x: number, y: number): number => {
      const M = Matrix.zeros(2 * count, 2 * count);
      for (let i = 0; i < count; i++)
        for (let j = 0; j < count; j++) {
          const beta = method.beta[i][j];
          M.set(i, j, (i === j ? 1 : 0) - x * beta);
          M.set(i, count + j, y * beta);
          M.set(count + i, j, -y * beta);
          M.set(count + i, count + j, (i === j ? 1 : 0) - x * beta);
        }
      const right = Matrix.columnVector([...nodes.map(() => 1), ...nodes.map(() => 0)]);
      const k = (solveLinear(M, right) as unknown as Matrix).to1DArray();
      const re = b.reduce((sum, weight, i) => sum + weight * k[i], 0);
      const im = b.reduce((sum, weight, i) => sum + weight * k[count + i], 0);
      return Math.hypot(1 + x * re - y * im, y * re + x * im);
    };
    for (const y of [0.1, 0.5, 1, 2, 4, 8, 16, 64, 1e3]) expect(growth(0, y)).toBeLessThan(1 + 1e-9);
    expect(growth(-1e8, 0)).toBeLessThan(1e-5);
    expect(growth(-0.5, 0)).toBeCloseTo(Math.exp(-0.5), 7);
  });
});

/** Forced, nonlinear, coupled: x' = y + sin 3t, y' = (1 − x²) y − x. */
const drift: Field = (t, x, out) => {
  out[0] = x[1] + Math.sin(3 * t);
  out[1] = (1 - x[0] * x[0]) * x[1] - x[0];
};
const driftJacobian: Field = (_t, x, out) => out.set([0, 1, -2 * x[0] * x[1] - 1, 1 - x[0] * x[0]]);
const oscillator = { dimension: 2, noise: { kind: "none" }, drift } as const;
const start = [2, 0.3];

describe("fixed steps", () => {
  const truth = solve(defineSde(oscillator), {
    start,
    to: 1,
    scheme: dormandPrince,
    tolerance: { relative: 1e-13 },
  }).state;
  const errors = (problem: SdeProblem, scheme: Scheme) =>
    [8, 16, 32].map((steps) => {
      const { state } = solve(problem, { start, to: 1, step: 1 / steps, scheme });
      return Math.hypot(state[0] - truth[0], state[1] - truth[1]);
    });
  const order = (list: readonly number[]) => Math.log(list[0] / list[2]) / Math.log(4);

  it("converge at order 5 to the right limit, the Jacobian given or by differences", () => {
    for (const problem of [defineSde(oscillator), defineSde({ ...oscillator, driftJacobian })]) {
      const measured = errors(problem, rosenbrock);
      expect(measured[2]).toBeLessThan(1e-8);
      expect(order(measured)).toBeGreaterThan(4.7);
      expect(order(measured)).toBeLessThan(5.3);
    }
  });

  it("a Jacobian that is wrong costs the order, as does time left out", () => {
    const wrong: Field = (t, x, out) => {
      driftJacobian(t, x, out);
      out[3] += 0.5;
    };
    expect(order(errors(defineSde({ ...oscillator, driftJacobian: wrong }), rosenbrock))).toBeLessThan(4);
    const timeless = (): DriftSolver => {
      const solver = matrixSolver(2, driftJacobian);
      return {
        ...solver,
        linearise(t, h, x, s, timeDerivative) {
          solver.linearise(t, h, x, s, timeDerivative);
          timeDerivative.fill(0);
        },
      };
    };
    const unaware = defineSde({ ...oscillator, driftSolver: timeless });
    expect(order(errors(unaware, rosenbrock))).toBeLessThan(4);
  });

  it("the same measurement gives drift-implicit Euler order 1", () => {
    expect(Math.abs(order(errors(defineSde(oscillator), driftImplicitEuler)) - 1)).toBeLessThan(0.3);
  });
});

/** (1 − s J) y = b by ml-matrix, ∂f/∂t as of `drift` above. */
function matrixSolver(d: number, jacobian: Field): DriftSolver {
  let matrix = Matrix.eye(d);
  const J = new Float64Array(d * d);
  return {
    linearise(t, _h, x, s, timeDerivative) {
      jacobian(t, x, J);
      matrix = Matrix.eye(d).sub(Matrix.from1DArray(d, d, J).mul(s));
      timeDerivative.set([3 * Math.cos(3 * t), 0]);
    },
    solve(b) {
      b.set((solveLinear(matrix, Matrix.columnVector(b)) as unknown as Matrix).to1DArray());
    },
  };
}

describe("a problem's own solver", () => {
  it("takes the place of elimination: the same step to rounding", () => {
    const options = { start, to: 0.5, step: 0.1, scheme: rosenbrock };
    const own = defineSde({ ...oscillator, driftSolver: () => matrixSolver(2, driftJacobian) });
    const dense = solve(defineSde({ ...oscillator, driftJacobian }), options).state;
    solve(own, options).state.forEach((value, i) => {
      expect(Math.abs(value - dense[i])).toBeLessThan(1e-11);
    });
  });

  it("is refused beside noise, and where it is no function", () => {
    const noisy = { ...geometricBrownian(1, 1), driftSolver: () => matrixSolver(1, driftJacobian) };
    expect(() => defineSde(noisy)).toThrow(
      "driftSolver is given beside diagonal noise, and the scheme that asks for it is made for none; give driftJacobian",
    );
    // @ts-expect-error: a solver, not what makes one
    expect(() => defineSde({ ...oscillator, driftSolver: matrixSolver(2, driftJacobian) })).toThrow(
      /^driftSolver is .*; give a function \(\) => \{ linearise, solve \}/,
    );
  });
});

describe("stiff problems", () => {
  /** Prothero & Robinson: x' = −λ(x − sin t) + cos t, x = sin t. */
  const attracted = (lambda: number): SdeProblem =>
    ode((t, x, out) => {
      out[0] = -lambda * (x[0] - Math.sin(t)) + Math.cos(t);
    });

  it.each([1e2, 1e4, 1e8])("follow what attracts them, λ = %d, at steps far beyond 1/λ", (lambda) => {
    const { state } = solve(attracted(lambda), { start: [0], to: 1, step: 0.1, scheme: rosenbrock });
    expect(Math.abs(state[0] - Math.sin(1))).toBeLessThan(5e-8);
  });

  it("the explicit scheme does not", () => {
    const run = solve(attracted(1e4), { start: [0], to: 1, step: 0.1, scheme: dormandPrince });
    expect(Math.abs(run.state[0] - Math.sin(1))).not.toBeLessThan(1);
  });

  it("Van der Pol's oscillator at stiffness 10⁶ takes hundreds of controlled steps, not millions", () => {
    // Hairer & Wanner II, §IV.10: y(2) = 1.706167732170469, y'(2) = −0.8928097010248125.
    const vanDerPol = defineSde({
      dimension: 2,
      noise: { kind: "none" },
      drift: (_t, x, out) => {
        out[0] = x[1];
        out[1] = 1e6 * ((1 - x[0] * x[0]) * x[1] - x[0]);
      },
    });
    const run = solve(vanDerPol, {
      start: [2, -0.66],
      to: 2,
      scheme: rosenbrock,
      tolerance: { relative: 1e-8, absolute: 1e-10 },
    });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeLessThan(2500);
    expect(Math.abs(run.state[0] - 1.706167732170469)).toBeLessThan(1e-6);
    expect(Math.abs(run.state[1] + 0.8928097010248125)).toBeLessThan(1e-6);
  });

  it("controlled steps keep their tolerance and land on what is saved", () => {
    const run = solve(attracted(1e5), {
      start: [3],
      to: 2,
      scheme: rosenbrock,
      tolerance: { relative: 1e-9, absolute: 1e-9 },
      save: { times: [0.5, 1, 2] },
    });
    run.times.forEach((t, i) => {
      expect(Math.abs(run.values[i] - Math.sin(t))).toBeLessThan(1e-8);
    });
    expect(run.steps).toBeLessThan(300);
  });
});
