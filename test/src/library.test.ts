/** The library's public form: the code blocks at the top of the contract, as users write them. */
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defineSde, ensemble, eulerMaruyama, moments, solve } from "../../sde/index.js";
import {
  atoms,
  compare,
  constant,
  customModel,
  gaussian,
  leastSquares,
  predict,
  problem,
  simulate,
  toSde,
} from "../../src/index.js";
import { writeReport } from "../../src/node/index.js";

describe("the library, as the contract writes it", () => {
  const twoAtoms = problem({
    dimension: 200,
    covariance: atoms([1.6, 0.4], [0.5, 0.5]),
    model: leastSquares({ noiseStd: 0.5 }),
    target: gaussian({ norm: 1 }),
  });

  it("compares three dynamics, looks an agreement up, and writes a report", async () => {
    const result = await compare(twoAtoms, {
      schedule: constant(0.7),
      horizon: 5,
      methods: ["ode", "hsgd", "sgd"],
      runs: 8,
      seed: 1,
    });
    // As the contract writes it, for the compiler too.
    const { median } = result.agreement("sgd", "ode", "risk").supDistance;
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThan(0.2);
    const folder = join(await mkdtemp(join(tmpdir(), "hsgd-library-")), "two-atoms");
    await writeReport(result, folder);
    expect((await readdir(folder)).sort()).toEqual(["curves.csv", "figure.png", "figure.svg", "result.json"]);
  });

  it("predicts without simulating, and takes a loss of the user's own", () => {
    expect(predict(twoAtoms, constant(0.7)).stabilityThreshold).toBe(2);
    const mine = customModel({
      outputs: 1,
      loss: ([x], [y]) => 0.5 * (x - y) ** 2,
      direction: ([x], [y], out) => {
        out[0] = x - y;
      },
    });
    const options = { method: "ode", schedule: constant(0.7), horizon: 5 } as const;
    const own = simulate(problem({ ...twoAtoms.description, model: mine }), options).statistics.risk;
    const built = simulate(problem({ ...twoAtoms.description, model: leastSquares() }), options).statistics
      .risk;
    own.forEach((risk, i) => {
      expect(Math.abs(risk / built[i] - 1)).toBeLessThan(1e-8);
    });
  });

  it("simulates one run, and hands HSGD out as an ordinary SDE problem with its start", () => {
    const run = simulate(twoAtoms, { method: "sgd", schedule: constant(0.7), horizon: 5, seed: 1 });
    expect(run.outcome).toBe("finished");
    const sde = toSde(twoAtoms, constant(0.7), { seed: 1 });
    const path = solve(sde, { from: 0, to: 1, step: 0.01, scheme: eulerMaruyama, seed: 1 });
    expect(path.state).toHaveLength(200);
  });

  it("accepts plain data wherever it accepts what constructors return", async () => {
    const plain = {
      dimension: 200,
      covariance: { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] },
      model: { kind: "least-squares", noiseStd: 0.5 },
      target: { kind: "gaussian", norm: 1 },
    } as const;
    const options = { method: "sgd", horizon: 1, seed: 1 } as const;
    const a = simulate(plain, { ...options, schedule: { kind: "constant", rate: 0.7 } });
    const b = simulate(twoAtoms, { ...options, schedule: constant(0.7) });
    expect(a.statistics).toEqual(b.statistics);
  });

  it("solves and reduces an SDE of the user's own", () => {
    const gbm = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: (_t, x, out) => {
        out[0] = 0.5 * x[0];
      },
      diffusion: (_t, x, out) => {
        out[0] = 0.2 * x[0];
      },
      diffusionDerivative: (_t, _x, out) => {
        out[0] = 0.2;
      },
    });
    const path = solve(gbm, { start: [1], from: 0, to: 1, step: 2 ** -8, scheme: eulerMaruyama, seed: 1 });
    if (path.outcome === "diverged") console.log(path.time, path.state);
    expect(path.outcome).toBe("finished");
    const stats = ensemble(gbm, {
      start: [1],
      from: 0,
      to: 1,
      step: 2 ** -6,
      scheme: eulerMaruyama,
      seed: 1,
      paths: 1e4,
      save: { times: [0.5, 1], of: (_t, x) => x[0] },
      reduce: moments(),
    });
    // E X_N = (1 + αh)^N exactly for Euler–Maruyama.
    expect(Math.abs(stats.mean[1] - (1 + 0.5 / 64) ** 64)).toBeLessThan(4.5 * stats.standardError[1]);
  });
});
