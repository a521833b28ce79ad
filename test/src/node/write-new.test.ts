import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
  await expect(writeNewFile(join(file, "below"), "x")).rejects.toThrow(
    /a part of its path is a file, not a folder;/,
  );
});
