import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  atoms,
  committee,
  constant,
  dog,
  eigenvalues,
  gaussian,
  leastSquares,
  lineSearch,
  loadFormulas,
  marchenkoPastur,
  phaseRetrieval,
  piecewise,
  powerDensity,
  problem,
  rmspropNorm,
  type ScheduleInput,
  simulate,
  type Trajectory,
  uniform,
} from "../../../src/index.js";

await loadFormulas();

const logarithmic = { points: 81, spacing: "log" } as const;
const noiseless = leastSquares({ noiseStd: 0 });

const atomsOf12Decades = problem({
  dimension: 1000,
  covariance: eigenvalues(Array.from({ length: 1000 }, (_, j) => 10 ** ((-12 * j) / 999))),
  model: noiseless,
  target: gaussian({ norm: 1 }),
});

/** d ln R/d ln t over the last ten saved times. */
function slope({ times, statistics: { risk } }: Trajectory): number {
  const n = times.length;
  return Math.log(risk[n - 1] / risk[n - 11]) / Math.log(times[n - 1] / times[n - 11]);
}

describe("the ODE at long times", () => {
  it("two eigenvalues six decades apart: the exact solution of the linear equation to 1e-7, to t = 10⁶", () => {
    // v' = Av, A = −2γΛ + ½γ² λλᵀ; of the slow mode all that could cancel is taken from products.
    const [rate, small] = [0.5, 1e-6];
    const twoAtoms = problem({
      dimension: 1000,
      covariance: atoms([1, small], [0.5, 0.5]),
      model: noiseless,
      target: gaussian({ norm: 1 }),
    });
    const times = [0, 300, 1e3, 1e4, 1e5, 1e6];
    const { statistics, steps } = simulate(twoAtoms, {
      method: "ode",
      schedule: constant(rate),
      horizon: 1e6,
      save: { times },
    });
    const { risk, distance } = statistics;
    const half = 0.5 * rate ** 2;
    const a11 = half - 2 * rate;
    const a22 = half * small ** 2 - 2 * rate * small;
    const a12 = half * small;
    const fast = 0.5 * (a11 + a22) - Math.hypot(0.5 * (a11 - a22), a12);
    const slow = (a11 * a22 - a12 * a12) / fast;
    const second = (distance[0] - 2 * risk[0]) / (1 - small);
    const first = 2 * risk[0] - small * second;
    const mode = [
      ((a12 * a12) / (a22 - fast)) * first + a12 * second,
      a12 * first + (a22 - fast) * second,
    ].map((x) => x / (slow - fast));
    const exact = (t: number, decay: number) => 0.5 * (mode[0] + small * mode[1]) * Math.exp(decay * t);
    times.slice(1).forEach((t, i) => {
      expect(Math.abs(risk[i + 1] / exact(t, slow) - 1)).toBeLessThan(1e-7);
    });
    // Without the noise of the other eigenvalue the decay is another.
    expect(Math.abs(risk[5] / exact(1e6, -2 * rate * small) - 1)).toBeGreaterThan(1e-7);
    expect(steps).toBeLessThan(1500);
  });

  it.each<[string, ScheduleInput]>([
    ["a constant rate", constant(0.5)],
    ["AdaGrad-Norm", adagradNorm({ eta: 1, b: 1 })],
    ["line search", lineSearch({})],
  ])("1000 eigenvalues over 12 decades to t = 10⁶ take hundreds of steps: %s", (_name, schedule) => {
    const run = simulate(atomsOf12Decades, { method: "ode", schedule, horizon: 1e6, save: logarithmic });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeLessThan(1500);
    run.statistics.risk.forEach((risk, i, all) => {
      expect(risk).toBeGreaterThan(0);
      if (i > 0) expect(risk).toBeLessThanOrEqual(all[i - 1]);
    });
  });

  it("a ridge of 10⁹ takes hundreds of steps", () => {
    const ridged = problem({ ...atomsOf12Decades.description, ridge: 1e9 });
    const run = simulate(ridged, { method: "ode", schedule: constant(0.5), horizon: 100 });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeLessThan(2000);
  });
});

