import { describe, expect, it } from "vitest";
import {
  atoms,
  type Covariance,
  createSpectrum,
  data,
  dense,
  density,
  eigenvalues,
  hasMoment,
  identity,
  marchenkoPastur,
  powerDensity,
  powerLaw,
  type Spectrum,
  uniform,
  withNodes,
} from "../../../src/spectrum/index.js";
import { powerTimesExponential } from "../../kit/incomplete-gamma.js";
import { sentenceOf } from "./matrices.js";

const limit = (covariance: Covariance): Spectrum => createSpectrum(covariance, Number.POSITIVE_INFINITY);

const integral = ({ atomEigenvalues, atomWeights }: Spectrum, f: (lambda: number) => number): number =>
  atomEigenvalues.reduce((total, lambda, j) => total + atomWeights[j] * f(lambda), 0);

/** 0 and Γ = 10^(−1) … 10^8. */
const times = [0, ...Array.from({ length: 37 }, (_, i) => 10 ** (i / 4 - 1))];

/** The largest relative error of ∫ λ^(k−s) e^(−2Γλ) dμ over these times, μ the power density. */
function worstDecay(spectrum: Spectrum, beta: number, power: number): number {
  const errors = times.map((gamma) => {
    const exact = (1 - beta) * powerTimesExponential(1 - beta + power, 2 * gamma);
    return Math.abs(integral(spectrum, (x) => x ** power * Math.exp(-2 * gamma * x)) / exact - 1);
  });
  return Math.max(...errors);
}

describe("limit of the power density", () => {
  it.each([
    [0, 1],
    [0.3, 0],
    [0.5, 2],
    [0.9, 0],
    [0.5, 1 - 1.4],
    [0.2, 1 - 0.9],
    [0.7, 1 - 1],
  ])("∫ λ^p e^(−2Γλ) dμ within 1e-8 up to Γ = 1e8: β = %s, p = %s", (beta, power) => {
    expect(worstDecay(limit(powerDensity({ beta })), beta, power)).toBeLessThan(1e-9);
  });

  it("forty nodes are enough for short runs only", () => {
    expect(worstDecay(limit(powerDensity({ beta: 0.5, nodes: 40 })), 0.5, 0)).toBeGreaterThan(1e-3);
  });

  it.each([0, 0.5, 0.9])("moments (1 − β)/(1 − β + k): β = %s", (beta) => {
    const spectrum = limit(powerDensity({ beta }));
    for (const k of [0, 1, 2, 3]) {
      const exact = (1 - beta) / (1 - beta + k);
      expect(Math.abs(integral(spectrum, (x) => x ** k) / exact - 1)).toBeLessThan(1e-11);
    }
    expect(spectrum).toMatchObject({ dimension: Infinity, rank: Infinity, edge: beta });
    expect(spectrum.missed).toBeLessThan(1e-11);
    expect(spectrum.eigenvalues).toHaveLength(0);
    expect(spectrum.atomEigenvalues).toHaveLength(250);
  });

  it("says how much it misses where nearly all of the mass is next to 0", () => {
    expect(limit(powerDensity({ beta: 0.99 })).missed).toBeGreaterThan(0.01);
  });
});

describe("limit of the Marchenko–Pastur law", () => {
  it.each([0.1, 0.5, 0.99, 1, 2, 10])("moments Σ_k r^k Narayana: ratio %s", (r) => {
    const spectrum = limit(marchenkoPastur({ ratio: r }));
    const exact = [1, 1, 1 + r, 1 + 3 * r + r * r, 1 + 6 * r + 6 * r * r + r ** 3];
    exact.forEach((moment, k) => {
      expect(Math.abs(integral(spectrum, (x) => x ** k) / moment - 1)).toBeLessThan(1e-12);
    });
    expect(spectrum.traceOverDimension).toBeCloseTo(1, 12);
  });

  it("the atom at 0 has weight 1 − 1/r", () => {
    const { atomEigenvalues, atomWeights, edge } = limit(marchenkoPastur({ ratio: 4, nodes: 100 }));
    expect(atomEigenvalues).toHaveLength(101);
    expect([atomEigenvalues[0], atomWeights[0]]).toEqual([0, 0.75]);
    expect(edge).toBeUndefined();
  });

  it("∫ e^(−2Γλ) dμ at r = 1 is e^(−4Γ)(I₀(4Γ) + I₁(4Γ)), at late times as well", () => {
    // λ = 2 − 2 cos θ with density (1 + cos θ)/π in θ; the trapezoid rule is exact to rounding for enough points.
    const spectrum = limit(marchenkoPastur({ ratio: 1 }));
    for (const gamma of [0.1, 1, 30, 1e3, 1e5]) {
      const points = 20000;
      let exact = 0;
      for (let k = 0; k < points; k++) {
        const c = Math.cos((2 * Math.PI * k) / points);
        exact += ((1 + c) * Math.exp(-4 * gamma * (1 - c))) / points;
      }
      expect(Math.abs(integral(spectrum, (x) => Math.exp(-2 * gamma * x)) / exact - 1)).toBeLessThan(1e-9);
    }
  });

  it("∫ dμ/λ = 1/(1 − r) for r < 1", () => {
    for (const ratio of [0.2, 0.9, 0.999]) {
      const inverse = integral(limit(marchenkoPastur({ ratio })), (x) => 1 / x);
      expect(Math.abs(inverse * (1 - ratio) - 1)).toBeLessThan(1e-10);
    }
  });
});

