import { describe, expect, it } from "vitest";
import { prepareDirectional } from "../../../sde/differences.js";
import { catalogue, milstein, type NamedProblem, solve, strongOrder } from "../../../sde/index.js";

const noisy = catalogue.filter(
  ({ problem: { noise } }) => noise.kind !== "none" && noise.kind !== "operator",
);

/** Off the start, so that no coordinate is 0. */
const somewhere = ({ problem }: NamedProblem) =>
  Float64Array.from(problem.start!, (x, i) => x + 0.1 + 0.05 * i);

describe("diffusionJacobian is the derivative of the diffusion", () => {
  it.each(noisy.filter(({ problem }) => problem.diffusionJacobian))("$name", (entry) => {
    const { dimension: d, diffusionSize, diffusion, diffusionJacobian } = entry.problem;
    const x = somewhere(entry);
    const J = new Float64Array(diffusionSize * d).fill(Number.NaN);
    diffusionJacobian!(0.3, x, J);
    const along = prepareDirectional(d, diffusionSize, diffusion!);
    const column = new Float64Array(diffusionSize);
    for (let j = 0; j < d; j++) {
      along(
        0.3,
        x,
        Float64Array.from({ length: d }, (_, i) => (i === j ? 1 : 0)),
        column,
      );
      for (let q = 0; q < diffusionSize; q++) expect(Math.abs(J[q * d + j] - column[q])).toBeLessThan(1e-9);
    }
  });
});

it("every problem of the catalogue with noise has what milstein needs", () => {
  for (const { problem, to } of noisy)
    expect(solve(problem, { to, step: 0.25, scheme: milstein, seed: 1 }).steps).toBe(4);
});

it.each(["shared-noise", "two-noises", "complex-noises", "kubo-oscillator"])(
  "milstein has strong order 1 where several noises or coordinates commute: %s",
  (name) => {
    const entry = catalogue.find((candidate) => candidate.name === name)!;
    const { interval, declared } = strongOrder(entry, milstein, {
      levels: [4, 8],
      paths: 400,
      seed: 1,
      confidence: 0.999,
    });
    expect(declared).toBe(1);
    expect(interval[0]).toBeLessThan(1);
    expect(interval[1]).toBeGreaterThan(1);
    expect(interval[0]).toBeGreaterThan(0.5);
  },
);