describe("the change of solvers", () => {
  it.each([
    ["two outputs", leastSquares({ outputs: 2, noiseStd: 0.1 }), 0.5],
    ["a committee", committee({ activation: "erf", student: [1, 1], teacher: [1, -1], noiseStd: 0.1 }), 0.5],
    ["phase retrieval", phaseRetrieval({ variant: "smooth" }), 0.1],
  ])(
    "%s: where a shorter horizon is left to the explicit one, the same curve to 1e-7",
    (_name, model, rate) => {
      const coupled = problem({
        dimension: 50,
        covariance: eigenvalues(Array.from({ length: 50 }, (_, j) => 10 ** ((-3 * j) / 49))),
        model,
        target: gaussian({ norm: 3 }),
        initial: gaussian({ norm: 1 }),
      });
      const times = [2000, 4000, 6000];
      const curve = (horizon: number) =>
        simulate(coupled, { method: "ode", schedule: constant(rate), horizon, save: { times } });
      const [explicit, changing] = [curve(6000), curve(3e4)];
      expect(changing.steps).toBeLessThan(0.6 * explicit.steps);
      changing.statistics.risk.forEach((risk, i) => {
        expect(Math.abs(risk / explicit.statistics.risk[i] - 1)).toBeLessThan(1e-7);
      });
    },
  );
});

describe("jumps of the rate behind the change of solvers", () => {
  // v' = Av + c, A = −2γΛ + ½γ² λλᵀ, c = ½γ²σ² λ, of two eigenvalues that weigh ½ each; R = ½(λᵀv + σ²).
  const [large, small, variance] = [1, 1e-4, 0.25];
  const twoAtoms = problem({
    dimension: 1000,
    covariance: atoms([large, small], [0.5, 0.5]),
    model: leastSquares({ noiseStd: Math.sqrt(variance) }),
    target: gaussian({ norm: 1 }),
  });
  const run = (times: number[], rates: number[], horizon: number, at: number[]) =>
    simulate(twoAtoms, {
      method: "ode",
      schedule: piecewise({ times, rates }),
      horizon,
      save: { times: [0, ...at] },
    });
  /** The state after a span at one rate. */
  const moved = ([v1, v2]: number[], rate: number, span: number): number[] => {
    const half = 0.5 * rate ** 2;
    const a = half * large ** 2 - 2 * rate * large;
    const b = half * large * small;
    const d = half * small ** 2 - 2 * rate * small;
    const [c1, c2] = [half * variance * large, half * variance * small];
    const determinant = a * d - b * b;
    const [r1, r2] = [(b * c2 - d * c1) / determinant, (b * c1 - a * c2) / determinant];
    const fast = 0.5 * (a + d) - Math.hypot(0.5 * (a - d), b);
    const slow = determinant / fast;
    // e^(At) = e^(slow t) P + e^(fast t) (1 − P), P = (A − fast)/(slow − fast)
    const [x, y] = [v1 - r1, v2 - r2];
    const [px, py] = [((a - fast) * x + b * y) / (slow - fast), (b * x + (d - fast) * y) / (slow - fast)];
    const [late, early] = [Math.exp(slow * span), Math.exp(fast * span)];
    return [r1 + late * px + early * (x - px), r2 + late * py + early * (y - py)];
  };
  const startOf = ({ statistics: { risk, distance } }: Trajectory): number[] => {
    const excess = 2 * risk[0] - variance;
    const second = (large * distance[0] - excess) / (large - small);
    return [distance[0] - second, second];
  };
  const riskOf = ([v1, v2]: number[]): number => 0.5 * (large * v1 + small * v2 + variance);

  it("are landed on: the exact solution piece by piece to 1e-7", () => {
    const at = [1e4, 3e4, 3.001e4, 1e5, 3e5, 3.0002e5, 1e6];
    const curve = run([0, 3e4, 3e5], [0.5, 0.25, 0.1], 1e6, at);
    // Had the explicit solver gone on it would have taken 100 000.
    expect(curve.steps).toBeLessThan(3000);
    let state = startOf(curve);
    let from = 0;
    at.forEach((t, i) => {
      state = moved(state, from < 3e4 ? 0.5 : from < 3e5 ? 0.25 : 0.1, t - from);
      from = t;
      expect(Math.abs(curve.statistics.risk[i + 1] / riskOf(state) - 1)).toBeLessThan(1e-7);
    });
    // A jump overlooked by one saved time would be seen.
    const late = moved(moved(startOf(curve), 0.5, 3.001e4), 0.25, 0);
    expect(Math.abs(curve.statistics.risk[3] / riskOf(late) - 1)).toBeGreaterThan(1e-4);
  });

  it("to a rate beyond the threshold diverge at the time at which the numbers run out", () => {
    const curve = run([0, 3e4], [0.5, 5], 1e6, [1e4, 3e4, 5e5]);
    expect(curve.outcome).toBe("diverged");
    expect(curve.steps).toBeLessThan(10_000);
    // The larger eigenvalue of A at γ = 5, within 1e-7, is a: the risk grows as e^(at) while there are numbers.
    const growth = 0.5 * 25 * large ** 2 - 10 * large;
    const last = 3e4 + Math.log(Number.MAX_VALUE) / growth;
    expect(Math.abs(curve.divergedAt! - last)).toBeLessThan(0.02 * (last - 3e4));
    expect(curve.statistics.risk[2]).toBeLessThan(1);
    expect(curve.statistics.risk[3]).toBeNaN();
  });
});

