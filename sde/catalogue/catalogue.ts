/** Every named problem, by kind of noise. */

import { InputError } from "../../estimators/index.js";
import { nearest, show } from "../../estimators/input/index.js";
import {
  additiveMatrix,
  doubleWell,
  fadingNoise,
  integratedBrownian,
  ornsteinUhlenbeck,
} from "./additive.js";
import { levyArea, levyAreaNonlinear, nonCommutingLinear } from "./areas.js";
import { coxIngersollRoss } from "./cox-ingersoll-ross.js";
import {
  complexNoises,
  geometricBrownian,
  geometricStratonovich,
  kuboOscillator,
  sharedNoise,
  twoNoises,
} from "./linear.js";
import type { NamedProblem } from "./named-problem.js";
import {
  diagonalPair,
  hyperbolicTangent,
  hyperbolicTangentDrift,
  hyperbolicTangentStratonovich,
  tangent,
  tangentStratonovich,
} from "./transformed.js";

/** Problems to try schemes on: most with an exact solution on every path, all with a start and an interval. */
export const catalogue: readonly NamedProblem[] = Object.freeze(
  [
    geometricBrownian(),
    tangent(),
    hyperbolicTangent(),
    hyperbolicTangentDrift(),
    diagonalPair(),
    coxIngersollRoss(),
    sharedNoise(),
    fadingNoise(),
    additiveMatrix(),
    integratedBrownian(),
    ornsteinUhlenbeck(),
    doubleWell(),
    twoNoises(),
    complexNoises(),
    levyArea(),
    levyAreaNonlinear(),
    nonCommutingLinear(),
    geometricStratonovich(),
    tangentStratonovich(),
    hyperbolicTangentStratonovich(),
    kuboOscillator(),
  ].map((entry) => Object.freeze(entry)),
);

/**
 * A problem of the catalogue by its name.
 *
 * @param name such as "geometric-brownian-motion"; `catalogue` lists them.
 * @returns the problem with its start, an interval, and its exact solution where there is one.
 * @throws InputError where no problem has the name.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, solve } from "homogenized-sgd/sde";
 * const { problem, to, exact } = namedProblem("geometric-brownian-motion");
 * solve(problem, { to, step: 2 ** -6, scheme: eulerMaruyama, seed: 1 }).outcome; // => "finished"
 * exact !== undefined; // => true
 * ```
 */
export function namedProblem(name: string): NamedProblem {
  const found = catalogue.find((entry) => entry.name === name);
  if (found) return found;
  const names = catalogue.map((entry) => entry.name);
  const near = typeof name === "string" ? nearest(name, names) : undefined;
  throw new InputError(
    `the problem is ${show(name)}${near === undefined ? "" : `, the nearest being ${near}`}; it must be one of ${names.join(", ")}`,
  );
}
