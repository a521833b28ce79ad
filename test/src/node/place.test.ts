import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { placeFile, placeNewFile } from "../../../src/node/place.js";
import { temporaryFolder } from "./small.js";

const noLinks = vi.hoisted(() => ({ on: false }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const link: typeof real.link = async (from, to) => {
    if (noLinks.on) throw Object.assign(new Error("no links"), { code: "EPERM" });
    await real.link(from, to);
  };
  return { ...real, link };
});
afterEach(() => {
  noLinks.on = false;
});

describe("placing a file", () => {
  test("takes the place of another one, and leaves nothing beside it", async () => {
    const folder = await temporaryFolder();
    await placeFile(folder, "a", "first");
    await placeFile(folder, "a", new Uint8Array([50]));
    expect(await readdir(folder)).toEqual(["a"]);
    expect(await readFile(join(folder, "a"), "utf8")).toBe("2");
  });

  test.each([false, true])(
    "that must be new: one of two writers has it, links missing: %s",
    async (missing) => {
      noLinks.on = missing;
      const folder = await temporaryFolder();
      const writers = ["one", "two", "three"].map((text) => placeNewFile(folder, "a", text).then(() => text));
      const settled = await Promise.allSettled(writers);
      const won = settled.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
      expect(won).toHaveLength(1);
      expect(await readFile(join(folder, "a"), "utf8")).toBe(won[0]);
      for (const end of settled) if (end.status === "rejected") expect(end.reason.code).toBe("EEXIST");
      expect(await readdir(folder)).toEqual(["a"]);
    },
  );

  test("fails without a trace where the name cannot be had", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "a"));
    await expect(placeFile(folder, "a", "text")).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["a"]);
  });
});
