import { integer, MersenneTwister19937, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import {
  analyseData,
  compare,
  constant,
  createDataSet,
  data,
  leastSquares,
  logistic,
  type ModelData,
  problem,
  simulate,
} from "../../../src/index.js";

const random = new Random(MersenneTwister19937.seed(31));
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.realZeroToOneExclusive())) *
  Math.cos(2 * Math.PI * random.realZeroToOneExclusive());
const s = (x: number): number => 1 / (1 + Math.exp(-x));
const inner = (a: number[], b: ArrayLike<number>): number => a.reduce((sum, x, i) => sum + x * b[i], 0);

const features = Array.from({ length: 9 }, () => [normal(), 2 * normal(), normal() + 1]);
const models: [string, ModelData, number[], (field: number) => number][] = [
  ["least squares", leastSquares(), features.map((row) => row[0] - row[1] + normal()), (x) => x],
  ["logistic", logistic(), [1, 0, 0, 1, 1, 0, 1, 0, 1], s],
];

describe("SGD over rows", () => {
  it.each(models)(
    "%s: X ← X − (γ/d)(prediction − label) a over the rows drawn, each as often as any",
    (_name, model, labels, predict) => {
      const rate = 0.15;
      const seed = 5;
      const steps = 300;
      const assembled = problem({ covariance: data({ features, labels }), model });
      const times = Array.from({ length: steps + 1 }, (_, k) => k / 3);
      const run = simulate(assembled, {
        method: "sgd-rows",
        schedule: constant(rate),
        horizon: steps / 3,
        seed,
        save: { times },
      });
      // The same picks, in the coordinates the data came in.
      const stream = createStreams(seed, "sgd-rows").stream(0);
      const pick = integer(0, features.length - 1);
      const { basis, optimum } = assembled.data!;
      const best = optimum.slice();
      basis.outOf(best);
      const X = [0, 0, 0];
      const drawn = new Set<number>();
      for (let k = 0; k <= steps; k++) {
        const distance = X.reduce((sum, x, i) => sum + (x - best[i]) ** 2, 0);
        expect(Math.abs(run.statistics.distance[k] - distance)).toBeLessThan(1e-10 * (1 + distance));
        const row = pick(stream);
        drawn.add(row);
        const error = predict(inner(features[row], X)) - labels[row];
        for (let i = 0; i < 3; i++) X[i] -= (rate / 3) * error * features[row][i];
      }
      expect(drawn.size).toBe(features.length);
    },
  );

  it("logistic labels drawn from a teacher: rows, Gaussian samples and the ODE of hard labels agree", async () => {
    const [n, d] = [6000, 60];
    const teacher = Array.from({ length: d }, () => (2 * normal()) / Math.sqrt(d));
    const rows = Array.from({ length: n }, () =>
      Array.from({ length: d }, (_, i) => normal() * (i < 20 ? 1.5 : 0.7)),
    );
    const labels = rows.map((row) => (random.realZeroToOneExclusive() < s(inner(row, teacher)) ? 1 : 0));
    const assembled = problem({ covariance: data({ features: rows, labels }), model: logistic() });
    const { optimum, basis } = assembled.data!;
    const fit = optimum.slice();
    basis.outOf(fit);
    // An estimate from n samples: E‖X̂ − X*‖² is tr(Fisher⁻¹)/n, about 5d/n here.
    expect(fit.reduce((sum, x, i) => sum + (x - teacher[i]) ** 2, 0)).toBeLessThan((20 * d) / n);
    const result = await compare(assembled, {
      schedule: constant(0.6),
      horizon: 6,
      methods: ["ode", "sgd", "sgd-rows"],
      runs: 24,
      seed: 2,
      save: { points: 7 },
    });
    for (const method of ["sgd", "sgd-rows"] as const)
      for (const statistic of ["risk", "distance"] as const) {
        const { max, standardError } = result.agreement(method, "ode", statistic).meanDifference;
        const scale = Math.max(...result.runs("ode", statistic)[0]);
        // 4.5 standard errors, and the mean's own distance from its limit, of order 1/d.
        expect(Math.abs(max!)).toBeLessThan(4.5 * standardError! + (2 / d) * scale);
      }
    // Negative control: with every label turned round the rows run away from that optimum.
    const turned = {
      ...assembled,
      data: {
        ...assembled.data!,
        rows: assembled.data!.rows,
        labels: assembled.data!.labels.map((y) => 1 - y),
      },
    };
    const wrong = await compare(turned, {
      schedule: constant(0.6),
      horizon: 6,
      methods: ["ode", "sgd-rows"],
      runs: 4,
      seed: 2,
      save: { points: 7 },
    });
    const { max, standardError } = wrong.agreement("sgd-rows", "ode", "distance").meanDifference;
    expect(Math.abs(max!)).toBeGreaterThan(20 * standardError!);
  });

  it("random features are those of the experiment's seed, whoever assembles the problem", () => {
    const labels = features.map((row) => row[0]);
    const description = {
      covariance: data({ features, labels, map: { kind: "relu", count: 6 } }),
      model: leastSquares(),
    };
    const riskOf = (of: Parameters<typeof simulate>[0], seed: number) =>
      simulate(of, { method: "ode", schedule: constant(0.1), horizon: 1, seed, save: { times: [1] } })
        .statistics.risk[0];
    const seven = riskOf(description, 7);
    expect(riskOf(problem(description), 7)).toBe(seven);
    expect(riskOf(problem(description, { seed: 7 }), 7)).toBe(seven);
    expect(riskOf(description, 1)).not.toBe(seven);
    const { spectrum } = analyseData(createDataSet({ features, labels }), {
      map: { kind: "relu", count: 6 },
      seed: 7,
    });
    expect(problem(description, { seed: 7 }).spectrum).toEqual(spectrum);
  });
});
