import { describe, expect, it } from "vitest";
import {
  defineSde,
  driftImplicitEuler,
  eulerMaruyama,
  type Field,
  namedProblem,
  type SdeDefinition,
  solve,
  strongOrder,
} from "../../../sde/index.js";
import { expectDeclaredOrder, stepped } from "../../kit/sde-declared.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { ode } from "../../kit/sde-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

/** Van der Pol with time in it: nonlinear, two coordinates, no symmetry. */
const drift: Field = (t, x, out) => {
  out[0] = 10 * x[1] + t;
  out[1] = 10 * (1 - x[0] * x[0]) * x[1] - x[0];
};
const driftJacobian: Field = (_t, x, out) => out.set([0, 10, -20 * x[0] * x[1] - 1, 10 * (1 - x[0] * x[0])]);
const perCoordinate: Field = (_t, x, out) => out.set([0.3 * x[0], 0.2]);
const oscillator: SdeDefinition = {
  dimension: 2,
  calculus: "ito",
  noise: { kind: "diagonal" },
  drift,
  diffusion: perCoordinate,
};

/** |y − x − f(t + h, y) h − noise| per coordinate. */
function residual(
  h: number,
  x: readonly number[],
  noise: readonly number[],
  y: readonly number[],
  t: number,
) {
  const f = new Float64Array(2);
  drift(t + h, Float64Array.from(y), f);
  return y.map((value, i) => Math.abs(value - x[i] - f[i] * h - noise[i]));
}

describe("one step", () => {
  const [h, x, dW, t] = [0.05, [1.5, -0.4], [0.2, -0.3], 2] as const;
  const noise = [0.3 * 1.5 * 0.2, 0.2 * -0.3];

  it("solves X⁺ = X + f(t + h, X⁺) h + g(t, X) ΔW, with the Jacobian given or not", () => {
    for (const definition of [oscillator, { ...oscillator, driftJacobian }]) {
      const y = stepped(defineSde(definition), driftImplicitEuler, h, x, { dW }, t);
      expect(Math.max(...residual(h, x, noise, y, t))).toBeLessThan(1e-14);
    }
  });

  it("explicit Euler's is no solution of it", () => {
    const y = stepped(defineSde(oscillator), eulerMaruyama, h, x, { dW }, t);
    expect(Math.max(...residual(h, x, noise, y, t))).toBeGreaterThan(0.01);
  });

  it("of a linear drift is the resolvent: (X + σΔW)/(1 + θh), at any stiffness", () => {
    for (const theta of [0.3, 50, 1e8]) {
      const problem = defineSde({
        dimension: 1,
        calculus: "ito",
        noise: { kind: "additive" },
        drift: (_t, at, out) => out.set([-theta * at[0]]),
        diffusion: (_t, _x, out) => out.fill(0.4),
      });
      const [y] = stepped(problem, driftImplicitEuler, 0.1, [3], { dW: [0.7] });
      expect(y / ((3 + 0.4 * 0.7) / (1 + theta * 0.1))).toBeCloseTo(1, 12);
    }
  });

  const bare = { dimension: 2, calculus: "ito", drift } as const;
  it.each<[string, SdeDefinition, number[], number[]]>([
    ["scalar", { ...bare, noise: { kind: "scalar" }, diffusion: perCoordinate }, [0.2], [0.09, 0.04]],
    [
      "additive",
      { ...bare, noise: { kind: "additive" }, diffusion: (_t, _x, out) => out.set([0.7, 0.8]) },
      [0.2, 0.1],
      [0.14, 0.08],
    ],
    [
      "general",
      {
        ...bare,
        noise: { kind: "general", sources: 3 },
        diffusion: (_t, _x, out) => out.set([1, 2, 3, 4, 5, 6]),
      },
      [0.1, 0.2, -0.2],
      [-0.1, 0.2],
    ],
    [
      "operator",
      {
        ...bare,
        noise: { kind: "operator", sources: 1 },
        applyNoise: (_t, at, [w], out) => out.set([at[0] * w, w]),
      },
      [0.2],
      [0.3, 0.2],
    ],
    [
      "diagonal, both at once",
      {
        dimension: 2,
        calculus: "ito",
        noise: { kind: "diagonal" },
        evaluate: (at, y, f, g) => {
          drift(at, y, f);
          perCoordinate(at, y, g);
        },
      },
      [0.2, 0.1],
      [0.09, 0.02],
    ],
  ])("solves the same with %s noise", (_kind, definition, w, shift) => {
    const y = stepped(defineSde(definition), driftImplicitEuler, h, x, { dW: w }, t);
    expect(Math.max(...residual(h, x, shift, y, t))).toBeLessThan(1e-14);
  });
});