describe("schedules that look at the iterate, at long times", () => {
  const spread = problem({
    dimension: 50,
    covariance: eigenvalues(Array.from({ length: 50 }, (_, j) => 10 ** ((-3 * j) / 49))),
    model: leastSquares({ noiseStd: 0.3 }),
    target: gaussian({ norm: 1 }),
    initial: gaussian({ norm: 0.5 }),
  });
  it.each<[string, ScheduleInput, number]>([
    ["adagrad-norm", adagradNorm({ eta: 20, b: 1 }), 3000],
    ["rmsprop-norm", rmspropNorm({ eta: 0.3, b: 0.3, alpha: 1 }), 3000],
    ["dog", dog({ r0: 0.1, eta0: 0.1 }), 3000],
    ["a factor of the risk", { kind: "expression", value: "0.5*risk/(risk + 0.01)" }, 3000],
  ])(
    "%s: where a shorter horizon is left to the explicit solver, the same curves to 1e-7",
    (_name, schedule, end) => {
      const times = [end / 4, end / 2, end];
      const curves = (horizon: number) =>
        simulate(spread, { method: "ode", schedule, horizon, save: { times } });
      const [explicit, changing] = [curves(end), curves(20 * end)];
      expect(changing.steps).not.toBe(explicit.steps);
      for (const name of ["risk", "distance", "learningRate"] as const)
        changing.statistics[name].forEach((value, i) => {
          expect(Math.abs(value / explicit.statistics[name][i] - 1)).toBeLessThan(1e-7);
        });
    },
  );

  it("AdaGrad-Norm comes to η/b_∞, (4η/τ)(b_∞ − b) − 2η² ln(b_∞/b) = ‖X_0 − X*‖², four decades apart", () => {
    const [eta, b] = [1, 0.5];
    const twoAtoms = problem({
      dimension: 1000,
      covariance: atoms([1, 1e-4], [0.5, 0.5]),
      model: noiseless,
      target: gaussian({ norm: 1 }),
    });
    const run = simulate(twoAtoms, {
      method: "ode",
      schedule: adagradNorm({ eta, b }),
      horizon: 3e5,
      save: { times: [3e5] },
    });
    const tau = twoAtoms.spectrum.traceOverDimension;
    // The root above the minimum, at b_∞ = ητ/2.
    let [low, high] = [Math.max(b, (eta * tau) / 2), 100];
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      const left = ((4 * eta) / tau) * (middle - b) - 2 * eta ** 2 * Math.log(middle / b);
      if (left < 1) low = middle;
      else high = middle;
    }
    expect(run.steps).toBeLessThan(2000);
    expect(Math.abs(run.statistics.learningRate[0] / (eta / low) - 1)).toBeLessThan(1e-8);
  });

  it("a memory that forgets fast is stiffness too: rmsprop-norm where the iterate hardly moves", () => {
    const slow = problem({ ...spread.description, model: phaseRetrieval({ variant: "smooth" }) });
    const schedule = rmspropNorm({ eta: 0.01, b: 0.3, alpha: 1 });
    const run = simulate(slow, { method: "ode", schedule, horizon: 1e5, save: logarithmic });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeLessThan(1000);
  });

  it("line search: a step that is only tried may have no rate; one that is made is refused as ever", () => {
    const started = problem({ ...atomsOf12Decades.description, initial: gaussian({ norm: 0.5 }) });
    const run = simulate(started, { method: "ode", schedule: lineSearch(), horizon: 1e6, save: logarithmic });
    expect(run.outcome).toBe("finished");
    expect(run.steps).toBeLessThan(1000);
    // Of the explicit solver and of the implicit one.
    for (const [value, from, to] of [
      ["risk - 0.001*t", 45, 100],
      ["risk - 2e-7*t", 2.25e5, 3e5],
    ] as const) {
      const refused = () =>
        simulate(spread, {
          method: "ode",
          schedule: { kind: "expression", value },
          horizon: 1e6,
          save: { times: [1e6] },
        });
      expect(refused).toThrow(
        /^schedule of kind expression gives the learning rate -.* at t = .*, but a rate is a finite number, 0 or more/,
      );
      try {
        refused();
      } catch (error) {
        const t = Number(/at t = ([\d.]+)/.exec(String(error))?.[1]);
        expect(t).toBeGreaterThan(from);
        expect(t).toBeLessThan(to);
      }
    }
  });
});

