import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { defineSde, eulerMaruyama, type Field, type SdeDefinition, solve } from "../../sde/index.js";

const zero: Field = (_t, _x, out) => {
  for (let i = 0; i < 3; i++) out[i] = 0;
};
const diagonal: SdeDefinition = {
  dimension: 3,
  calculus: "ito",
  noise: { kind: "diagonal" },
  drift: zero,
  diffusion: zero,
};
const general: SdeDefinition = { ...diagonal, noise: { kind: "general", sources: 2 } };

function run(definition: Partial<SdeDefinition>, start: readonly number[] = [1, 2, 3]) {
  const problem = defineSde({ ...diagonal, ...definition } as SdeDefinition);
  return solve(problem, { start, to: 1, step: 0.5, scheme: eulerMaruyama, seed: 1 });
}

/** Writes the numbers one by one, as a loop would. */
const writing =
  (...numbers: number[]): Field =>
  (_t, _x, out) => {
    numbers.forEach((value, i) => {
      out[i] = value;
    });
  };
/** As callers without types can. */
const loose = (callback: unknown) => callback as Field;

describe("a callback that does not keep to its buffer is told so in a sentence before the first step", () => {
  it.each<[string, Partial<SdeDefinition>, string]>([
    [
      "an array returned instead of written",
      { drift: loose((_t: number, x: Float64Array) => [x[0], x[1], x[2]]) },
      "drift returns an array and leaves out[0] as it was; let it write all of the 3 numbers of out (one per coordinate)",
    ],
    [
      "a typed array returned",
      { diffusion: loose((_t: number, x: Float64Array) => x.map((value) => -value)) },
      "diffusion returns an array and leaves out[0] as it was; let it write all of the 3 numbers of out (diagonal noise in dimension 3)",
    ],
    [
      "a number forgotten",
      { diffusion: writing(1, 2) },
      "diffusion leaves out[2] as it was; let it write all of the 3 numbers of out (diagonal noise in dimension 3)",
    ],
    [
      "one number too many",
      { drift: writing(1, 2, 3, 4) },
      "drift writes into out[3], past its buffer; let it write the 3 numbers of out (one per coordinate)",
    ],
    [
      "a matrix for diagonal noise",
      { diffusion: writing(1, 0, 0, 0, 1, 0, 0, 0, 1) },
      "diffusion writes into out[8], past its buffer; let it write the 3 numbers of out (diagonal noise in dimension 3)",
    ],
    [
      "one number a coordinate for a matrix",
      { ...general, diffusion: zero },
      "diffusion leaves out[3] as it was; let it write all of the 6 numbers of out (general noise in dimension 3 from 2 sources)",
    ],
    [
      "a larger array copied into it",
      { drift: (_t, _x, out) => out.set([1, 2, 3, 4]) },
      "drift failed on its buffer (offset is out of bounds); let it write the 3 numbers of out (one per coordinate)",
    ],
    [
      "adding to it",
      {
        drift: (_t, x, out) => {
          for (let i = 0; i < 3; i++) out[i] += x[i];
        },
      },
      "drift adds to what stands in out[0]; let it overwrite out, which is lent and not cleared",
    ],
    [
      "changing the state",
      {
        drift: (_t, x, out) => {
          for (let i = 0; i < 3; i++) out[i] = x[i] = 0;
        },
      },
      "drift changes x[0], which it may only read; let it write into out",
    ],
    [
      "the joint form's drift",
      {
        evaluate: (_t, _x, f, g) => {
          f.fill(1, 0, 2);
          g.fill(1);
        },
      },
      "evaluate (its drift) leaves out[2] as it was; let it write all of the 3 numbers of out (one per coordinate)",
    ],
    [
      "the joint form's diffusion",
      {
        evaluate: (_t, _x, f, g) => {
          f.fill(1);
          g.fill(1, 0, 2);
        },
      },
      "evaluate (its diffusion) leaves out[2] as it was; let it write all of the 3 numbers of out (diagonal noise in dimension 3)",
    ],
    [
      "an operator's noise",
      {
        noise: { kind: "operator", sources: 2 },
        applyNoise: (_t, _x, dW, out) => out.set(dW),
      },
      "applyNoise leaves out[2] as it was; let it write all of the 3 numbers of out (one per coordinate)",
    ],
    [
      "an operator's Euler step",
      { noise: { kind: "operator", sources: 2 }, eulerStep: () => {} },
      "eulerStep leaves out[0] as it was; let it write all of the 3 numbers of out (one per coordinate)",
    ],
    [
      "the diffusion's derivative",
      { diffusionDerivative: writing(1) },
      "diffusionDerivative leaves out[1] as it was; let it write all of the 3 numbers of out (one per coordinate)",
    ],
    [
      "the diffusion's Jacobian, with one index left out",
      {
        ...general,
        diffusion: writing(1, 2, 3, 4, 5, 6),
        diffusionJacobian: (_t, _x, out) => out.set([1, 2, 3]),
      },
      "diffusionJacobian leaves out[3] as it was; let it write all of the 18 numbers of out (6 rows of 3)",
    ],
    [
      "the drift's Jacobian",
      { driftJacobian: writing(1, 2, 3) },
      "driftJacobian leaves out[3] as it was; let it write all of the 9 numbers of out (3 rows of 3)",
    ],
  ])("%s", (_name, change, sentence) => {
    expect(() => run(change)).toThrow(new InputError(sentence));
  });

  it("an error of the callback's own goes through as it is", () => {
    const failure = new TypeError("no such thing");
    const drift = () => {
      throw failure;
    };
    expect(() => run({ drift })).toThrow(failure);
  });
});

