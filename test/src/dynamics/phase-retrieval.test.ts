/** Phase retrieval as dynamics: X and −X are one student. */
import { describe, expect, it } from "vitest";
import {
  atoms,
  compare,
  constant,
  correlated,
  identity,
  type ProblemData,
  phaseRetrieval,
  problem,
  simulate,
} from "../../../src/index.js";
import { referenceOde } from "../../kit/reference-ode.js";
import { median } from "../../kit/statistics.js";

const variants = ["smooth", "lipschitz"] as const;
const rates = { smooth: 0.1, lipschitz: 0.5 };
const twoAtoms = (variant: (typeof variants)[number], overlap: number): ProblemData => ({
  dimension: 20,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: phaseRetrieval({ variant }),
  initial: correlated({ overlap, norm: 0.8 }),
  ridge: 0.02,
});
const relativeError = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

describe.each(variants)("phase retrieval, %s", (variant) => {
  const schedule = constant(rates[variant]);
  const statistics = ["cosine", "overlaps", { name: "curvature", quadratic: (x: number) => x * x }] as const;

  it.each([0.6, -0.6])("the ODE is the plain one, written without centring, from overlap %d", (overlap) => {
    const shared = problem(twoAtoms(variant, overlap));
    const save = { times: [1, 6], statistics };
    const { statistics: got } = simulate(shared, { method: "ode", schedule, horizon: 6, seed: 2, save });
    referenceOde(shared, () => rates[variant], 2, [1, 6], 80).forEach((row, i) => {
      expect(relativeError(got.risk[i], row.risk)).toBeLessThan(1e-6);
      expect(relativeError(got.norm[i], row.norm)).toBeLessThan(1e-7);
      // ‖X + X*‖² = 2(‖X‖² + ‖X*‖²) − ‖X − X*‖²
      const nearer = Math.min(row.distance, 2 * (row.norm + 1) - row.distance);
      expect(relativeError(got.distance[i], nearer)).toBeLessThan(1e-6);
      expect(Math.sign(got.cosine[i])).toBe(Math.sign(overlap));
      expect(Math.sign(got["overlap.1.2"][i])).toBe(Math.sign(overlap));
    });
  });

  it.each(["sgd", "hsgd"] as const)("%s from −X₀ is the one from X₀ turned around", (method) => {
    // The second start is the first one's negative: values given, nothing drawn.
    const start = Array.from({ length: 20 }, (_, i) => Math.sin(1 + i) / 5);
    const target = Array.from({ length: 20 }, (_, i) => Math.cos(2 * i) / 5 + start[i] / 3);
    const runs = [1, -1].map((sign) => {
      const turned = {
        ...twoAtoms(variant, 0),
        target: { kind: "values", values: target },
        initial: { kind: "values", values: start.map((value) => sign * value) },
      } as const;
      return simulate(turned, { method, schedule, horizon: 3, save: { points: 5, statistics } }).statistics;
    });
    const [one, other] = runs;
    for (const name of ["risk", "distance", "norm", "curvature", "overlap.1.1"]) {
      // HSGD's noise does not turn around with the state; at time 0 nothing has been drawn.
      const until = method === "sgd" ? 5 : 1;
      for (let i = 0; i < until; i++) expect(relativeError(other[name][i], one[name][i])).toBeLessThan(1e-12);
    }
    expect(one.cosine[0]).toBeGreaterThan(0);
    expect(other.cosine[0]).toBeCloseTo(-one.cosine[0], 14);
    expect(other["overlap.1.2"][0]).toBeCloseTo(-one["overlap.1.2"][0], 14);
  });

  it("digits stay as X nears −X*: risk and distance decay alike from both signs", () => {
    for (const overlap of [0.5, -0.5]) {
      const data = { ...twoAtoms(variant, overlap), ridge: 0 };
      const { risk, distance } = simulate(data, {
        method: "ode",
        schedule,
        horizon: 400,
        save: { times: [300, 400] },
      }).statistics;
      expect(distance[1]).toBeGreaterThan(0);
      expect(distance[1]).toBeLessThan(1e-20);
      expect(relativeError(risk[1] / risk[0], distance[1] / distance[0])).toBeLessThan(1e-3);
    }
  });

  it("escape from a start of overlap 0.2 follows the ODE", async () => {
    const runs = 12;
    const result = await compare(
      {
        dimension: 400,
        covariance: identity(),
        model: phaseRetrieval({ variant }),
        overlaps: [
          [1, 0.2],
          [0.2, 1],
        ],
      },
      {
        schedule,
        horizon: variant === "smooth" ? 15 : 10,
        methods: ["ode", "sgd"],
        runs,
        save: { points: 41, statistics: ["cosine"] },
      },
    );
    const [ode] = result.runs("ode", "cosine");
    expect(ode[0]).toBeCloseTo(0.2, 12);
    expect(ode[40]).toBeGreaterThan(0.9);
    // The overlap grows fivefold, and fluctuations of order d^(−1/2) with it.
    const distances = result
      .runs("sgd", "cosine")
      .map((curve) => Math.max(...curve.map((value, i) => Math.abs(value - ode[i]))));
    expect(median(distances)).toBeLessThan(5 / Math.sqrt(400));
    // Negative control: the overlap held where it began is not the ODE.
    expect(ode[40] - ode[0]).toBeGreaterThan(5 / Math.sqrt(400));
  });
});
