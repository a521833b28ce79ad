import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples, hsgd, smallFile, temporaryFolder } from "./command-line.js";

describe("hsgd predict", () => {
  test("tells the quickstart's numbers in a table, what they mean and why one is missing, and writes nothing", async () => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await hsgd(folder, "predict");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("two-atoms: predictions, nothing simulated");
    expect(lines[1]).toBe(
      "  stability threshold  2       constant rates below it keep the risk bounded, rates above it do not",
    );
    expect(stdout).toMatch(/\n {2}noise floor +0\.1923 /);
    expect(stdout).toMatch(/\n {2}exponents +– +powers of t are those of a power-density/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(112);
    expect(await readdir(folder)).toEqual([]);
    // The page shows what a reader will see.
    const page = await readFile(new URL("../../../docs/sgd/predictions.md", import.meta.url), "utf8");
    expect(page).toContain(stdout);
  });

  test("--json is the prediction with its experiment; --set and --quiet", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "own.yaml"), smallFile());
    const set = ["--set", "problem.model.noiseStd=0", "--set", "schedule={ kind: polyak }"];
    const { code, stdout, stderr } = await hsgd(folder, "predict", "own.yaml", ...set, "--json");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^own: predictions, nothing simulated\n {2}stability threshold/);
    expect(JSON.parse(stdout)).toMatchObject({
      format: "homogenized-sgd/predict",
      version: 1,
      experiment: { name: "own", schedule: { kind: "polyak", factor: 1 }, horizon: 2 },
      stabilityThreshold: 2,
      noiseFloor: 0,
      limitLearningRate: 1,
      exponents: null,
      reasons: { exponents: "powers of t are those of a power-density at dimension infinity" },
    });
    const quiet = await hsgd(folder, "predict", "own.yaml", ...set, "--json", "--quiet");
    expect(quiet).toEqual({ code: 0, stdout, stderr: "" });
  });

  test("reads data sets, infinite dimension and formulas", async () => {
    for (const file of ["data-example.yaml", "infinite.yaml", "own-loss.yaml"]) {
      const { code, stdout } = await hsgd(examples, "predict", file, "--set", "horizon=0.1");
      expect(code).toBe(0);
      expect(stdout).toMatch(/\n {2}optimal rate +\d/);
    }
  });

  test.each([
    [["none.yaml"], /^hsgd: none\.yaml cannot be read: there is no such file/],
    [["own.yaml", "--set", "schedule={ kind: polyac }"], /^hsgd: --set schedule=.*: schedule/],
    [
      ["own.yaml", "--set", "problem.ridge=1", "--set", "schedule={ kind: polyak }"],
      /^hsgd: --set schedule=.*schedule of kind polyak has no formula with a ridge/,
    ],
    [["own.yaml", "--seed", "2"], /^hsgd: unknown option '--seed'.*see hsgd predict --help/],
  ])("%j is refused in one sentence with exit code 2", async (args, sentence) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "own.yaml"), smallFile());
    const { code, stdout, stderr } = await hsgd(folder, "predict", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
