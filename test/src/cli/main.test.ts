import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { jsonSchema } from "../../../src/experiment/index.js";
import { hsgd, main, start, temporaryFolder } from "./command-line.js";

describe("the command line", () => {
  test.each([[], ["--help"]])("hsgd %s prints the help to standard output", async (...args) => {
    const { code, stdout, stderr } = await hsgd(".", ...args.flat());
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of ["run", "schema", "init"]) expect(stdout).toContain(`\n  ${name} `);
    expect(stdout).toContain("Examples:\n  hsgd run ");
    expect(stdout).toContain("Exit codes:");
  });

  test("hsgd run --help names every flag there is, and no other", async () => {
    const { code, stdout } = await hsgd(".", "run", "--help");
    expect(code).toBe(0);
    const flags = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(flags).toEqual([
      "--out",
      "--set",
      "--seed",
      "--runs",
      "--dry-run",
      "--fresh",
      "--json",
      "--quiet",
      "--help",
    ]);
  });

  test("hsgd help prints what --help does", async () => {
    expect(await hsgd(".", "help")).toEqual(await hsgd(".", "--help"));
    expect(await hsgd(".", "help", "run")).toEqual(await hsgd(".", "run", "--help"));
  });

  test("hsgd --version prints the package's version", async () => {
    const { version } = JSON.parse(readFileSync(join(dirname(main), "../../../package.json"), "utf8"));
    expect(await hsgd(".", "--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each([
    [["help", "rum"], "hsgd: there is no command of that name to help with; see hsgd --help."],
    [["rum"], "hsgd: unknown command 'rum', the nearest being run; see hsgd --help."],
    [["--verson"], "hsgd: unknown option '--verson', the nearest being --version; see hsgd --help."],
    [["run", "--sed", "3"], "hsgd: unknown option '--sed', the nearest being --seed; see hsgd run --help."],
    [["run", "--workers", "2"], "hsgd: unknown option '--workers'; see hsgd run --help."],
    [["run", "--check"], "hsgd: unknown option '--check'; see hsgd run --help."],
    [["run", "--out"], "hsgd: option '--out <dir>' argument missing; see hsgd run --help."],
    [["run", ""], "hsgd: The file's name is empty; give the path of a file, as experiment.yaml."],
    [["predict", ""], "hsgd: The file's name is empty; give the path of a file, as experiment.yaml."],
    [["init", ""], "hsgd: The file's name is empty; give the path of a file, as experiment.yaml."],
    [
      ["figure", "--json"],
      "hsgd: --json is given and a figure is not; name one, or leave --json out for a list of them.",
    ],
    [
      ["order", "--scheme", "milstein", "--quiet"],
      "hsgd: --quiet is given and a problem is not; name one, or leave --quiet out for a list of them.",
    ],
    [
      ["order", "tangent", "--scheme", "milstein", "--paths", "0"],
      "hsgd: --paths is 0; it must be a whole number of at least 50, for the interval comes from 25 groups of them.",
    ],
    [
      ["run", "a.yaml", "b.yaml"],
      "hsgd: too many arguments for 'run', expected 1 but got 2; see hsgd run --help.",
    ],
  ])("%j is refused in one sentence with exit code 2", async (args, sentence) => {
    expect(await hsgd(".", ...args)).toEqual({ code: 2, stdout: "", stderr: `${sentence}\n` });
  });

  test("hsgd schema prints the JSON Schema and nothing else", async () => {
    const { code, stdout, stderr } = await hsgd(".", "schema");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  });

  test("a reader that goes away is no error", async () => {
    const { child, finished } = start(".", "schema");
    child.stdout?.destroy();
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("hsgd init writes a starter that runs, and never over a file", async () => {
    const folder = await temporaryFolder();
    const first = await hsgd(folder, "init");
    expect(first).toEqual({
      code: 0,
      stdout: "",
      stderr: "Wrote experiment.yaml; next: hsgd run experiment.yaml\n",
    });
    const starter = readFileSync(join(folder, "experiment.yaml"), "utf8");
    expect(parse(starter)).toHaveProperty("problem.dimension", 1000);
    expect((await hsgd(folder, "run", "experiment.yaml", "--runs", "1", "--quiet")).code).toBe(0);

    await writeFile(join(folder, "experiment.yaml"), "mine");
    expect(await hsgd(folder, "init")).toEqual({
      code: 2,
      stdout: "",
      stderr: "hsgd: experiment.yaml cannot be written: it exists already; give another file name.\n",
    });
    expect(readFileSync(join(folder, "experiment.yaml"), "utf8")).toBe("mine");
    expect((await hsgd(folder, "init", "other.yaml")).code).toBe(0);
    expect(readFileSync(join(folder, "other.yaml"), "utf8")).toBe(starter);
  });

  test("what the command loads before it knows what to do is small", () => {
    const loaded = new Set<string>();
    const follow = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const [, name] of readFileSync(file, "utf8").matchAll(/^import .*? from "(\.[^"]+)";$/gm))
        follow(join(dirname(file), name));
    };
    follow(main);
    const rooms = new Set([...loaded].map((file) => dirname(file).split(/[\\/]dist[\\/]/)[1]));
    expect([...rooms].sort()).toEqual(["estimators", "src/cli"].sort());
  });
});
