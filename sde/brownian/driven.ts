/**
 * A scheme whose steps take their increments from a Brownian path instead of what they are told: to the loop that makes
 * the steps it is a scheme that needs nothing but time.
 */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import type { SdeProblem } from "../problem.js";
import type { Scheme } from "../schemes/scheme.js";
import { createIncrement } from "./increment.js";
import type { BrownianPath } from "./path.js";

/** One path, or the path that belongs to an index. */
export type BrownianSource = BrownianPath | ((path: number) => BrownianPath);

export interface Driven {
  readonly scheme: Scheme;
  /** From here on steps take the increments of the path with this index. */
  begin(index: number): void;
}

/** What a run asks of its path. */
interface Run {
  readonly from: number;
  readonly to: number;
  /** The least length of a step, where that is known. */
  readonly step?: number;
}

/** @throws InputError, at the latest from `begin`, when a path does not fit the problem, the scheme or the run. */
export function driveBy(source: BrownianSource, problem: SdeProblem, scheme: Scheme, run: Run): Driven {
  let path: BrownianPath | undefined;
  const take = (next: BrownianPath): void => {
    requirePath(next, problem, scheme, run);
    path = next;
  };
  if (typeof source !== "function") take(source);
  return {
    begin(index) {
      if (typeof source === "function") take(source(index));
    },
    scheme: {
      ...scheme,
      needs: [],
      prepare(given) {
        const makeStep = scheme.prepare(given);
        const w = createIncrement(given.sources, scheme.needs);
        let end = Number.NaN;
        return (t, h, x, _w, next) => {
          // A step begins where the one before ended and the last ends at `to`, whichever way their times were rounded.
          const start = Math.abs(t - end) < 1e-6 * h ? end : t;
          end = t + h > run.to - 1e-6 * h ? run.to : t + h;
          path!.increment(start, end, w);
          makeStep(t, h, x, w, next);
        };
      },
    },
  };
}

export function requirePath(path: BrownianPath, problem: SdeProblem, scheme: Scheme, run: Run): void {
  if (typeof path?.increment !== "function")
    throw new InputError(
      `brownian is ${show(path)}; give a Brownian path, as brownianTree makes, or a function of the path's index`,
    );
  const { sources, from, to, needs, spacing = 0, correlated = false } = path;
  if (problem.sources === 0)
    throw new InputError("brownian is given and the problem has no noise; leave it out");
  if (sources !== problem.sources)
    throw new InputError(
      `brownian has ${sources} sources and the problem ${problem.sources}; make a path with as many`,
    );
  if (!(from <= run.from && to >= run.to))
    throw new InputError(
      `brownian is known from ${from} to ${to} and the run goes from ${run.from} to ${run.to}; make a path that covers it`,
    );
  if (correlated)
    throw new InputError(
      "brownian has correlated sources and schemes are made for independent ones; use correlateNoise(problem, covariance) with a path without covariance",
    );
  const missing = needs && scheme.needs.find((need) => !needs.includes(need));
  if (missing !== undefined)
    throw new InputError(
      `${scheme.name} needs ${missing}, which brownian does not keep; name it in the path's needs`,
    );
  if (run.step !== undefined && !(spacing <= run.step))
    throw new InputError(
      `step is ${show(run.step)}; brownian rounds times to multiples of ${spacing}: take a longer step or a deeper path`,
    );
}
