import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { formatJson, judgeFolder, rescueResult, writeNumbers } from "../../../src/node/index.js";
import { partialOf, resultOf, small, temporaryFolder } from "./small.js";

const numbers = ["curves.csv", "result.json"];
const seeded = (seed: number) => resultOf(small({ ensemble: { runs: 2, seed } }));
const textIn = (folder: string) => readFile(join(folder, "result.json"), "utf8");

describe("writeNumbers", () => {
  test("makes the folder, and finds its own result in it again", async () => {
    const folder = join(await temporaryFolder(), "a", "b");
    for (let i = 0; i < 2; i++) await writeNumbers(await seeded(1), folder);
    expect((await readdir(folder)).sort()).toEqual(numbers);
    expect(await textIn(folder)).toBe(formatJson(await seeded(1)));
  });

  test("refuses another result, and with fresh moves it aside", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    await writeNumbers(await seeded(1), folder);
    await expect(writeNumbers(await seeded(2), folder)).rejects.toThrow(
      new InputError(
        `${folder} holds another result; choose another folder, or move the old one aside with fresh: true.`,
      ),
    );
    expect(await textIn(folder)).toBe(formatJson(await seeded(1)));
    await writeNumbers(await seeded(2), folder, { fresh: true });
    expect(await textIn(folder)).toBe(formatJson(await seeded(2)));
    expect(await textIn(`${folder}.1`)).toBe(formatJson(await seeded(1)));
    expect((await readdir(parent)).sort()).toEqual(["out", "out.1"]);
  });

  test.each([false, true])("leaves somebody's folder alone, fresh: %s", async (fresh) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "curves.csv"), "mine");
    await expect(writeNumbers(await seeded(1), folder, { fresh })).rejects.toThrow(
      `${folder} is not empty and holds no result of hsgd, so nothing is written there; choose another folder.`,
    );
    expect(await readdir(folder)).toEqual(["curves.csv"]);
    expect(await readFile(join(folder, "curves.csv"), "utf8")).toBe("mine");
  });

  test("a finished and a partial result do not replace each other", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeNumbers(await partialOf(small()), folder);
    await expect(writeNumbers(await seeded(1), folder)).rejects.toThrow(
      `${folder} holds what an interrupted run finished; choose another folder, or move the old one aside with fresh: true.`,
    );
    await writeNumbers(await seeded(1), folder, { fresh: true });
    await expect(writeNumbers(await partialOf(small()), folder)).rejects.toThrow("holds another result");
    expect((await readdir(`${folder}.1`)).sort()).toEqual(["curves.csv", "partial.json"]);
  });

  test("of writers at the same moment one has the folder, the others a sentence; nothing is mixed", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "deep", "out");
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map(seeded));
    const ends = await Promise.allSettled(results.map((result) => writeNumbers(result, folder)));
    const winners = results.filter((_, i) => ends[i].status === "fulfilled");
    expect(winners).toHaveLength(1);
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toEqual(
          new InputError(
            `${folder} holds another result; choose another folder, or move the old one aside with fresh: true.`,
          ),
        );
    expect(await textIn(folder)).toBe(formatJson(winners[0]));
    const alone = join(parent, "alone");
    await writeNumbers(winners[0], alone);
    expect(await readFile(join(folder, "curves.csv"))).toEqual(await readFile(join(alone, "curves.csv")));
    expect((await readdir(folder)).sort()).toEqual(numbers);
  });

  test("writers of the same result at the same moment all have it", async () => {
    const folder = join(await temporaryFolder(), "out");
    const result = await seeded(1);
    await Promise.all([1, 2, 3, 4].map(() => writeNumbers(result, folder)));
    expect((await readdir(folder)).sort()).toEqual(numbers);
  });

  test("what a writer left that was killed is in nobody's way", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, ".hsgd-abcdef"));
    await writeFile(join(folder, ".hsgd-abcdef", "result.json"), "{");
    expect(await judgeFolder(folder, { experiment: small() })).toEqual({ kind: "free" });
    await writeNumbers(await seeded(1), folder);
    expect((await readdir(folder)).sort()).toEqual(numbers);
  });

  test("a folder that cannot be made leaves nothing behind", async () => {
    const parent = await temporaryFolder();
    await writeFile(join(parent, "file"), "");
    await expect(writeNumbers(await seeded(1), join(parent, "file", "out"))).rejects.toThrow(InputError);
    await expect(writeNumbers(await seeded(1), join(parent, "o".repeat(300)))).rejects.toThrow(
      "its name is too long",
    );
    await expect(writeNumbers(await seeded(1), "")).rejects.toThrow(
      "The output folder's name is empty; give the path of a folder, as out/mine.",
    );
    expect(await readdir(parent)).toEqual(["file"]);
  });

  test("what cannot have its folder is rescued beside it", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    await writeNumbers(await seeded(1), folder);
    expect(await rescueResult(await seeded(2), folder)).toBe(join(`${folder}.1`, "result.json"));
    expect(await textIn(`${folder}.1`)).toBe(formatJson(await seeded(2)));
    expect(await rescueResult(await partialOf(small()), folder)).toBe(join(`${folder}.2`, "partial.json"));
  });
});
