import { describe, expect, it } from "vitest";
import {
  defineSde,
  drain,
  ensemble,
  eulerMaruyama,
  type Guard,
  moments,
  type Save,
  type Scheme,
  solve,
  solveInSlices,
} from "../../sde/index.js";

/** Brownian motion whose state is carried as it is and shown as its absolute value. */
const shownAsAbsolute: Scheme = {
  ...eulerMaruyama,
  reveal: () => (state) => {
    for (let i = 0; i < state.length; i++) state[i] = Math.abs(state[i]);
  },
};
const brownian = defineSde({
  dimension: 2,
  calculus: "ito",
  noise: { kind: "additive" },
  drift: (_t, _x, out) => out.fill(0),
  diffusion: (_t, _x, out) => out.fill(1),
  start: [-1, 0],
});
const run = (scheme: Scheme, save: Save, guard?: Guard) =>
  solve(brownian, { to: 1, step: 0.125, scheme, seed: 3, save, ...(guard && { guard }) });
const absolute = (values: Float64Array) => values.map(Math.abs);

describe("a scheme that reveals another process than its state", () => {
  const plain = run(eulerMaruyama, { times: "steps" });

  it("shows it in what is saved, from the start on, and in the state returned; the steps go on from the state", () => {
    const shown = run(shownAsAbsolute, { times: "steps" });
    expect(plain.values.some((x) => x < 0)).toBe(true);
    expect(shown.values).toEqual(absolute(plain.values));
    expect(shown.state).toEqual(absolute(plain.state));
    expect(shown.width).toBe(2);
    expect(shown.times).toEqual(plain.times);
  });

  it("shows it to every form of save.of", () => {
    const first = Float64Array.from(
      plain.values.filter((_, i) => i % 2 === 0),
      Math.abs,
    );
    const forms: Save[] = [
      { of: (_t, x) => x[0] },
      { of: (_t, x) => [x[0]] },
      { width: 1, of: (_t, x, out) => out.fill(x[0]) },
    ];
    for (const form of forms) expect(run(shownAsAbsolute, { ...form, times: "steps" }).values).toEqual(first);
  });

  it("shows it to the guard", () => {
    const guard: Guard = { every: 0.125, diverged: (_t, x) => x[0] < 0 };
    expect(run(eulerMaruyama, {}, guard).reason).toBe("guard");
    expect(run(shownAsAbsolute, {}, guard).outcome).toBe("finished");
  });

  it("shows it in slices and in ensembles, path after path", () => {
    const options = { to: 1, step: 0.125, scheme: shownAsAbsolute, seed: 3 };
    expect(drain(solveInSlices(brownian, options)).state).toEqual(absolute(plain.state));
    const { mean } = ensemble(brownian, { ...options, paths: 3, reduce: moments() });
    const states = [0, 1, 2].map((path) => solve(brownian, { ...options, path }).state[0]);
    expect(mean[0]).toBeCloseTo((states[0] + states[1] + states[2]) / 3, 15);
  });

  it("is refused like any other where it does not fit", () => {
    const stratonovich = defineSde({
      dimension: 1,
      calculus: "stratonovich",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, x, out) => out.set(x),
      start: [1],
    });
    expect(() => solve(stratonovich, { to: 1, step: 0.1, scheme: shownAsAbsolute, seed: 1 })).toThrow(
      /^euler-maruyama converges to the ito solution/,
    );
  });
});
