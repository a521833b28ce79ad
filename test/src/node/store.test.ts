import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { claimFolder, judgeFolder, writeReport } from "../../../src/node/index.js";
import { resultOf, small, temporaryFolder } from "./small.js";

describe("the output folder", () => {
  test("absent and empty folders are ready, and claiming them leaves nothing behind", async () => {
    const parent = await temporaryFolder();
    const absent = join(parent, "a", "b");
    expect((await claimFolder(absent, { experiment: small() })).kind).toBe("ready");
    expect(await readdir(parent)).toEqual([]);
    await mkdir(join(parent, "empty"));
    expect((await claimFolder(join(parent, "empty"), { experiment: small() })).kind).toBe("ready");
    expect(await readdir(join(parent, "empty"))).toEqual([]);
  });

  test("a finished folder of the same experiment is shown, byte for byte", async () => {
    const folder = join(await temporaryFolder(), "out");
    await writeReport(await resultOf(small()), folder);
    const claim = await claimFolder(folder, { experiment: small() });
    expect(claim).toMatchObject({
      kind: "finished",
      text: await readFile(join(folder, "result.json"), "utf8"),
    });
  });

  test("one of another experiment is refused, and with fresh moved aside; nothing is lost", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    await writeReport(await resultOf(small()), folder);
    const experiment = small({ horizon: 2 });
    await expect(claimFolder(folder, { experiment })).rejects.toThrow(
      new InputError(
        `${folder} holds the finished result of another experiment; choose another folder (--out), or move the old one aside with --fresh.`,
      ),
    );
    const before = await readFile(join(folder, "result.json"), "utf8");
    for (const number of [1, 2]) {
      const claim = await claimFolder(folder, { experiment: small({ horizon: number + 1 }), fresh: true });
      expect(claim).toMatchObject({ kind: "ready", aside: { movedTo: `${folder}.${number}` } });
      await writeReport(await resultOf(small({ horizon: number + 1 })), folder);
    }
    expect((await readdir(parent)).sort()).toEqual(["out", "out.1", "out.2"]);
    expect(await readFile(join(`${folder}.1`, "result.json"), "utf8")).toBe(before);
  });

  test("what was moved aside comes back when nothing came of the run", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    await writeReport(await resultOf(small()), folder);
    const claim = await claimFolder(folder, { experiment: small(), fresh: true });
    expect(await readdir(parent)).toEqual(["out.1"]);
    if (claim.kind === "ready") await claim.aside?.release();
    expect(await readdir(parent)).toEqual(["out"]);
  });

  test.each(["notes.txt", "result.json", "figure.png"])(
    "a folder that holds %s of somebody is refused, with fresh too",
    async (file) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, file), "{}");
      for (const fresh of [false, true])
        await expect(claimFolder(folder, { experiment: small(), fresh })).rejects.toThrow(
          `${folder} is not empty and holds no result of hsgd, so nothing is written there; choose another folder (--out).`,
        );
      expect(await readFile(join(folder, file), "utf8")).toBe("{}");
    },
  );

  test("what an interrupted write left is free; with anything else in it, it is not", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, ".hsgd-abcdef"));
    expect(await judgeFolder(folder, { experiment: small() })).toEqual({ kind: "free" });
    await writeReport(await resultOf(small()), folder);
    expect((await readdir(folder)).sort()).toEqual(["curves.csv", "figure.png", "figure.svg", "result.json"]);

    const mixed = await temporaryFolder();
    await mkdir(join(mixed, ".hsgd-abcdef"));
    await writeFile(join(mixed, "notes.txt"), "");
    await expect(judgeFolder(mixed, { experiment: small() })).rejects.toThrow(InputError);
  });

  test.each([
    ["nothing", ""],
    ["half of it", '{ "format": "homogenized-sgd/result", "version": 1, "experim'],
    ["half of it, beside somebody's file", '{ "format": "homogenized-sgd/result"', "notes.txt"],
    ["parts missing", '{ "format": "homogenized-sgd/result", "version": 1, "experiment": {} }'],
    ["zeros", "\0\0\0\0"],
  ])("a damaged result (%s) is refused, and with fresh moved aside as it is", async (_, text, beside?) => {
    const parent = await temporaryFolder();
    const folder = join(parent, "out");
    await mkdir(folder);
    await writeFile(join(folder, "result.json"), text);
    await writeFile(join(folder, beside ?? "curves.csv"), "");
    await expect(claimFolder(folder, { experiment: small() })).rejects.toThrow(
      new InputError(
        `${folder} holds a result that is damaged; choose another folder (--out), or move the old one aside with --fresh.`,
      ),
    );
    const claim = await claimFolder(folder, { experiment: small(), fresh: true });
    expect(claim).toMatchObject({ kind: "ready", aside: { movedTo: `${folder}.1` } });
    expect(await readFile(join(`${folder}.1`, "result.json"), "utf8")).toBe(text);
  });

  test("a file beside somebody's things is not called ours for its name alone", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "result.json"), "no JSON");
    await writeFile(join(folder, "notes.txt"), "");
    await expect(claimFolder(folder, { experiment: small(), fresh: true })).rejects.toThrow(
      "holds no result of hsgd",
    );
  });

  test("an empty name and a link to nothing are refused before anything is run", async () => {
    await expect(claimFolder("", { experiment: small() })).rejects.toThrow(
      "The output folder's name is empty; give the path of a folder, as out/mine.",
    );
    const parent = await temporaryFolder();
    await symlink(join(parent, "nothing"), join(parent, "link"));
    for (const folder of [join(parent, "link"), join(parent, "link", "below")])
      await expect(claimFolder(folder, { experiment: small() })).rejects.toThrow(
        `${folder} cannot be written: it or a part of its path is a link to nothing; choose another folder.`,
      );
    expect(await readdir(parent)).toEqual(["link"]);
  });

  test("a place that cannot be written is refused before anything is run", async () => {
    const parent = await temporaryFolder();
    const file = join(parent, "file");
    await writeFile(file, "");
    for (const folder of [file, join(file, "below"), join(file, "further", "below")])
      await expect(claimFolder(folder, { experiment: small() })).rejects.toThrow(
        `${folder} cannot be written: it or a part of its path is a file, not a folder; choose another folder.`,
      );
    if (process.platform === "linux")
      await expect(claimFolder("/proc/hsgd/out", { experiment: small() })).rejects.toThrow(
        "/proc/hsgd/out cannot be written: the system makes no folder there; choose another folder.",
      );
  });
});