describe("the ODE at infinity to t = 10⁸", () => {
  const horizon = 1e8;
  /** THEORY: β + s below 1 and above; with AdaGrad-Norm the limit comes slowly where the rate decays. */
  it.each([
    [0.2, 0.3, "constant", -1.5, 1e-3],
    [0.5, 0.8, "constant", -0.7, 1e-3],
    [0.2, 0.3, "adagrad-norm", -1.5, 1e-3],
    [0.5, 0.8, "adagrad-norm", 1 - 2 / 1.3, 0.02],
  ])("power-density %d, source %d, %s: R ~ t^%d", (beta, exponent, kind, expected, tolerance) => {
    const run = simulate(
      problem({
        dimension: Number.POSITIVE_INFINITY,
        covariance: powerDensity({ beta }),
        model: noiseless,
        target: { kind: "power", exponent, scale: 1 },
      }),
      {
        method: "ode",
        schedule: kind === "constant" ? constant(0.5) : adagradNorm({ eta: 1, b: 0.1 }),
        horizon,
        save: logarithmic,
      },
    );
    expect(Math.abs(slope(run) - expected)).toBeLessThan(tolerance);
    if (kind === "constant" || beta + exponent < 1) return;
    const { learningRate } = run.statistics;
    const rates = Math.log(learningRate[80] / learningRate[70]) / Math.log(run.times[80] / run.times[70]);
    expect(Math.abs(rates - (1 / 1.3 - 1))).toBeLessThan(0.02);
  });

  it.each([
    ["marchenko-pastur, square", marchenkoPastur({ ratio: 1 }), -1.5],
    ["uniform from 0", uniform({ min: 0, max: 1 }), -2],
  ])("%s: R ~ t^(−1−a), the density growing like λ^(a−1) from 0", (_name, covariance, expected) => {
    const limit = problem({
      dimension: Number.POSITIVE_INFINITY,
      covariance,
      model: noiseless,
      target: gaussian({ norm: 1 }),
    });
    const run = simulate(limit, { method: "ode", schedule: constant(0.5), horizon, save: logarithmic });
    expect(Math.abs(slope(run) - expected)).toBeLessThan(1e-3);
  });
});
