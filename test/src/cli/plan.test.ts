import { describe, expect, test } from "vitest";
import { type Plan, planRun } from "../../../src/cli/plan.js";
import { planText } from "../../../src/cli/plan-text.js";
import { parseExperiment } from "../../../src/experiment/index.js";

const experiment = (changes: object = {}) =>
  parseExperiment({
    problem: {
      dimension: 50,
      covariance: { kind: "atoms", eigenvalues: [2, 1], weights: [0.5, 0.5] },
      model: { kind: "least-squares", outputs: 2 },
    },
    schedule: { kind: "expression", value: "0.5/(1+t)" },
    horizon: 3,
    ensemble: { runs: 4 },
    hsgd: { step: 0.01 },
    ...changes,
  });

const clock = () => performance.now() / 1000;

describe("a plan", () => {
  test("counts steps and the numbers they update", async () => {
    const plan = await planRun(experiment(), undefined, clock);
    expect(plan).toMatchObject({ dimension: 50, atoms: 2, hsgdStep: 0.01 });
    const [ode, hsgd, sgd] = plan.methods;
    expect(ode.coordinateSteps).toBe((ode.steps ?? 0) * 2 * 8);
    expect(hsgd).toMatchObject({ method: "hsgd", runs: 4, steps: 300, coordinateSteps: 300 * 50 * 2 * 4 });
    expect(sgd).toMatchObject({ method: "sgd", runs: 4, steps: 150, coordinateSteps: 150 * 50 * 2 * 4 });
    expect(plan.seconds).toBeCloseTo(
      plan.methods.reduce((total, { seconds }) => total + seconds, 0),
      9,
    );
    expect(plan.memory).toBeGreaterThan(2 ** 20);
  });

  test("a long run is extrapolated from its beginning, in proportion to its length", async () => {
    // A clock that counts its own readings: every slice of work takes one second.
    let readings = 0;
    const ticking = () => readings++;
    const long = (runs: number) =>
      experiment({
        horizon: 400000,
        methods: ["sgd"],
        ensemble: { runs },
        save: { points: 2 },
        schedule: { kind: "constant", rate: 0.1 },
      });
    const one = await planRun(long(1), undefined, ticking);
    const ten = await planRun(long(10), undefined, ticking);
    expect(ten.methods[0].seconds).toBeCloseTo(10 * one.methods[0].seconds, 6);
    expect(one.methods[0]).toMatchObject({ steps: 2e7, coordinateSteps: 2e9 });
  });

  test("a step that would be refused is refused here", async () => {
    await expect(planRun(experiment({ hsgd: { step: 100 } }), undefined, clock)).rejects.toThrow(
      /hsgd\.step is 100/,
    );
  });

  const plan: Plan = {
    dimension: 50,
    atoms: 2,
    nodes: null,
    hsgdStep: 0.0055902,
    seconds: 75,
    memory: 100 * 2 ** 20,
    methods: [
      { method: "ode", runs: 1, steps: null, coordinateSteps: null, seconds: 5 },
      { method: "sgd", runs: 32, steps: 10000, coordinateSteps: 6.4e8, seconds: 70 },
    ],
  };

  test("in words", () => {
    const text = planText(plan, { name: "two-atoms", folder: "would write out/two-atoms" });
    expect(text.split("\n")).toEqual([
      "two-atoms: dimension 50, 2 distinct eigenvalues",
      "  method  runs  steps a run  coordinate-steps         time",
      "  ode        1     adaptive                    about 5.0 s",
      "  sgd       32       10,000             6.4e8   about 70 s",
      "  hsgd step 0.00559",
      "  in all about 75 s on this machine (less where runs diverge) and 100 MB",
      "  would write out/two-atoms; nothing was written",
      "",
    ]);
  });

  test("at infinity: nodes instead of eigenvalues, and the ODE alone", async () => {
    const infinite = parseExperiment({
      problem: {
        dimension: "infinity",
        covariance: { kind: "marchenko-pastur", ratio: 2 },
        model: { kind: "least-squares" },
      },
      schedule: { kind: "constant", rate: 0.5 },
      horizon: 1,
    });
    const planned = await planRun(infinite, undefined, clock);
    expect(planned).toMatchObject({ dimension: "infinity", nodes: 250, atoms: 251, hsgdStep: null });
    expect(planned.methods.map(({ method }) => method)).toEqual(["ode"]);
    const text = planText(planned, { name: "n", folder: "f" });
    expect(text.split("\n")[0]).toBe("n: dimension infinity, 250 quadrature nodes");
  });
});
