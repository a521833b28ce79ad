import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Interruption, listenForSignals } from "../../../src/cli/interruption.js";
import { jsonSchemas } from "../../../src/cli/schema.js";
import { validates } from "../experiment/json-schema-validator.js";
import { hsgd, longFile, longRunFile, smallFile, start, temporaryFolder } from "./command-line.js";

const partialFiles = ["curves.csv", "figure.png", "figure.svg", "partial.json"];
const signals = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;
const runs = 1000;

let older = "";
beforeAll(async () => {
  older = await mkdtemp(join(tmpdir(), "hsgd-cli-"));
  await writeFile(join(older, "small.yaml"), smallFile());
  expect((await hsgd(older, "run", "small.yaml", "--quiet", "--out", "o")).code).toBe(0);
});
afterAll(() => rm(older, { recursive: true, force: true }));

/** A folder with long.yaml, and a finished result of another experiment in the folder o. */
async function withResult(file = longFile): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "long.yaml"), file);
  await cp(join(older, "o"), join(folder, "o"), { recursive: true });
  return folder;
}

/** Runs long.yaml and sends the signal when all of homogenized SGD and some runs of SGD are done. */
async function interruptAmidSgd(folder: string, signal: NodeJS.Signals, ...flags: string[]) {
  const { child, finished, says } = start(folder, "run", "long.yaml", ...flags);
  await says(`hsgd: ${runs} runs done`);
  // A run of SGD takes a hundredth of a second.
  await wait(500);
  child.kill(signal);
  return finished;
}

const read = (...path: string[]) => readFile(join(...path), "utf8");

