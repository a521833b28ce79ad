import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFiles } from "../../../src/node/write-files.js";
import { temporaryFolder } from "./small.js";

const files = ["curves.csv", "figure.png", "figure.svg"];
const reportFiles = [...files, "result.json"];

const writeAll = async (temporary: string) => {
  for (const file of reportFiles) await writeFile(join(temporary, file), file);
};

describe("writing an output folder", () => {
  test("all files are there, and nothing else", async () => {
    const folder = join(await temporaryFolder(), "a", "b");
    await writeFiles(folder, "result.json", writeAll);
    expect((await readdir(folder)).sort()).toEqual(reportFiles);
  });

  test("partial.json takes the place of result.json", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeFiles(folder, "partial.json", async (temporary) => {
      for (const file of [...files, "partial.json"]) await writeFile(join(temporary, file), file);
    });
    expect((await readdir(folder)).sort()).toEqual([...files, "partial.json"]);
  });

  test("while it writes, no file stands where a reader would look", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeFiles(folder, "result.json", async (temporary) => {
      await writeAll(temporary);
      expect(await readdir(folder)).toEqual([".hsgd-unfinished"]);
    });
  });

  test("a write that fails leaves what was there, or no folder at all", async () => {
    const parent = await temporaryFolder();
    const fail = async () => {
      throw new Error("no figure");
    };
    await expect(writeFiles(join(parent, "new", "deep"), "result.json", fail)).rejects.toThrow("no figure");
    expect(await readdir(parent)).toEqual([]);
    await writeFiles(join(parent, "old"), "result.json", writeAll);
    await expect(writeFiles(join(parent, "old"), "result.json", fail)).rejects.toThrow("no figure");
    expect((await readdir(join(parent, "old"))).sort()).toEqual(reportFiles);
  });
});