describe("limit of a uniform spectrum", () => {
  it("moments, and decay at the lower edge", () => {
    const spectrum = limit(uniform({ min: 0.5, max: 2 }));
    for (const k of [0, 1, 2, 3]) {
      const exact = (2 ** (k + 1) - 0.5 ** (k + 1)) / (1.5 * (k + 1));
      expect(Math.abs(integral(spectrum, (x) => x ** k) / exact - 1)).toBeLessThan(1e-13);
    }
    for (const gamma of [1, 1e2, 1e4, 1e6]) {
      const exact = -Math.expm1(-3 * gamma) / (3 * gamma);
      const decay = integral(spectrum, (x) => Math.exp(-2 * gamma * (x - 0.5)));
      // λ − min itself has lost the digits of λ that 2Γ multiplies.
      expect(Math.abs(decay / exact - 1)).toBeLessThan(1e-11 + 1e-15 * gamma);
    }
    expect(spectrum.edge).toBeUndefined();
    expect(limit(uniform({ min: 0, max: 2 })).edge).toBe(0);
  });
});

describe("limit of kinds with atoms", () => {
  it("identity and atoms stay as they are, whatever the weights", () => {
    expect(limit(identity())).toMatchObject({ traceOverDimension: 1, squaredTraceOverDimension: 1 });
    const spectrum = limit(atoms([3, 0], [1 / 3, 2 / 3], { normalize: "trace" }));
    expect(Array.from(spectrum.atomWeights)).toEqual([1 / 3, 2 / 3]);
    expect(Array.from(spectrum.atomEigenvalues)).toEqual([3, 0]);
    expect(Array.from(spectrum.atomTraces)).toEqual([1, 0]);
    expect(sentenceOf(() => limit(atoms([1, 2], [0.5, 0.6])))).toMatch(/weights sum to 1\.1/);
    expect(sentenceOf(() => limit(atoms([1, 2], [1])))).toMatch(/weights has 1 entries/);
  });

  it("is what the file's word infinity asks for too", () => {
    expect(createSpectrum(identity(), "infinity")).toEqual(limit(identity()));
  });
});

describe("refusals at infinity", () => {
  it.each([
    powerLaw({ exponent: 1 }),
    eigenvalues([1, 2]),
    dense([[1]]),
    data({ features: [[1], [2]], labels: [1, 2] }),
  ])("a covariance of kind $kind has no limit", (covariance) => {
    expect(sentenceOf(() => limit(covariance))).toBe(
      `covariance is of kind ${covariance.kind}, which has no limit as the dimension grows to infinity: use one of identity, atoms, power-density, marchenko-pastur, uniform, density, or a finite dimension.`,
    );
  });

  it.each([0, 1.5, -3, 1001, Number.NaN, "40" as unknown as number])("nodes = %s", (nodes) => {
    expect(sentenceOf(() => limit(uniform({ min: 0, max: 1, nodes })))).toMatch(
      /covariance\.nodes is .*, but a quadrature takes a whole number of nodes from 1 to 1000: change it\./,
    );
  });
});

describe("hasMoment", () => {
  it("∫ λ^p dμ is finite for p above β − 1, and always where there is a gap", () => {
    const { edge } = limit(powerDensity({ beta: 0.25 }));
    expect([-0.74, -0.75].map((power) => hasMoment({ edge }, power))).toEqual([true, false]);
    expect(hasMoment(limit(uniform({ min: 1, max: 2 })), -100)).toBe(true);
    expect(hasMoment(limit(density({ of: (x) => x, min: 0, max: 1 })), -1.9)).toBe(true);
  });
});

describe("withNodes", () => {
  it("fills in the number of nodes of a density, and nothing else", () => {
    expect(withNodes(powerDensity({ beta: 0.5 }))).toEqual({ kind: "power-density", beta: 0.5, nodes: 250 });
    expect(withNodes(uniform({ min: 0, max: 1, nodes: 9 }))).toMatchObject({ nodes: 9 });
    expect(withNodes(identity())).toEqual(identity());
  });
});
