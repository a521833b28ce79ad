import { expect, test } from "vitest";
import { formatPath } from "../../../src/experiment/index.js";

test("a key path as a user writes it", () => {
  expect(formatPath(["save", "statistics", 0, "name"])).toBe("save.statistics[0].name");
  expect(formatPath(["horizon"])).toBe("horizon");
  expect(formatPath([])).toBe("");
});
