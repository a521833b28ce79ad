import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reportFiles } from "../../../src/node/folder-state.js";
import { writeFiles } from "../../../src/node/write-files.js";
import { temporaryFolder } from "./small.js";

const writeAll = async (temporary: string) => {
  for (const file of reportFiles) await writeFile(join(temporary, file), file);
};

describe("writing an output folder", () => {
  test("all files are there, and nothing else", async () => {
    const folder = join(await temporaryFolder(), "a", "b");
    await writeFiles(folder, writeAll);
    expect((await readdir(folder)).sort()).toEqual([...reportFiles].sort());
  });

  test("while it writes, no file stands where a reader would look", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeFiles(folder, async (temporary) => {
      await writeAll(temporary);
      expect(await readdir(folder)).toEqual([".hsgd-unfinished"]);
    });
  });

  test("a write that fails leaves what was there, or no folder at all", async () => {
    const parent = await temporaryFolder();
    const fail = async () => {
      throw new Error("no figure");
    };
    await expect(writeFiles(join(parent, "new", "deep"), fail)).rejects.toThrow("no figure");
    expect(await readdir(parent)).toEqual([]);
    await writeFiles(join(parent, "old"), writeAll);
    await expect(writeFiles(join(parent, "old"), fail)).rejects.toThrow("no figure");
    expect((await readdir(join(parent, "old"))).sort()).toEqual([...reportFiles].sort());
  });
});
