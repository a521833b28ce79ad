import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { writeNewFile } from "../../../src/node/index.js";
import { temporaryFolder } from "./small.js";

test("writes a file once and never over another", async () => {
  const file = join(await temporaryFolder(), "a.yaml");
  await writeNewFile(file, "first");
  await expect(writeNewFile(file, "second")).rejects.toThrow(
    `${file} cannot be written: it exists already; give another file name.`,
  );
  expect(await readFile(file, "utf8")).toBe("first");
  const nowhere = join(dirname(file), "no", "such");
  await expect(writeNewFile(join(nowhere, "a.yaml"), "x")).rejects.toThrow(
    `${join(nowhere, "a.yaml")} cannot be written: there is no folder ${nowhere}; make it, or give another file name.`,
  );
  await expect(writeNewFile(join(file, "below"), "x")).rejects.toThrow(
    /a part of its path is a file, not a folder;/,
  );
});
