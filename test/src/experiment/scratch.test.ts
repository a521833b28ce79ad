import { test } from "vitest";
import { parseExperiment } from "../../../src/experiment/experiment.js";
import { jsonSchema } from "../../../src/experiment/json-schema.js";
test("x", () => {
  const ok = { problem: { dimension: 100, covariance: { kind: "identity" }, model: { kind: "least-squares" } }, schedule: { kind: "constant", rate: 0.7 }, horizon: 5 };
  console.log(JSON.stringify(parseExperiment(ok, { file: "a/b.yaml" }), null, 1));
  console.log(JSON.stringify(jsonSchema(), null, 1));
  const bads: unknown[] = [null, 3, [], {}, { ...ok, horizn: 5 }, { ...ok, horizon: -1 }, { ...ok, horizon: "five" }, { ...ok, methods: "ode" }, { ...ok, methods: ["ode", "sdg"] }, { ...ok, methods: [] }, { ...ok, ensemble: { runs: 0 } }, { ...ok, ensemble: { runs: 1.5 } }, { ...ok, ensemble: { seed: 2 ** 53 } }, { ...ok, ensemble: { sede: 2 } },
    { ...ok, problem: { ...ok.problem, covariance: { kind: "marchenko-pastur", ratio: 2 } } }, { ...ok, problem: { ...ok.problem, covariance: { kind: "atoms", eigenvalues: [1, -2], weights: [0.5, 0.5] } } },{ ...ok, problem: { ...ok.problem, covariance: { kind: "atom" } } },{ ...ok, problem: { ...ok.problem, covariance: { } } },{ ...ok, problem: { ...ok.problem, covariance: "identity" } },{ ...ok, problem: { ...ok.problem, covariance: { kind: "power-law", exponent: -1 } } },
    { ...ok, save: { points: 1 } }, { ...ok, save: { statistics: ["cosin"] } }, { ...ok, save: { statistics: [{ name: "x", quadratik: "lambda" }] } }, { ...ok, save: { statistics: [{ name: "a b", quadratic: "lambda" }] } }, { ...ok, hsgd: { step: "fast" } }, { ...ok, hsgd: { step: 0 } }, { ...ok, hsgd: { scheme: "heun" } }, { ...ok, problem: { ...ok.problem, overlaps: [[1, "a"], [0, 1]] } }, { ...ok, problem: { ...ok.problem, target: { kind: "power", exponent: 1, norm: 1, scale: 1 } } }, { ...ok, name: "a/b" }, { ...ok, problem: { ...ok.problem, target: { kind: "values", values: [1, "x"] } } }, { ...ok, horizon: Number.NaN }, {...ok, problem: { ...ok.problem, dimension: "infinity"}},{...ok, ensemble: null}];
  for (const b of bads) try { parseExperiment(b, { file: "a/b.yaml" }); console.log("ACCEPTED", JSON.stringify(b)); } catch (e) { console.log((e as Error).constructor.name, (e as Error).message); }
});
