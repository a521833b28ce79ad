import { describe, expect, it } from "vitest";
import {
  defineSde,
  dormandPrince,
  eulerMaruyama,
  type Field,
  heun,
  milstein,
  milsteinDerivativeFree,
  milsteinLevy,
  namedProblem,
  type Scheme,
  type SdeProblem,
  solve,
  strongOrder,
} from "../../sde/index.js";

const run = (problem: SdeProblem, scheme: Scheme, start?: readonly number[]) =>
  solve(problem, { to: 1, step: 0.5, scheme, seed: 1, ...(start && { start }) });

describe("general noise that is said to commute", () => {
  const claiming = (name: string) =>
    defineSde({
      ...namedProblem(name).problem,
      noise: { kind: "general", sources: 2, commutative: true },
    });

  it("and does not, is refused by schemes whose order rests on it", () => {
    const sentence =
      /^noise\.commutative is declared, but sources 0 and 1 do not commute at the start: \(∂g_0\) g_1 is \S+ and \(∂g_1\) g_0 is \S+ in coordinate \d; leave commutative out$/;
    for (const name of ["levy-area", "levy-area-nonlinear", "non-commuting-linear"])
      expect(() => run(claiming(name), milsteinDerivativeFree)).toThrow(sentence);
    const stratonovich = defineSde({ ...claiming("levy-area"), calculus: "stratonovich" });
    expect(() => run(stratonovich, heun)).toThrow(sentence);
  });

  it("names the sources: the Lévy system's third coordinate is moved by the second source along the first", () => {
    expect(() => run(claiming("levy-area"), milsteinDerivativeFree)).toThrow(
      "(∂g_0) g_1 is 0 and (∂g_1) g_0 is 1 in coordinate 2",
    );
  });

  it("is nobody's concern with a scheme whose order does not rest on it", () => {
    expect(run(claiming("levy-area"), eulerMaruyama).outcome).toBe("finished");
  });

  it("may be left unsaid", () => {
    expect(run(namedProblem("levy-area").problem, milsteinDerivativeFree).outcome).toBe("finished");
  });

  it.each(["two-noises", "complex-noises"])("and does, passes: %s", (name) => {
    expect(run(namedProblem(name).problem, milsteinDerivativeFree).outcome).toBe("finished");
  });

  /** A diagonal matrix, and every source in every coordinate in turn. */
  it("and does, passes in twenty coordinates", () => {
    const d = 20;
    const wide = defineSde({
      dimension: d,
      calculus: "ito",
      noise: { kind: "general", sources: d, commutative: true },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, x, out) => {
        out.fill(0);
        for (let i = 0; i < d; i++) out[i * d + i] = Math.sqrt(1 + x[i] * x[i]);
      },
      start: Array.from({ length: d }, (_, i) => i - 10),
    });
    expect(run(wide, milsteinDerivativeFree).outcome).toBe("finished");
  });
});

describe("diagonal noise", () => {
  const pair = (diffusion: Field, d = 2) =>
    defineSde({
      dimension: d,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.fill(0),
      diffusion,
      diffusionDerivative: (_t, _x, out) => out.fill(1),
      start: new Array(d).fill(1),
    });
  /** Stochastic volatility: √v x dW₁, √v dW₂. */
  const volatility = pair((_t, [x, v], out) => {
    out[0] = x * Math.sqrt(v);
    out[1] = Math.sqrt(v);
  });

  it("whose numbers depend on other coordinates is refused above order ½", () => {
    for (const scheme of [milstein, milsteinDerivativeFree])
      expect(() => run(volatility, scheme)).toThrow(
        `out[0] of the diffusion depends on other coordinates than x[0], and the order of ${scheme.name} for diagonal noise rests on sources that commute; declare noise { kind: "general", sources: 2 }, or use euler-maruyama`,
      );
    expect(() => run(defineSde({ ...volatility, calculus: "stratonovich" }), heun)).toThrow(
      /^out\[0\] of the diffusion depends on other coordinates .* declare noise \{ kind: "general", sources: 2 \}$/,
    );
  });

  it("is welcome with Euler–Maruyama all the same", () => {
    expect(run(volatility, eulerMaruyama).outcome).toBe("finished");
  });

  it("and with Lévy areas, which hold the order 1 that Milstein's scheme without them loses", () => {
    const crossed = pair((_t, [x, y], out) => {
      out[0] = 0.5 + 0.4 * Math.sin(y);
      out[1] = 0.5 + 0.4 * Math.cos(x);
    });
    const measured = (scheme: Scheme) =>
      strongOrder(crossed, scheme, {
        to: 1,
        levels: [3, 7],
        paths: 100,
        seed: 1,
        reference: { scheme: milsteinLevy, finer: 3 },
      });
    expect(() => measured(milstein)).toThrow("rests on sources that commute");
    const sound = measured(milsteinLevy);
    expect(sound.interval[0]).toBeGreaterThan(0.7);
    expect(sound.interval[1]).toBeGreaterThan(1);
    const unclaiming: Scheme = { ...milsteinDerivativeFree, strongOrder: () => 0.5 };
    const without = measured(unclaiming);
    expect(without.order).toBeLessThan(0.7);
    expect(without.levels[4].error).toBeGreaterThan(2 * sound.levels[4].error);
  });

  it.each([2, 3, 7, 64, 100])("any one dependence among %i coordinates is seen", (d) => {
    for (const [i, j] of [
      [0, d - 1],
      [d - 1, 0],
      [Math.floor(d / 2), Math.floor(d / 2) - 1],
    ]) {
      const coupled = pair((_t, x, out) => {
        for (let k = 0; k < d; k++) out[k] = x[k];
        out[i] = x[i] * (1 + 0.01 * x[j]);
      }, d);
      expect(() => run(coupled, milstein)).toThrow(`out[${i}] of the diffusion depends on`);
    }
  });

  it("each with its own coordinate passes, at the edge of the domain too", () => {
    const own = pair((_t, x, out) => {
      for (let k = 0; k < 2; k++) out[k] = Math.sqrt(1 - x[k] * x[k]);
    });
    expect(run(own, milstein, [1, 0]).steps).toBeGreaterThan(0);
  });
});

it("without noise there is nothing to commute", () => {
  const still = defineSde({ dimension: 2, noise: { kind: "none" }, drift: (_t, _x, out) => out.fill(0) });
  expect(solve(still, { start: [1, 2], to: 1, step: 1, scheme: dormandPrince }).outcome).toBe("finished");
});