describe("numbers that are none at the start", () => {
  const root: Field = (_t, x, out) => {
    for (let i = 0; i < 3; i++) out[i] = Math.sqrt(x[i]);
  };

  it("a negative variance under a square root", () => {
    expect(() => run({ diffusion: root }, [1, -1, 4])).toThrow(
      new InputError(
        "diffusion writes NaN into out[1] at the start, t = 0 and x = (1, -1, 4) (the square root of a negative variance is NaN); it must be a number there: mend the formula or the start",
      ),
    );
    expect(run({ diffusion: root }, [1, 0, 4]).steps).toBeGreaterThan(0);
  });

  it("but a drift that overflows is a run that diverges, an outcome and no mistake", () => {
    const inverse: Field = (_t, x, out) => {
      for (let i = 0; i < 3; i++) out[i] = 1 / x[i];
    };
    expect(run({ drift: inverse }, [0, 1, 1])).toMatchObject({ outcome: "diverged", reason: "not-finite" });
  });

  it("but a derivative may be: that of √x at 0 is, and Euler's scheme does not ask", () => {
    const diffusionDerivative: Field = (_t, x, out) => {
      for (let i = 0; i < 3; i++) out[i] = 0.5 / Math.sqrt(x[i]);
    };
    expect(run({ diffusion: root, diffusionDerivative }, [0, 0, 0]).outcome).toBe("finished");
  });

  it("a long state is not told in full", () => {
    const problem = defineSde({
      dimension: 100,
      noise: { kind: "none" },
      drift: (_t, _x, out) => out.fill(Number.NaN),
    });
    const solving = () =>
      solve(problem, { start: new Array(100).fill(7), to: 1, step: 1, scheme: eulerMaruyama });
    expect(solving).toThrow("x = (7, 7, 7, 7, …)");
  });
});

describe("what is sound passes", () => {
  it.each<[string, Partial<SdeDefinition>]>([
    ["loops over out.length", { drift: (_t, _x, out) => out.fill(1) }],
    [
      "reading x as far as out goes",
      {
        drift: (_t, x, out) => {
          for (let i = 0; i < out.length; i++) out[i] = x[i];
        },
      },
    ],
    ["copying an array of the right size", { drift: (_t, _x, out) => out.set([1, 2, 3]) }],
    [
      "insisting on the length promised",
      {
        drift: (_t, _x, out) => {
          if (out.length !== 3) throw new Error("three numbers, please");
          out.fill(1);
        },
      },
    ],
    [
      "returning out itself",
      { drift: loose((_t: number, _x: Float64Array, out: Float64Array) => out.fill(1)) },
    ],
    ["zeros", { drift: zero, diffusion: zero }],
  ])("%s", (_name, change) => {
    expect(run(change).outcome).toBe("finished");
  });
});
