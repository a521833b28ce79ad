import { expect, it } from "vitest";
import type { Noise } from "../../../sde/index.js";
import { commutes } from "../../../sde/schemes/commutes.js";

it.each<[Noise, boolean]>([
  [{ kind: "none" }, true],
  [{ kind: "additive", sources: 3 }, true],
  [{ kind: "diagonal" }, true],
  [{ kind: "scalar" }, true],
  [{ kind: "general", sources: 1 }, true],
  [{ kind: "general", sources: 2 }, false],
  [{ kind: "general", sources: 2, commutative: false }, false],
  [{ kind: "general", sources: 2, commutative: true }, true],
  [{ kind: "operator", sources: 1 }, true],
  [{ kind: "operator", sources: 2 }, false],
])("%j is declared to commute: %s", (noise, expected) => {
  expect(commutes(noise)).toBe(expected);
});
