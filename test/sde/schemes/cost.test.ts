import { describe, expect, it } from "vitest";
import {
  createIncrement,
  eulerMaruyama,
  fits,
  type Noise,
  type Scheme,
  schemes,
} from "../../../sde/index.js";
import { countedSde, everyPart } from "../../kit/counted-sde.js";

/** Noises of every kind in so many sources, each with the dimension that goes with it. */
const noises = (m: number): readonly (readonly [noise: Noise, dimension: number])[] => [
  [{ kind: "none" }, m],
  [{ kind: "additive" }, m],
  [{ kind: "additive", sources: m }, 2],
  [{ kind: "diagonal" }, m],
  [{ kind: "general", sources: m }, 2],
  [{ kind: "general", sources: m, commutative: true }, 2],
  [{ kind: "operator", sources: m }, 2],
  ...(m === 1 ? ([1, 2] as const).map((d) => [{ kind: "scalar" }, d] as const) : []),
];

/** Evaluations in the second of two steps: what is done once for a path is not the step's. */
function counted(scheme: Scheme, noise: Noise, dimension: number) {
  return scheme.calculus.flatMap((calculus) => {
    const { problem, calls } = countedSde(noise, dimension, calculus, everyPart(noise, dimension, calculus));
    if (!fits(problem, scheme)) return [];
    const w = createIncrement(problem.sources, scheme.needs);
    w.dW.fill(0.1);
    w.signs.fill(1);
    const step = scheme.prepare(problem);
    let x = new Float64Array(dimension).fill(1);
    let next = new Float64Array(dimension);
    step(0, 0.01, x, w, next);
    [x, next] = [next, x];
    Object.assign(calls, { drift: 0, diffusion: 0 });
    step(0.01, 0.01, x, w, next);
    return [{ calls, sources: problem.sources }];
  });
}

describe("a step evaluates drift and diffusion as often as its cost says", () => {
  for (const scheme of schemes)
    it(scheme.name, () => {
      const kinds = new Set<string>();
      for (const m of [1, 2, 3])
        for (const [noise, dimension] of noises(m))
          for (const { calls, sources } of counted(scheme, noise, dimension)) {
            kinds.add(noise.kind);
            const { drift, diffusion } = scheme.cost(sources, noise);
            const where = `${noise.kind}, ${sources} sources`;
            expect([where, calls.drift]).toEqual([where, drift]);
            expect([where, calls.diffusion]).toEqual([where, noise.kind === "none" ? 0 : diffusion]);
            // What is said of any noise is no less.
            expect(scheme.cost(sources).diffusion).toBeGreaterThanOrEqual(calls.diffusion);
          }
      expect([...kinds].sort()).toEqual([...scheme.noise].sort());
    });

  it("and one evaluation more is noticed", () => {
    const twice: Scheme = {
      ...eulerMaruyama,
      prepare(problem) {
        const step = eulerMaruyama.prepare(problem);
        const unused = new Float64Array(problem.diffusionSize);
        return (t, h, x, w, next) => {
          problem.diffusion!(t, x, unused);
          step(t, h, x, w, next);
        };
      },
    };
    const [{ calls, sources }] = counted(twice, { kind: "diagonal" }, 2);
    expect(calls).not.toEqual(twice.cost(sources));
  });
});
