import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { quickstart } from "../../../src/cli/quickstart.js";
import { type ExperimentInput, parseExperiment } from "../../../src/experiment/index.js";
import { parseYaml } from "../../../src/node/yaml.js";
import { examples, hsgd, temporaryFolder } from "./command-line.js";

const files = readdirSync(examples).filter((file) => file.endsWith(".yaml"));

describe("examples/experiments", () => {
  test.each(files)("%s runs and agrees with the theory", async (file) => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await hsgd(
      folder,
      "run",
      join(examples, file),
      "--runs",
      "4",
      "--out",
      "o",
      "--json",
      "--quiet",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { agreement, curves, warnings } = JSON.parse(stdout);
    expect(warnings).toEqual([]);
    expect(curves.ode.outcome).toBe("finished");
    // The limit has no runs beside it.
    if (Object.keys(curves).join() === "ode") return;
    const risk = agreement.find(
      ({ between, statistic }: { between: string[]; statistic: string }) =>
        between.join() === "sgd,ode" && statistic === "risk",
    );
    // Fluctuations are of order d^(−1/2), d = 40 … 2000; a wrong limit would be off by its own size.
    expect(risk.supDistance.relative).toBeLessThan(0.25);
  });

  test("the quickstart file is the built-in quickstart, and its keys are those of the documentation", async () => {
    expect(await readFile(join(examples, "quickstart.yaml"), "utf8")).toBe(quickstart);
    expect(parseYaml(quickstart, "quickstart")).toEqual({
      name: "two-atoms",
      problem: {
        dimension: 2000,
        covariance: { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] },
        model: { kind: "least-squares", noiseStd: 0.5 },
        target: { kind: "gaussian", norm: 1 },
        initial: { kind: "zero" },
        ridge: 0,
      },
      schedule: { kind: "constant", rate: 0.7 },
      horizon: 5,
      methods: ["ode", "hsgd", "sgd"],
      ensemble: { runs: 32, seed: 1 },
      save: { points: 101, spacing: "linear" },
      hsgd: { step: "auto", scheme: "euler-maruyama" },
    });
  });

  test("every default the quickstart shows is the default", () => {
    const { problem, schedule, horizon, name } = parseYaml(quickstart, "quickstart") as ExperimentInput;
    const { dimension, covariance, model } = problem;
    expect(parseExperiment({ name, problem: { dimension, covariance, model }, schedule, horizon })).toEqual(
      parseExperiment(parseYaml(quickstart, "quickstart")),
    );
  });

  test("regression.mjs makes regression.csv", () => {
    const made = execFileSync(process.execPath, [join(examples, "regression.mjs")], { encoding: "utf8" });
    expect(made).toBe(readFileSync(join(examples, "regression.csv"), "utf8"));
  });
});
