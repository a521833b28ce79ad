import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimFolder, judgeFolder, writePartial, writeReport } from "../../../src/node/index.js";
import { partialOf, resultOf, small, temporaryFolder } from "./small.js";

const partialFiles = ["curves.csv", "figure.png", "figure.svg", "partial.json"];

describe("writePartial", () => {
  test("writes beside the output folder, which stays free, the same bytes each time under the next free name", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    const partial = await partialOf(small());
    const kept = [`${folder}.interrupted`, `${folder}.interrupted.1`, `${folder}.interrupted.2`];
    for (const name of kept) expect(await writePartial(partial, folder)).toBe(name);
    expect((await readdir(parent)).sort()).toEqual([
      "out.interrupted",
      "out.interrupted.1",
      "out.interrupted.2",
    ]);
    for (const file of partialFiles) {
      const bytes = await readFile(join(kept[0], file));
      expect(await readFile(join(kept[1], file))).toEqual(bytes);
    }
    for (const name of kept) expect((await readdir(name)).sort()).toEqual(partialFiles);
    expect(JSON.parse(await readFile(join(kept[0], "partial.json"), "utf8"))).toEqual(partial);
    expect(await judgeFolder(folder, { experiment: small() })).toEqual({ kind: "free" });
  });

  test.each(["out/", ".", "a/.."])("knows the name of the folder %j", async (folder) => {
    const parent = await temporaryFolder();
    const within = join(parent, "in");
    await mkdir(join(within, "a"), { recursive: true });
    const before = process.cwd();
    process.chdir(within);
    try {
      const expected = folder === "out/" ? "out.interrupted" : `${within}.interrupted`;
      expect(await writePartial(await partialOf(small()), folder)).toBe(expected);
      expect((await readdir(expected)).sort()).toEqual(partialFiles);
    } finally {
      process.chdir(before);
    }
  });

  test("takes no name that anything has, were it a file", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeFile(`${folder}.interrupted`, "mine");
    expect(await writePartial(await partialOf(small()), folder)).toBe(`${folder}.interrupted.1`);
    expect(await readFile(`${folder}.interrupted`, "utf8")).toBe("mine");
  });
});

describe("a partial result is never taken for a finished one", () => {
  test("its folder is refused, and with fresh moved aside", async () => {
    const folder = join(await temporaryFolder(), "out");
    const kept = await writePartial(await partialOf(small()), folder);
    await expect(claimFolder(kept, { experiment: small() })).rejects.toThrow(
      `${kept} holds what an interrupted run finished; choose another folder (--out), or move the old one aside with --fresh.`,
    );
    expect(await claimFolder(kept, { experiment: small(), fresh: true })).toMatchObject({
      kind: "ready",
      aside: { movedTo: `${kept}.1` },
    });
  });

  test("whatever the name of its file", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "result.json"), JSON.stringify(await partialOf(small())));
    await expect(judgeFolder(folder, { experiment: small() })).rejects.toThrow(
      "holds what an interrupted run finished",
    );
  });

  test("nor does it replace one", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeReport(await resultOf(small()), folder);
    const before = await readFile(join(folder, "result.json"), "utf8");
    await expect(writeReport(await partialOf(small()), folder)).rejects.toThrow(
      `${folder} holds another result; choose another folder, or move the old one aside with fresh: true.`,
    );
    expect(await readFile(join(folder, "result.json"), "utf8")).toBe(before);
    expect((await judgeFolder(folder, { experiment: small() })).kind).toBe("finished");
  });
});
