import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { drawMissing, FigureError, formatJson, writePartial, writeReport } from "../../../src/node/index.js";
import { partialOf, resultOf, small, temporaryFolder } from "./small.js";

const renderer = vi.hoisted(() => ({ fails: false, before: async () => {} }));
vi.mock("../../../src/report/index.js", async (original) => {
  const real = await original<typeof import("../../../src/report/index.js")>();
  return {
    ...real,
    renderSvg: async (spec: Parameters<typeof real.renderSvg>[0]) => {
      await renderer.before();
      if (renderer.fails) throw new Error("the pen broke.\n    at pen");
      return real.renderSvg(spec);
    },
  };
});
afterEach(() => {
  Object.assign(renderer, { fails: false, before: async () => {} });
});

const reportFiles = ["curves.csv", "figure.png", "figure.svg", "result.json"];

describe("figures", () => {
  test("are begun when the numbers are on the disk", async () => {
    const folder = join(await temporaryFolder(), "out");
    const result = await resultOf(small());
    let seen: string[] = [];
    renderer.before = async () => {
      seen = await readdir(folder);
      expect(await readFile(join(folder, "result.json"), "utf8")).toBe(formatJson(result));
    };
    await writeReport(result, folder);
    expect(seen.sort()).toEqual(["curves.csv", "result.json"]);
  });

  test("that cannot be drawn cost nothing else, and are drawn by doing the same again", async () => {
    const folder = join(await temporaryFolder(), "out");
    const result = await resultOf(small());
    renderer.fails = true;
    const error = await writeReport(result, folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FigureError);
    expect((error as Error).message).toBe(
      `figure.svg cannot be drawn: the pen broke; ${join(folder, "result.json")} is whole, and doing the same again draws what is missing.`,
    );
    expect((await readdir(folder)).sort()).toEqual(["curves.csv", "result.json"]);
    renderer.fails = false;
    await writeReport(result, folder);
    expect((await readdir(folder)).sort()).toEqual(reportFiles);
  });

  test("of a partial result too", async () => {
    const folder = join(await temporaryFolder(), "out");
    renderer.fails = true;
    await expect(writePartial(await partialOf(small()), folder)).rejects.toThrow("partial.json is whole");
    expect((await readdir(`${folder}.interrupted`)).sort()).toEqual(["curves.csv", "partial.json"]);
  });

  test.each(["curves.csv", "figure.svg", "figure.png"])("%s is made again, the same bytes", async (file) => {
    const folder = join(await temporaryFolder(), "out");
    const result = await resultOf(small());
    await writeReport(result, folder);
    const before = await readFile(join(folder, file));
    await rm(join(folder, file));
    expect(await drawMissing(result, folder)).toEqual([file]);
    expect(await readFile(join(folder, file))).toEqual(before);
    expect(await drawMissing(result, folder)).toEqual([]);
  });
});
