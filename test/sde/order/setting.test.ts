import { describe, expect, it } from "vitest";
import {
  defineSde,
  eulerMaruyama,
  fullTruncationEuler,
  milstein,
  milsteinDerivativeFree,
  type NamedProblem,
  namedProblem,
  type SdeDefinition,
  strongOrder,
} from "../../../sde/index.js";

const options = { levels: [2, 4], paths: 50, seed: 1 } as const;

describe("an order is measured behind the door that runs go through", () => {
  const gbm = namedProblem("geometric-brownian-motion");
  const spoilt = (change: Partial<SdeDefinition>): NamedProblem => ({
    ...gbm,
    problem: defineSde({ ...gbm.problem, ...change }),
  });

  it("a callback that leaves its buffer as it was is refused", () => {
    expect(() => strongOrder(spoilt({ drift: () => {} }), eulerMaruyama, options)).toThrow(
      "drift leaves out[0] as it was; let it write all of the 1 numbers of out (one per coordinate)",
    );
  });

  const claiming = {
    ...namedProblem("levy-area"),
    problem: defineSde({
      ...namedProblem("levy-area").problem,
      noise: { kind: "general", sources: 2, commutative: true },
    }),
  } as const;

  it("sources that are said to commute and do not are refused where the order rests on it", () => {
    for (const scheme of [milstein, milsteinDerivativeFree])
      expect(() => strongOrder(claiming, scheme, options)).toThrow(
        /^noise\.commutative is declared, but sources 0 and 1 do not commute/,
      );
    expect(strongOrder(claiming, eulerMaruyama, options).declared).toBe(0.5);
  });

  it("and for the reference's scheme too", () => {
    expect(() =>
      strongOrder(claiming, eulerMaruyama, { ...options, reference: { scheme: milstein } }),
    ).toThrow(/^noise\.commutative is declared/);
  });
});

describe("what is compared is the process, not the state a scheme carries for it", () => {
  /** From ¼ down to −¾ in the state; the process that it stands for is max(state, 0). */
  const sinking: NamedProblem = {
    name: "sinking",
    description: "dX = −dt",
    problem: defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.fill(-1),
      diffusion: (_t, _x, out) => out.fill(0),
      nonNegative: true,
      start: [0.25],
    }),
    from: 0,
    to: 1,
    exact: (_t, _start, _path, out) => out.fill(0),
    source: "none",
  };

  it("a state below 0 is 0", () => {
    expect(strongOrder(sinking, fullTruncationEuler, options).levels.map(({ error }) => error)).toEqual([
      0, 0, 0,
    ]);
  });
});
