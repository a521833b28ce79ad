import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import { defineSde, type SdeDefinition } from "../../sde/index.js";

const idle = () => {};
const diagonal: SdeDefinition = {
  dimension: 3,
  calculus: "ito",
  noise: { kind: "diagonal" },
  drift: idle,
  diffusion: idle,
};

/** Breaks a sound definition, as callers without types can. */
const broken = (change: Record<string, unknown>): SdeDefinition => {
  const definition: Record<string, unknown> = { ...diagonal, ...change };
  for (const key of Object.keys(definition)) if (definition[key] === undefined) delete definition[key];
  return definition as unknown as SdeDefinition;
};

describe("defineSde", () => {
  it.each([
    [{ kind: "none" }, 0, 0, false],
    [{ kind: "diagonal" }, 3, 3, false],
    [{ kind: "scalar" }, 1, 3, false],
    [{ kind: "additive" }, 3, 3, false],
    [{ kind: "additive", sources: 2 }, 2, 6, true],
    [{ kind: "general", sources: 2 }, 2, 6, true],
    [{ kind: "operator", sources: 5 }, 5, 0, false],
  ] as const)("%j in dimension 3 has %i sources and writes %i numbers", (noise, sources, size, matrix) => {
    const callbacks =
      noise.kind === "none"
        ? { diffusion: undefined }
        : noise.kind === "operator"
          ? { diffusion: undefined, applyNoise: idle }
          : {};
    const problem = defineSde(broken({ noise, ...callbacks }));
    expect(problem.sources).toBe(sources);
    expect(problem.diffusionSize).toBe(size);
    expect(problem.matrixNoise).toBe(matrix);
  });

  it("freezes the problem", () => {
    const problem = defineSde(diagonal);
    expect(Object.isFrozen(problem)).toBe(true);
    expect(() => {
      (problem as { dimension: number }).dimension = 4;
    }).toThrow(TypeError);
  });

  it("keeps a start of its own", () => {
    const start = [1, 2, 3];
    const problem = defineSde({ ...diagonal, start });
    start[0] = 7;
    expect(Array.from(problem.start!)).toEqual([1, 2, 3]);
  });

  it("needs no calculus where there is no noise, and keeps the one declared", () => {
    expect(defineSde({ dimension: 1, noise: { kind: "none" }, drift: idle }).calculus).toBe("ito");
    expect(defineSde({ ...diagonal, calculus: "stratonovich" }).calculus).toBe("stratonovich");
  });

  it.each([
    ["evaluate alone", { drift: undefined, diffusion: undefined, evaluate: idle }],
    [
      "eulerStep alone",
      {
        noise: { kind: "operator", sources: 2 },
        drift: undefined,
        diffusion: undefined,
        eulerStep: idle,
      },
    ],
  ])("accepts %s", (_name, change) => {
    expect(() => defineSde(broken(change))).not.toThrow();
  });

  it.each([
    [{ dimension: 0 }, "dimension is 0; it must be a whole number of at least 1"],
    [{ dimension: 1.5 }, "dimension is 1.5; it must be a whole number of at least 1"],
    [{ dimension: Number.NaN }, "dimension is NaN; it must be a whole number of at least 1"],
    [{ noise: undefined }, 'noise is missing; declare how it acts, as noise: { kind: "diagonal" }'],
    [
      { noise: { kind: "white" } },
      'noise.kind is "white"; it must be one of none, additive, diagonal, scalar, general, operator',
    ],
    [
      { calculus: undefined },
      'calculus is missing; declare "ito" or "stratonovich", for noise means neither by itself',
    ],
    [{ calculus: "Ito" }, 'calculus is "Ito"; it must be "ito" or "stratonovich"'],
    [{ drift: undefined }, "drift (or evaluate) is missing; diagonal noise needs it: add the callback"],
    [
      { diffusion: undefined },
      "diffusion (or evaluate) is missing; diagonal noise needs it: add the callback",
    ],
    [
      { noise: { kind: "none" }, diffusion: undefined, drift: undefined },
      "drift is missing; none noise needs it: add the callback",
    ],
    [
      { noise: { kind: "none" } },
      'diffusion is given and noise.kind is "none"; declare the noise, or leave diffusion out',
    ],
    [
      { noise: { kind: "operator", sources: 2 } },
      "applyNoise is missing; operator noise needs it: add the callback",
    ],
    [
      { noise: { kind: "operator", sources: 2 }, applyNoise: idle, drift: undefined },
      "drift is missing; operator noise needs it: add the callback",
    ],
    [
      { noise: { kind: "scalar" }, driftSolver: () => ({}) },
      "driftSolver is given beside scalar noise, and the scheme that asks for it is made for none; give driftJacobian",
    ],
    [{ noise: { kind: "general" } }, "noise.sources is undefined; it must be a whole number of at least 1"],
    [
      { noise: { kind: "general", sources: 0 } },
      "noise.sources is 0; it must be a whole number of at least 1",
    ],
    [
      { noise: { kind: "additive", sources: 0.5 } },
      "noise.sources is 0.5; it must be a whole number of at least 1",
    ],
    [
      { noise: { kind: "scalar", sources: 2 } },
      "noise.sources is 2; scalar noise has a number of its own: leave it out",
    ],
    [{ start: [1, 2] }, "start has 2 numbers; the problem has dimension 3: give one number per coordinate"],
    [{ start: [1, Number.NaN, 2] }, "start[1] is NaN; a start must be finite: give a number"],
    [
      { start: [1, 2, Number.POSITIVE_INFINITY] },
      "start[2] is Infinity; a start must be finite: give a number",
    ],
  ])("refuses %j in one sentence", (change, sentence) => {
    expect(() => defineSde(broken(change))).toThrow(new InputError(sentence));
  });
});
