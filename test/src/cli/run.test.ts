import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hsgd, hsgdDying, smallFile, temporaryFolder } from "./command-line.js";

const reportFiles = ["curves.csv", "figure.png", "figure.svg", "result.json"];

/** A folder with small.yaml in it. */
async function withSmallFile(more = ""): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "small.yaml"), smallFile(more));
  return folder;
}

/** As withSmallFile, with its finished result in the folder o, which was run once for all tests. */
async function withResult(): Promise<string> {
  const folder = await withSmallFile();
  await cp(join(finished, "o"), join(folder, "o"), { recursive: true });
  return folder;
}

let finished = "";
beforeAll(async () => {
  finished = await mkdtemp(join(tmpdir(), "hsgd-cli-"));
  await writeFile(join(finished, "small.yaml"), smallFile());
  expect((await hsgd(finished, "run", "small.yaml", "--quiet", "--out", "o")).code).toBe(0);
});
afterAll(() => rm(finished, { recursive: true, force: true }));

const resultIn = (folder: string) => readFile(join(folder, "result.json"), "utf8");

describe("hsgd run", () => {
  test("without a file runs the quickstart into out/two-atoms", async () => {
    const folder = await temporaryFolder();
    const { code, stdout } = await hsgd(folder, "run", "--set", "problem.dimension=40", "--runs", "2");
    expect(code).toBe(0);
    expect(stdout).toContain("two-atoms");
    expect((await readdir(join(folder, "out/two-atoms"))).sort()).toEqual(reportFiles);
    const { experiment } = JSON.parse(await resultIn(join(folder, "out/two-atoms")));
    expect(experiment).toMatchObject({
      name: "two-atoms",
      problem: { dimension: 40 },
      ensemble: { runs: 2, seed: 1 },
    });
  });

  test("prints a table to standard output, and few lines of progress to standard error", async () => {
    const folder = await withSmallFile();
    const { code, stdout, stderr } = await hsgd(folder, "run", "small.yaml");
    expect(code).toBe(0);
    for (const word of ["risk", "ode", "hsgd", "sgd"]) expect(stdout).toContain(word);
    expect(stderr).toMatch(/^Running small: ode, hsgd, sgd, 3 runs each, seed 1\n/);
    expect(stderr).toMatch(/Wrote out.small: result\.json, curves\.csv, figure\.svg, figure\.png\.\n$/);
    expect(stderr.trim().split("\n").length).toBeLessThanOrEqual(10);
  });

  test("at infinite dimension: the ODE, a quadrature that is reported, and null for a norm that is infinite", async () => {
    const folder = await temporaryFolder();
    const file = `
problem:
  dimension: .inf
  covariance: { kind: power-density, beta: 0.5 }
  model: { kind: least-squares }
  target: { kind: power, exponent: 0.9, scale: 1 }
schedule: { kind: constant, rate: 0.7 }
horizon: 2
save: { points: 3 }
`;
    await writeFile(join(folder, "i.yaml"), file);
    const { code, stdout, stderr } = await hsgd(folder, "run", "i.yaml", "--out", "o");
    expect(code).toBe(0);
    expect(stdout).toContain("d = ∞; power-density spectrum, beta 0.5, 250 nodes");
    expect(stderr).toMatch(/^Running i: ode\n/);
    expect((await readdir(join(folder, "o"))).sort()).toEqual(reportFiles);
    const { experiment, curves } = JSON.parse(await resultIn(join(folder, "o")));
    expect(experiment.problem).toMatchObject({ dimension: "infinity", covariance: { nodes: 250 } });
    expect(Object.keys(curves)).toEqual(["ode"]);
    expect(curves.ode.distance).toEqual([null, null, null]);
    // ½ ∫ λ^(1−s) dμ = ½ · 0.5/(0.5 + 0.1)
    expect(curves.ode.risk[0]).toBeCloseTo(0.25 / 0.6, 8);
    const plan = await hsgd(folder, "run", "i.yaml", "--dry-run", "--fresh", "--out", "o");
    expect(plan.stdout).toContain("i: dimension infinity, 250 quadrature nodes");
    const refused = await hsgd(
      folder,
      "run",
      "i.yaml",
      "--set",
      "problem.target={kind: power, exponent: 0.9}",
    );
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /problem\.target: power with exponent 0\.9 has an infinite norm.* give scale/,
    );
  });

  test("the same experiment gives the same bytes, whatever the folder; another seed gives others", async () => {
    const folder = await withResult();
    await hsgd(folder, "run", "small.yaml", "--out", "b/c");
    for (const file of reportFiles)
      expect(await readFile(join(folder, "o", file))).toEqual(await readFile(join(folder, "b/c", file)));
    await hsgd(folder, "run", "small.yaml", "--out", "d", "--seed", "2");
    expect(await readFile(join(folder, "d/curves.csv"))).not.toEqual(
      await readFile(join(folder, "o/curves.csv")),
    );
  });

  test("a result's experiment is a file that gives the same result", async () => {
    const folder = await withSmallFile("hsgd: { step: 0.05 }");
    await hsgd(folder, "run", "small.yaml", "--out", "a");
    const text = await resultIn(join(folder, "a"));
    await writeFile(join(folder, "again.json"), JSON.stringify(JSON.parse(text).experiment));
    await hsgd(folder, "run", "again.json", "--out", "b");
    expect(await resultIn(join(folder, "b"))).toBe(text);
  });

  test("a finished folder of the same experiment is shown, not rerun", async () => {
    const folder = await withSmallFile();
    const first = await hsgd(folder, "run", "small.yaml");
    const before = await stat(join(folder, "out/small/result.json"));
    const second = await hsgd(folder, "run", "small.yaml", "--set", "problem.ridge=0");
    expect(second.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toBe(
      `${join("out", "small")} holds the finished result of this experiment: shown, not run again (--fresh runs it again).\n`,
    );
    expect((await stat(join(folder, "out/small/result.json"))).mtimeMs).toBe(before.mtimeMs);
    const json = await hsgd(folder, "run", "small.yaml", "--json", "--quiet");
    expect(json).toEqual({ code: 0, stdout: await resultIn(join(folder, "out/small")), stderr: "" });
  });

  test("another experiment's folder is refused, and with --fresh moved aside", async () => {
    const folder = await withResult();
    const old = await resultIn(join(folder, "o"));
    const refused = await hsgd(folder, "run", "small.yaml", "--out", "o", "--seed", "2");
    expect(refused).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "hsgd: o holds the finished result of another experiment; choose another folder (--out), or move the old one aside with --fresh.\n",
    });
    const fresh = await hsgd(folder, "run", "small.yaml", "--out", "o", "--seed", "2", "--fresh");
    expect(fresh.code).toBe(0);
    expect(fresh.stderr).toContain("Moved the older result to o.1.\n");
    expect(await resultIn(join(folder, "o.1"))).toBe(old);
    expect(await resultIn(join(folder, "o"))).not.toBe(old);
    // The same experiment again, fresh: aside once more, and the bytes are those of before.
    await hsgd(folder, "run", "small.yaml", "--out", "o", "--fresh");
    expect(await resultIn(join(folder, "o"))).toBe(old);
    expect((await readdir(folder)).sort()).toEqual(["o", "o.1", "o.2", "small.yaml"]);
  });

  test("a folder of somebody else's is left alone, with --fresh too", async () => {
    const folder = await withSmallFile();
    await mkdir(join(folder, "mine"));
    await writeFile(join(folder, "mine/notes.txt"), "notes");
    for (const flags of [[], ["--fresh"]]) {
      const { code, stderr } = await hsgd(folder, "run", "small.yaml", "--out", "mine", ...flags);
      expect(code).toBe(2);
      expect(stderr).toBe(
        "hsgd: mine is not empty and holds no result of hsgd, so nothing is written there; choose another folder (--out).\n",
      );
    }
    expect(await readdir(join(folder, "mine"))).toEqual(["notes.txt"]);
  });

  test("a folder that cannot be written is refused before the run", async () => {
    const folder = await withSmallFile();
    const { code, stdout, stderr } = await hsgd(folder, "run", "small.yaml", "--out", "small.yaml/out");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "hsgd: small.yaml/out cannot be written: it or a part of its path is a file, not a folder; choose another folder.\n",
    );
  });

  test("an empty --out is refused before the run", async () => {
    const folder = await withSmallFile();
    for (const flags of [[], ["--dry-run"], ["--fresh"]])
      expect(await hsgd(folder, "run", "small.yaml", "--out", "", ...flags)).toEqual({
        code: 2,
        stdout: "",
        stderr: "hsgd: The output folder's name is empty; give the path of a folder, as out/mine.\n",
      });
    expect(await readdir(folder)).toEqual(["small.yaml"]);
  });

  test("a damaged result is refused, and with --fresh moved aside", async () => {
    const folder = await withResult();
    await writeFile(join(folder, "o/result.json"), (await resultIn(join(folder, "o"))).slice(0, 500));
    const refused = await hsgd(folder, "run", "small.yaml", "--out", "o");
    expect(refused).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "hsgd: o holds a result that is damaged; choose another folder (--out), or move the old one aside with --fresh.\n",
    });
    const fresh = await hsgd(folder, "run", "small.yaml", "--out", "o", "--fresh");
    expect(fresh.code).toBe(0);
    expect(fresh.stderr).toContain("Moved the older result to o.1.\n");
    expect((await resultIn(join(folder, "o.1"))).length).toBe(500);
    expect(await resultIn(join(folder, "o"))).toBe(await resultIn(join(finished, "o")));
  });

  test("a process that dies while it draws has the numbers on the disk; run again, it draws", async () => {
    const folder = await withSmallFile();
    const died = await hsgdDying(folder, "run", "small.yaml", "--out", "o");
    expect(died.code).not.toBe(0);
    expect(died.stdout).toContain("risk");
    expect((await readdir(join(folder, "o"))).sort()).toEqual(["curves.csv", "figure.svg", "result.json"]);
    const again = await hsgd(folder, "run", "small.yaml", "--out", "o");
    expect(again.code).toBe(0);
    expect(again.stderr).toBe(
      "o holds the finished result of this experiment: shown, not run again (--fresh runs it again).\nWrote what o lacked: figure.png.\n",
    );
    for (const file of reportFiles)
      expect(await readFile(join(folder, "o", file))).toEqual(await readFile(join(finished, "o", file)));
  });

  test("of two commands started together in one folder neither is lost", async () => {
    const folder = await withSmallFile();
    const flags = ["--out", "o", "--quiet", "--set", "horizon=400", "--seed"];
    const ends = await Promise.all(
      ["1", "2"].map((seed) => hsgd(folder, "run", "small.yaml", ...flags, seed)),
    );
    const [won, lost] = ends.sort((a, b) => a.code! - b.code!);
    expect(won).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(lost).toEqual({
      code: 1,
      stdout: "",
      stderr: `hsgd: the run failed: o holds another result; the numbers are kept in ${join("o.1", "result.json")} (HSGD_DEBUG=1 shows where).\n`,
    });
    const seeds = await Promise.all(
      ["o", "o.1"].map(
        async (name) => JSON.parse(await resultIn(join(folder, name))).experiment.ensemble.seed,
      ),
    );
    expect(seeds.sort()).toEqual([1, 2]);
  });

  test("--json sends result.json alone to standard output, the table to standard error", async () => {
    const folder = await withSmallFile();
    const { stdout, stderr } = await hsgd(folder, "run", "small.yaml", "--json");
    expect(stdout).toBe(await resultIn(join(folder, "out/small")));
    expect(JSON.parse(stdout)).toMatchObject({ format: "homogenized-sgd/result", version: 1 });
    const plain = await hsgd(folder, "run", "small.yaml");
    expect(stderr).toContain(plain.stdout.trimEnd());
  });

  test("--quiet says nothing but errors", async () => {
    const folder = await withSmallFile();
    expect(await hsgd(folder, "run", "small.yaml", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
    const wrong = await hsgd(folder, "run", "none.yaml", "--quiet");
    expect(wrong).toEqual({
      code: 2,
      stdout: "",
      stderr: "hsgd: none.yaml cannot be read: there is no such file; give the path of a file that can be.\n",
    });
  });

  test.each([
    [["--set", "horizon=-1"], "hsgd: --set horizon=-1: horizon is -1, but it must be a number above 0.\n"],
    [
      ["--set", "horizon=.inf"],
      "hsgd: --set horizon=.inf: horizon is Infinity, but it must be a number above 0 and finite.\n",
    ],
    [
      ["--set", "methods[0]="],
      "hsgd: --set methods[0]=: methods[0] is null, but it must be one of ode, volterra, hsgd, sgd, sgd-rows.\n",
    ],
    [
      ["--set", "methods[x]=ode"],
      'hsgd: --set methods[x]=ode: The key path "methods[x]" cannot be read; write keys with dots between them, as problem.model.noiseStd or save.times[0].\n',
    ],
    [["--runs", "0"], "hsgd: --runs 0: ensemble.runs is 0, but it must be a whole number of at least 1.\n"],
    [
      ["--seed", "abc"],
      'hsgd: --seed abc: ensemble.seed is "abc", but it must be a whole number of at least 0.\n',
    ],
    [
      ["--set", "problem.modle={}"],
      "hsgd: --set problem.modle={}: problem.modle is not a known key, the nearest being model; problem takes dimension, covariance, model, target, initial, overlaps, ridge.\n",
    ],
  ])("%j is refused, naming the flag", async (flags, stderr) => {
    const folder = await withSmallFile();
    expect(await hsgd(folder, "run", "small.yaml", ...flags)).toEqual({ code: 2, stdout: "", stderr });
    expect(await readdir(folder)).toEqual(["small.yaml"]);
  });

  test("malformed YAML is told with its line", async () => {
    const folder = await withSmallFile("ensemble: { runs: 4 }\n");
    const { code, stderr } = await hsgd(folder, "run", "small.yaml");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "hsgd: small.yaml, line 7, column 1: this is not valid YAML, since map keys must be unique; correct that place.\n",
    );
  });

  test.each([
    ["problem.covariance={kind: atoms, eigenvalues: [1, 2], weights: [0.5, 0.4]}", /weights/],
    ["problem.covariance={kind: atoms, eigenvalues: [1, 2], weights: [0.33, 0.67]}", /dimension/],
    ["problem.covariance={kind: eigenvalues, values: [1, 2]}", /40/],
    ["hsgd.step=50", /hsgd\.step is 50/],
    ["schedule={kind: expression, value: 1-t}", /rate -/],
    ["schedule={kind: expression, value: 0.7/(1+}", /formula/],
    ["save.statistics=[{name: c, quadratic: x^2}]", /x\^2/],
  ])(
    "%s shows only when keys meet: exit 2, one sentence, nothing written, nothing lost",
    async (set, says) => {
      const folder = await withResult();
      const before = await resultIn(join(folder, "o"));
      const { code, stdout, stderr } = await hsgd(
        folder,
        "run",
        "small.yaml",
        "--out",
        "o",
        "--fresh",
        "--quiet",
        "--set",
        set,
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.startsWith(`hsgd: --set ${set}: `)).toBe(true);
      expect(stderr).toMatch(/^[^\n]*\n$/);
      expect(stderr).toMatch(says);
      expect(stderr).not.toContain("    at ");
      expect((await readdir(folder)).sort()).toEqual(["o", "small.yaml"]);
      expect(await resultIn(join(folder, "o"))).toBe(before);
    },
  );

  test("a mistake that shows only when keys meet is the file's where no flag set its key", async () => {
    const folder = await withSmallFile("hsgd: { step: 50 }\n");
    const { code, stderr } = await hsgd(folder, "run", "small.yaml", "--seed", "3", "--dry-run");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^hsgd: small\.yaml: hsgd\.step is 50, longer than the whole run/);
  });

  test("a rate beyond stability is legitimate: it runs, and the table tells who diverged", async () => {
    const folder = await withSmallFile();
    const { code, stdout } = await hsgd(
      folder,
      "run",
      "small.yaml",
      "--set",
      "schedule.rate=6",
      "--set",
      "horizon=20",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/diverged: .*3 of 3/);
    const { curves } = JSON.parse(await resultIn(join(folder, "out/small")));
    expect(curves.sgd.diverged).toBe(3);
    expect(curves.sgd.alive.at(-1)).toBe(0);
  });

  test("--dry-run tells what would be done and writes nothing", async () => {
    const folder = await withSmallFile();
    const { code, stdout, stderr } = await hsgd(folder, "run", "small.yaml", "--dry-run");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/sgd +3 +80 +9\.6e3 +about/);
    expect(stdout).toContain(`would write ${join("out", "small")}; nothing was written`);
    expect(await readdir(folder)).toEqual(["small.yaml"]);
    const json = JSON.parse((await hsgd(folder, "run", "small.yaml", "--dry-run", "--json")).stdout);
    expect(json).toMatchObject({ format: "homogenized-sgd/dry-run", dimension: 40, atoms: 1 });
    await cp(join(finished, "o"), join(folder, "out/small"), { recursive: true });
    expect((await hsgd(folder, "run", "small.yaml", "--dry-run")).stdout).toContain(
      "would show the finished result",
    );
    expect((await hsgd(folder, "run", "small.yaml", "--dry-run", "--fresh")).stdout).toContain("aside");
    expect((await hsgd(folder, "run", "small.yaml", "--dry-run", "--seed", "4")).code).toBe(2);
  });
});
