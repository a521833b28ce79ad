import { readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runExperiment } from "../../../src/experiment/index.js";
import { formatJson, rescueResult, writeReport } from "../../../src/node/index.js";
import { partialOf, resultOf, small, temporaryFolder } from "./small.js";

describe("writeReport", () => {
  test("writes the four files, from a result or from its JSON, the same bytes each time", async () => {
    const parent = await temporaryFolder();
    const result = await runExperiment(small());
    await writeReport(result, join(parent, "a"));
    await writeReport(await resultOf(small()), join(parent, "b"));
    const files = ["curves.csv", "figure.png", "figure.svg", "result.json"];
    expect((await readdir(join(parent, "a"))).sort()).toEqual(files);
    for (const file of files)
      expect(await readFile(join(parent, "a", file))).toEqual(await readFile(join(parent, "b", file)));
    expect(JSON.parse(await readFile(join(parent, "a", "result.json"), "utf8"))).toEqual(result.toJSON());
    const [header, first] = (await readFile(join(parent, "a", "curves.csv"), "utf8")).split("\n");
    expect(header).toBe("method,statistic,time,mean,standardDeviation,standardError,q0.1,q0.5,q0.9,alive");
    expect(first.split(",").slice(0, 3)).toEqual(["ode", "risk", "0"]);
    expect((await readFile(join(parent, "a", "figure.png"))).subarray(1, 4).toString()).toBe("PNG");
  });

  test("another seed gives other bytes", async () => {
    const one = formatJson((await resultOf(small())).curves);
    const two = formatJson((await resultOf(small({ ensemble: { runs: 2, seed: 2 } }))).curves);
    expect(two).not.toBe(one);
  });

  test("a result with nowhere to go is kept", async () => {
    const result = await resultOf(small());
    const path = await rescueResult(result);
    onTestFinished(() => rm(dirname(path), { recursive: true }));
    expect(basename(path)).toBe("result.json");
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(result);
  });

  test("a partial one too, not under the name of a finished one", async () => {
    const partial = await partialOf(small());
    const path = await rescueResult(partial);
    onTestFinished(() => rm(dirname(path), { recursive: true }));
    expect(basename(path)).toBe("partial.json");
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(partial);
  });
});
