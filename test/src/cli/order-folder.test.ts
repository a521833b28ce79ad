import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { order } from "./order-here.js";

const folder = await mkdtemp(join(tmpdir(), "hsgd-order-"));
afterAll(() => rm(folder, { recursive: true }));
const at = (...names: string[]) => join(folder, ...names);
const small = { scheme: "milstein", paths: "100", levels: "2,5" };
const read = (...names: string[]) => readFileSync(at(...names), "utf8");

describe("the folder of hsgd order", () => {
  test("that belongs to anything else is left alone, with --fresh too", async () => {
    await mkdir(at("theirs"));
    await writeFile(at("theirs", "figure.svg"), "theirs");
    for (const fresh of [false, true])
      await expect(order("tangent", { ...small, out: at("theirs"), fresh })).rejects.toThrow(
        new InputError(
          `${at("theirs")} is not empty and holds no orders measured by hsgd, so nothing is written there; choose another folder (--out).`,
        ),
      );
    expect(read("theirs", "figure.svg")).toBe("theirs");
    expect(await readdir(at("theirs"))).toEqual(["figure.svg"]);
  });

  test("that holds a damaged measurement is moved aside where that is asked for", async () => {
    await mkdir(at("damaged"));
    await writeFile(at("damaged", "order.json"), "{");
    const flags = { ...small, out: at("damaged"), quiet: true };
    await expect(order("tangent", flags)).rejects.toThrow(
      new InputError(
        `${at("damaged")} holds a result that is damaged; choose another folder (--out), or move the old one aside with --fresh.`,
      ),
    );
    expect(await order("tangent", { ...flags, fresh: true })).toEqual({ code: 0, printed: "", told: [] });
    expect(read("damaged.1", "order.json")).toBe("{");
    expect((await readdir(at("damaged"))).sort()).toEqual(["figure.png", "figure.svg", "order.json"]);
  });

  test("has one of the two orders where --kind asks for one", async () => {
    for (const [kind, other] of [
      ["strong", "weak"],
      ["weak", "strong"],
    ]) {
      const { printed } = await order("tangent", { ...small, kind, out: at(kind), json: true, quiet: true });
      const report = JSON.parse(printed);
      expect(report[kind]).toMatchObject({ declared: 1, paths: 100 });
      expect(report[other]).toBeNull();
      expect(read(kind, "order.json")).toBe(printed);
      expect(read(kind, "figure.svg")).toContain(`>${kind}: `);
      // The same seed asked for again, but not the same order.
      await expect(order("tangent", { ...small, kind: other, out: at(kind) })).rejects.toThrow(
        "holds another measurement",
      );
    }
  });

  test("says undecided, and gives no number, where noise hides an order", async () => {
    const { printed } = await order("tangent", { ...small, scheme: "platen-weak-2", out: at("hidden") });
    expect(printed).toMatch(/order undecided; declared 2\nnoise hides the bias/);
    const { weak } = JSON.parse(read("hidden", "order.json"));
    expect(weak).toMatchObject({
      outcome: "undecided",
      verdict: "undecided",
      order: null,
      interval: [null, null],
    });
  });
});
