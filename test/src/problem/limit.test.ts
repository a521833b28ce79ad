import { describe, expect, it } from "vitest";
import {
  atoms,
  type Covariance,
  correlated,
  createSpectrum,
  density,
  gaussian,
  identity,
  leastSquares,
  logistic,
  type ModelData,
  marchenkoPastur,
  type ProblemData,
  power,
  powerDensity,
  problem,
  uniform,
  values,
  zero,
} from "../../../src/index.js";
import { drawState, limitState } from "../../../src/problem/index.js";

const twoAtoms = atoms([1.6, 0.4], [0.25, 0.75]);

const sentenceOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

const infinite = (parts: Partial<ProblemData> & { covariance: Covariance }) =>
  problem({ dimension: "infinity", model: leastSquares(), ...parts });

/** Σ over each atom of the products of columns p and q, all atoms of entry (p, q) from (p·m + q)·J: by vectors. */
function drawnOverlaps(data: ProblemData, seed: number): Float64Array {
  const assembled = problem(data);
  const { spectrum, dimension: d } = assembled;
  const W = drawState(assembled, seed);
  const [m, J] = [W.length / d, spectrum.atomSizes.length];
  const overlaps = new Float64Array(m * m * J);
  for (let p = 0; p < m; p++)
    for (let q = 0; q < m; q++)
      for (let i = 0; i < d; i++)
        overlaps[(p * m + q) * J + spectrum.atomOf[i]] += W[p * d + i] * W[q * d + i];
  return overlaps;
}

const limitOverlaps = (data: Omit<ProblemData, "dimension">): Float64Array => {
  const { description, spectrum, model } = problem({ ...data, dimension: Number.POSITIVE_INFINITY });
  return limitState(description, spectrum, model).overlaps;
};

const apart = (a: Float64Array, b: Float64Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i])));

describe("the limit of target and start", () => {
  const d = 40_000;
  const twoOutputs: ModelData = leastSquares({ outputs: 2 });
  const cases: [string, Omit<ProblemData, "dimension" | "covariance">][] = [
    ["gaussian", { model: twoOutputs, target: gaussian({ norm: 1.5 }), initial: gaussian({ norm: 0.5 }) }],
    [
      "power",
      { model: leastSquares(), target: power({ exponent: 0.8, norm: 2 }), initial: power({ exponent: -1 }) },
    ],
    ["power with a scale", { model: twoOutputs, target: power({ exponent: 1.5, scale: 0.7 }) }],
    ["zero", { model: logistic(), target: zero(), initial: zero() }],
    [
      "correlated",
      {
        model: twoOutputs,
        target: power({ exponent: 1 }),
        initial: correlated({ overlap: -0.6, norm: 0.8 }),
      },
    ],
    ["correlated, the target's norm", { model: leastSquares(), initial: correlated({ overlap: 0.3 }) }],
  ];

  it.each(cases)("is what drawn vectors tend to: %s", (_, parts) => {
    const data = { covariance: twoAtoms, ...parts };
    // Overlaps of random vectors of norm 2 or less: deviations of at most 4/√d, four of them allowed.
    const drawn = drawnOverlaps({ ...data, dimension: d }, 3);
    expect(apart(limitOverlaps(data), drawn)).toBeLessThan(16 / Math.sqrt(d));
  });

  it("another target is noticed", () => {
    const drawn = drawnOverlaps({ covariance: twoAtoms, model: leastSquares(), dimension: d }, 3);
    const other = { covariance: twoAtoms, model: leastSquares(), target: gaussian({ norm: 1.1 }) };
    expect(apart(limitOverlaps(other), drawn)).toBeGreaterThan(16 / Math.sqrt(d) / 2);
  });

  it("power: node j carries scale · w_j λ_j^(−s), or that with the norm asked for", () => {
    const covariance = powerDensity({ beta: 0.25 });
    const { atomEigenvalues: lambda, atomWeights: w } = createSpectrum(covariance, "infinity");
    const J = w.length;
    const teacher = (target: ReturnType<typeof power>) =>
      limitOverlaps({ covariance, model: leastSquares(), target }).subarray(3 * J);
    teacher(power({ exponent: 1.25, scale: 2 })).forEach((share, j) => {
      expect(Math.abs(share / (2 * w[j] * lambda[j] ** -1.25) - 1)).toBeLessThan(1e-12);
    });
    const scaled = teacher(power({ exponent: 0.5, norm: 3 }));
    expect(scaled.reduce((total, share) => total + share, 0)).toBeCloseTo(9, 12);
  });

  it("overlaps: w_j of a single matrix, or one for each of the atoms", () => {
    const S = [
      [1, 0.5],
      [0.5, 2],
    ];
    const T = [
      [0, 0],
      [0, 1],
    ];
    const model = leastSquares();
    expect(Array.from(limitOverlaps({ covariance: twoAtoms, model, overlaps: S }))).toEqual([
      0.25, 0.75, 0.125, 0.375, 0.125, 0.375, 0.5, 1.5,
    ]);
    expect(Array.from(limitOverlaps({ covariance: twoAtoms, model, overlaps: [S, T] }))).toEqual([
      1, 0, 0.5, 0, 0.5, 0, 2, 1,
    ]);
  });
});

