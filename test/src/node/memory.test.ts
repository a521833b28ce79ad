import { expect, test } from "vitest";
import { requireMemory } from "../../../src/node/index.js";
import { small } from "./small.js";

test("more than the machine has is refused before it is asked for", () => {
  const problem = (dimension: number) => ({ ...small().problem, dimension });
  expect(() => requireMemory(small({ problem: problem(1e6) }), 2 ** 30)).not.toThrow();
  expect(() => requireMemory(small({ problem: problem(2e9) }), 2 ** 33)).toThrow(
    "problem.dimension is 2000000000, which takes at least 180 GB of memory, but this machine has 8 GB; lower it.",
  );
  expect(() => requireMemory(small({ save: { points: 1e9 } }), 2 ** 33)).toThrow(
    "ensemble.runs is 2 and save.points is 1000000000, which takes at least 2900 GB of memory, but this machine has 8 GB; lower it.",
  );
  expect(() => requireMemory(small({ ensemble: { runs: 1e12 }, save: { times: [0, 1] } }), 2 ** 33)).toThrow(
    /^ensemble.runs is 1000000000000 and save.times has 2 times, which takes at least \d+ GB/,
  );
});