describe("an interrupted run keeps what finished", () => {
  test.each(signals)(
    "%s, exit code %i: every finished run, in a folder of its own",
    async (signal, expected) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, "long.yaml"), longFile);
      const { code, stdout, stderr } = await interruptAmidSgd(folder, signal, "--out", "o");
      expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
      const sentence =
        /^hsgd: interrupted by (\w+) before all runs were done; kept in o\.interrupted: ode, 1000 of 1000 runs of hsgd, (\d+) of 1000 runs of sgd\.$/m.exec(
          stderr,
        );
      expect(sentence?.[1], stderr).toBe(signal);
      const done = Number(sentence?.[2]);
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(runs);
      expect((await readdir(folder)).sort()).toEqual(["long.yaml", "o.interrupted"]);
      expect((await readdir(join(folder, "o.interrupted"))).sort()).toEqual(partialFiles);
      const text = await read(folder, "o.interrupted", "partial.json");
      expect(validates(jsonSchemas.result(), JSON.parse(text))).toBe(true);
      const { interrupted, curves, experiment, warnings } = JSON.parse(text);
      expect(interrupted).toEqual({ runs, runsDone: { hsgd: runs, sgd: done } });
      expect(curves).toMatchObject({ ode: {}, hsgd: { runs }, sgd: { runs: done } });
      expect(experiment.ensemble.runs).toBe(runs);
      expect(warnings.map((warning: { code: string }) => warning.code)).toEqual(["interrupted"]);

      // It is no finished result, though of the same experiment.
      const shown = await hsgd(folder, "run", "long.yaml", "--out", "o.interrupted");
      expect(shown).toEqual({
        code: 2,
        stdout: "",
        stderr:
          "hsgd: o.interrupted holds what an interrupted run finished; choose another folder (--out), or move the old one aside with --fresh.\n",
      });

      // Runs finished are the runs of any comparison that has them.
      const again = await hsgd(folder, "run", "long.yaml", "--out", "o", "--runs", String(done), "--json");
      expect(again.code).toBe(0);
      expect(JSON.parse(again.stdout).curves.sgd).toEqual(curves.sgd);
      expect((await readdir(folder)).sort()).toEqual(["long.yaml", "o", "o.interrupted"]);
      expect(await read(folder, "o.interrupted", "partial.json")).toBe(text);
    },
  );

  test("the same command runs again as it is, and loses nothing where it is interrupted again", async () => {
    const folder = await withResult();
    const before = await read(folder, "o", "result.json");
    const flags = ["--out", "o", "--fresh", "--json"];
    const first = await interruptAmidSgd(folder, "SIGTERM", ...flags);
    expect({ code: first.code, stdout: first.stdout }).toEqual({ code: 143, stdout: "" });
    expect(first.stderr).toMatch(
      /Interrupted: writing what finished \(a second signal ends this at once\)\.\nhsgd: [^\n]*; kept in o\.interrupted: [^\n]* runs of sgd; the older result is back in o\.\n$/,
    );
    const kept = await read(folder, "o.interrupted", "partial.json");
    const second = await interruptAmidSgd(folder, "SIGTERM", ...flags);
    expect(second.stderr).toContain("; kept in o.interrupted.1: ode, ");
    expect((await readdir(folder)).sort()).toEqual(["long.yaml", "o", "o.interrupted", "o.interrupted.1"]);
    expect(await read(folder, "o.interrupted", "partial.json")).toBe(kept);
    expect(await read(folder, "o", "result.json")).toBe(before);
  });

  test.each(signals)(
    "%s before anything is: nothing written, an older result put back",
    async (signal, expected) => {
      const folder = await withResult(longRunFile("[sgd]", 1000, 3));
      const before = await read(folder, "o", "result.json");
      const { child, finished, says } = start(folder, "run", "long.yaml", "--out", "o", "--fresh");
      await says("Running long");
      child.kill(signal);
      const { code, stdout, stderr } = await finished;
      expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
      expect(stderr).toBe(
        `Moved the older result to o.1.\nRunning long: sgd, 1000 runs each, seed 1\nhsgd: interrupted by ${signal} before all runs were done; nothing was written; the older result is back in o.\n`,
      );
      expect((await readdir(folder)).sort()).toEqual(["long.yaml", "o"]);
      expect(await read(folder, "o", "result.json")).toBe(before);
    },
  );

  test("what cannot be put beside the output folder is kept elsewhere", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "long.yaml"), longFile);
    const name = "o".repeat(250);
    const { code, stderr } = await interruptAmidSgd(folder, "SIGINT", "--out", name);
    expect(code).toBe(130);
    const path =
      /; o+\.interrupted cannot be \w+: its name is too long; the numbers are kept in (.*partial\.json): ode, 1000 of 1000 runs of hsgd, /.exec(
        stderr,
      )?.[1];
    expect(path, stderr).toBeDefined();
    onTestFinished(() => rm(dirname(path!), { recursive: true }));
    expect(JSON.parse(await readFile(path!, "utf8")).interrupted.runsDone.hsgd).toBe(runs);
    expect(await readdir(folder)).toEqual(["long.yaml"]);
  });

  test("a second signal while it writes leaves nothing that looks finished, and the command can be run again", async () => {
    const folder = await temporaryFolder();
    // So many points that drawing them takes seconds.
    await writeFile(join(folder, "long.yaml"), longRunFile("[ode, hsgd, sgd]", 2, 20001));
    const { child, finished, says } = start(folder, "run", "long.yaml", "--out", "o");
    await says("hsgd: 2 runs done");
    child.kill("SIGINT");
    await says("Interrupted: writing what finished");
    await wait(600);
    child.kill("SIGINT");
    const { code, stdout } = await finished;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    // Whatever the moment: whole files or none, and not in o.
    expect(await readdir(folder)).not.toContain("o");
    const kept = await readdir(join(folder, "o.interrupted")).catch((): string[] => []);
    if (kept.includes("partial.json"))
      expect(JSON.parse(await read(folder, "o.interrupted", "partial.json")).interrupted.runs).toBe(2);
    await writeFile(join(folder, "small.yaml"), smallFile());
    expect((await hsgd(folder, "run", "small.yaml", "--out", "o", "--quiet")).code).toBe(0);
  });
});

describe("listening for signals", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Signals as the process hears them, at times that the test sets. */
  function listening() {
    let now = 5000;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as typeof process.exit);
    const { signal, stop } = listenForSignals();
    onTestFinished(stop);
    const hear = (name: "SIGINT" | "SIGTERM", at: number) => {
      now = 5000 + at;
      process.emit(name, name);
    };
    return { signal, exit, hear };
  }

  test.each(signals)(
    "the first %s aborts with exit code %i, the second ends the process",
    (name, exitCode) => {
      const { signal, exit, hear } = listening();
      hear(name, 0);
      expect(signal.reason as Interruption).toMatchObject({ signalName: name, exitCode });
      expect(exit).not.toHaveBeenCalled();
      hear(name, 501);
      expect(exit).toHaveBeenCalledWith(exitCode);
    },
  );

  test("a key press that npm passes on once more is one signal", () => {
    const { exit, hear } = listening();
    for (const at of [0, 2, 499]) hear("SIGINT", at);
    expect(exit).not.toHaveBeenCalled();
    hear("SIGINT", 600);
    expect(exit).toHaveBeenCalledTimes(1);
  });
});