describe("where Newton's method finds nothing", () => {
  /** y = c + h y² has no real solution for 4hc > 1. */
  const explosive = ode((_t, x, out) => {
    out[0] = x[0] * x[0];
  });

  it("the state is NaN and the run an outcome: diverged, not-finite", () => {
    expect(stepped(explosive, driftImplicitEuler, 0.1, [5], {})).toEqual([Number.NaN]);
    const run = solve(explosive, { start: [1], to: 2, step: 0.1, scheme: driftImplicitEuler });
    expect([run.outcome, run.reason]).toEqual(["diverged", "not-finite"]);
    expect(run.time).toBeLessThan(1);
  });

  it("a drift or a Jacobian that is not a number shows too", () => {
    const broken = (part: Partial<SdeDefinition>) =>
      defineSde({ dimension: 1, noise: { kind: "none" }, drift: (_t, x, out) => out.set([-x[0]]), ...part });
    const nan: Field = (_t, _x, out) => out.fill(Number.NaN);
    expect(stepped(broken({ drift: nan }), driftImplicitEuler, 0.1, [5], {})).toEqual([Number.NaN]);
    expect(stepped(broken({ driftJacobian: nan }), driftImplicitEuler, 0.1, [5], {})).toEqual([Number.NaN]);
  });

  it("near 4hc = 1 it still finds the smaller root", () => {
    const [y] = stepped(explosive, driftImplicitEuler, 0.1, [2.49], {});
    expect(y).toBeCloseTo((1 - Math.sqrt(1 - 4 * 0.1 * 2.49)) / 0.2, 8);
  });
});

describe("a stiff drift", () => {
  /** X₁ is pulled to X₂ at rate 10⁴, X₂ drifts slowly; noise on both. */
  const slaved = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = -1e4 * (x[0] - x[1]);
      out[1] = -x[1];
    },
    diffusion: (_t, x, out) => out.set([0.1, 0.5 * x[1]]),
    start: [1, 1],
  });
  const run = (scheme: typeof driftImplicitEuler) =>
    solve(slaved, { to: 2, step: 0.01, scheme, seed: 4, save: { times: "steps" } });

  it("hλ = 100: Euler–Maruyama explodes, this stays where the solution is", () => {
    const { outcome, values, times } = run(driftImplicitEuler);
    expect(outcome).toBe("finished");
    times.forEach((t, n) => {
      // |X₁ − X₂| is of the size of the slow motion's step over hλ.
      if (t > 0) expect(Math.abs(values[2 * n] - values[2 * n + 1])).toBeLessThan(0.01);
    });
    expect(run(eulerMaruyama).reason).toBe("not-finite");
  });

  it("from hλ = 1000 to 80 its error falls with the step, on the same paths", () => {
    const slow = { levels: [3, 7], paths: 200, seed: 1, to: 1 } as const;
    const { levels } = strongOrder(slaved, driftImplicitEuler, slow);
    expect(levels.every(({ diverged }) => diverged === 0)).toBe(true);
    expect(levels[4].error).toBeLessThan(levels[0].error / 2);
    expect(levels[4].error).toBeLessThan(0.03);
    const explicit = strongOrder(slaved, eulerMaruyama, {
      ...slow,
      reference: { scheme: driftImplicitEuler },
    });
    expect(explicit.levels[0].error).toBeGreaterThan(1e10);
  });
});

describe("strong order", () => {
  const options = { levels: [3, 8], paths: 500, seed: 1 } as const;
  it("½ on geometric Brownian motion and on a hyperbolic tangent, to the exact solutions", () => {
    for (const name of ["geometric-brownian-motion", "hyperbolic-tangent"])
      expectDeclaredOrder(namedProblem(name), driftImplicitEuler, options);
  });

  it("1 for additive noise: exact solution, and a drift that is not linear", () => {
    expectDeclaredOrder(namedProblem("fading-noise"), driftImplicitEuler, { ...options, paths: 100 });
    expectDeclaredOrder(namedProblem("double-well"), driftImplicitEuler, {
      ...options,
      levels: [2, 6],
      paths: 1000,
    });
  });

  it("1 without noise: backward Euler on x' = −x³, x = x₀/√(1 + 2x₀²t)", () => {
    const cubic = ode((_t, x, out) => {
      out[0] = -x[0] * x[0] * x[0];
    });
    const { order } = strongOrder(cubic, driftImplicitEuler, {
      start: [2],
      to: 1,
      levels: [6, 9],
      exact: (t, x, _path, out) => out.set([x[0] / Math.sqrt(1 + 2 * x[0] * x[0] * t)]),
    });
    expect(Math.abs(order - 1)).toBeLessThan(0.05);
  });
});

describe("weak order 1, one step, all outcomes", () => {
  it.each(["curved", "additiveMatrix", "scalar", "general"] as const)("%s", (name) => {
    expectWeakOrder(weakCases[name], driftImplicitEuler, 1);
  });
});
