/**
 * What one coordinate of one step costs: whole calls of the library, drawing the target, checking for divergence and
 * saving two points included. HSGD on the power law is what one more run costs `compare`, so that the ODE, solved once
 * for all runs, has a row of its own below; and once more by hand, through `toSde` and `solve`.
 */
import {
  atoms,
  compare,
  constant,
  gaussian,
  leastSquares,
  type Problem,
  type ProblemData,
  powerLaw,
  problem,
  simulate,
  toSde,
} from "homogenized-sgd";
import { eulerMaruyama, solve } from "homogenized-sgd/sde";
import { type Contestant, seconds } from "./interleave.js";

/** Coordinates × steps in one measurement. */
export const work = 1e7;
const schedule = constant(0.7);
const save = { points: 2 };
const step = 0.005;

const leastSquaresOn = (dimension: number, covariance: ProblemData["covariance"]): Problem =>
  problem({ dimension, covariance, model: leastSquares(), target: gaussian({ norm: 1 }) });

export const twoAtoms = (dimension: number): Problem =>
  leastSquaresOn(dimension, atoms([1.6, 0.4], [0.5, 0.5]));
export const power = (dimension: number): Problem =>
  leastSquaresOn(dimension, powerLaw({ exponent: 0.5, normalize: "trace" }));

/** Nanoseconds per coordinate-step. */
const cost = (run: () => unknown): number => (seconds(run) * 1e9) / work;

export function contestants(
  dimension: number,
): Record<"sgdAtoms" | "sgdPower" | "hsgdAtoms" | "hsgdPower" | "hsgdByHand", Contestant> {
  const atomic = twoAtoms(dimension);
  const distinct = power(dimension);
  const steps = work / dimension;
  const sgd = (on: Problem) => () =>
    cost(() => simulate(on, { method: "sgd", schedule, horizon: steps / dimension, seed: 1, save }));
  const to = steps * step;
  const sde = toSde(distinct, schedule, { seed: 1 });
  return {
    sgdAtoms: sgd(atomic),
    sgdPower: sgd(distinct),
    hsgdAtoms: () =>
      cost(() => simulate(atomic, { method: "hsgd", schedule, horizon: to, seed: 1, save, hsgd: { step } })),
    hsgdPower: async () => {
      const of = async (runs: number) => {
        const start = performance.now();
        await compare(distinct, {
          methods: ["hsgd"],
          schedule,
          horizon: to,
          runs,
          seed: 1,
          save,
          hsgd: { step },
        });
        return performance.now() - start;
      };
      // Eight runs more, so that the ODE's own variation counts little.
      return ((await of(9)) - (await of(1))) * (1e6 / (8 * work));
    },
    hsgdByHand: () => cost(() => solve(sde, { to, step, scheme: eulerMaruyama, seed: 1 })),
  };
}

/** Seconds for the ODE with d distinct eigenvalues up to t = 5, its 101 curves' points included. */
export function odeSeconds(dimension: number): Contestant {
  const distinct = power(dimension);
  return () => seconds(() => simulate(distinct, { method: "ode", schedule, horizon: 5, seed: 1 }));
}