describe("a problem at infinity", () => {
  it("knows its dimension as a number, and says it as the file does", () => {
    const assembled = infinite({ covariance: marchenkoPastur({ ratio: 2 }) });
    expect(assembled.dimension).toBe(Number.POSITIVE_INFINITY);
    expect(assembled.description).toMatchObject({
      dimension: "infinity",
      covariance: { kind: "marchenko-pastur", ratio: 2, nodes: 250 },
    });
    expect(assembled.warnings).toEqual([]);
  });

  it("warns where the quadrature misses eigenvalues", () => {
    for (const covariance of [
      powerDensity({ beta: 0.99 }),
      density({ of: (x) => (x < 0.5 ? 1 : 0), min: 0, max: 1 }),
    ])
      expect(infinite({ covariance }).warnings).toMatchObject([
        { code: "quadrature", message: expect.stringMatching(/misses 0\.\d+ of the eigenvalues/) },
      ]);
  });

  it.each<[Partial<ProblemData> & { covariance: Covariance }, string]>([
    [
      { covariance: powerDensity({ beta: 0.5 }), target: power({ exponent: 0.5, norm: 1 }) },
      "target: power with exponent 0.5 has an infinite norm, the density of eigenvalues being like λ^-0.5 next to 0; give scale in the place of norm, or an exponent below 0.5.",
    ],
    [
      { covariance: uniform({ min: 0, max: 1 }), initial: power({ exponent: 1 }) },
      "initial: power with exponent 1 has an infinite norm, the density of eigenvalues being like λ^0 next to 0; give scale in the place of norm, or an exponent below 1.",
    ],
    [
      { covariance: powerDensity({ beta: 0.3 }), target: power({ exponent: 1.7, scale: 1 }) },
      "target: power with exponent 1.7 gives an infinite risk, the density of eigenvalues being like λ^-0.3 next to 0; use an exponent below 1.7.",
    ],
    [
      { covariance: marchenkoPastur({ ratio: 2 }), target: power({ exponent: 0.5, scale: 1 }) },
      "target: power with exponent 0.5 is infinite where the covariance has eigenvalue 0; use exponent 0 or less, or kind gaussian.",
    ],
    [
      { covariance: identity(), target: values([1]) },
      "target: values lists the components one by one, but at infinite dimension there is no end of them; use gaussian, power or overlaps, or a finite dimension.",
    ],
    [
      {
        covariance: powerDensity({ beta: 0.5 }),
        target: power({ exponent: 1, scale: 1 }),
        initial: correlated({ overlap: 0.5 }),
      },
      "initial: correlated needs a target of finite norm, and that of power with this scale is infinite; give an initial of another kind.",
    ],
    [
      { covariance: identity(), target: zero(), initial: correlated({ overlap: 0.5 }) },
      "initial: correlated needs a direction to correlate with, but the target is zero; give a target that is not, or an initial of another kind.",
    ],
    [
      {
        covariance: uniform({ min: 1, max: 2 }),
        overlaps: [
          [
            [1, 0],
            [0, 1],
          ],
        ],
      },
      "overlaps holds 1 matrices, one for each atom, but a covariance of kind uniform has a density in their place at infinite dimension; give a single matrix.",
    ],
    [
      {
        covariance: twoAtoms,
        overlaps: [
          [
            [1, 0],
            [0, 1],
          ],
        ],
      },
      "overlaps holds 1 matrices, but the covariance has 2 atoms; give one matrix for each, or a single one for all.",
    ],
    [
      {
        covariance: uniform({ min: 1, max: 2 }),
        overlaps: [
          [1, 2],
          [2, 1],
        ],
      },
      "overlaps has the negative eigenvalue -1, but overlaps are inner products and their matrix is positive semidefinite; change it.",
    ],
  ])("refuses %j", (parts, sentence) => {
    expect(sentenceOf(() => infinite(parts))).toBe(sentence);
  });

  it("where there is a gap above 0 every power has a norm", () => {
    const target = power({ exponent: 3, norm: 1 });
    expect(infinite({ covariance: marchenkoPastur({ ratio: 0.5 }), target }).warnings).toEqual([]);
  });
});
