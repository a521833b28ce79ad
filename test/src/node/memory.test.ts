import { expect, test } from "vitest";
import { requireMemory } from "../../../src/node/index.js";
import { small } from "./small.js";

test("more than the machine has is refused before it is asked for", () => {
  const problem = (dimension: number) => ({ ...small().problem, dimension });
  expect(() => requireMemory(small({ problem: problem(1e6) }), 2 ** 30)).not.toThrow();
  expect(() => requireMemory(small({ problem: problem(2e9) }), 2 ** 33)).toThrow(
    "problem.dimension is 2000000000, which takes at least 89 GB of memory, but this machine has 8 GB; lower it.",
  );
});
