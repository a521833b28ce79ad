/**
 * One step of controlled length, tried: where it leads and how far it is off.
 *
 * A scheme that estimates its own error is asked; of any other the step is made once whole and once in two halves,
 * whose result stands, and the difference is the estimate (step doubling). With noise the increments come from a
 * Brownian path that is the same whatever is asked of it, so that a step made again in smaller ones sees the W it saw
 * before, now in more detail: to draw it anew would prefer the paths that look easy (Gaines & Lyons, Variable step size
 * control in the numerical solution of stochastic differential equations, SIAM J. Appl. Math. 57, 1997).
 *
 * Which attempts are kept depends on W all the same, and the errors left in them may be of one sign: of the whole run's
 * error τ^{1 − 1/(p + 1/2)} is sure, τ being the error of a step and p the strong order, and τ^{p/(p + 1/2)} usual.
 */
import { InputError } from "../estimators/index.js";
import { createIncrement } from "./brownian/increment.js";
import type { BrownianPath } from "./brownian/path.js";
import type { SdeProblem } from "./problem.js";
import { schemes } from "./schemes/all.js";
import { fits } from "./schemes/fit.js";
import { embeddedNorm } from "./schemes/natural-embedding.js";
import type { Scheme } from "./schemes/scheme.js";

export interface Attempt {
  /** Where a step of about h from t may end: on the grid of the path's times, if it has one. */
  readonly end: (t: number, h: number) => number;
  /** The shortest step that grid allows. */
  readonly leastStep: () => number;
  /** Tries the step of length h from (t, x) to `end`. */
  readonly make: (t: number, h: number, end: number, x: Float64Array, next: Float64Array) => void;
  /** Root mean square of the last step's errors, each in parts of `scale`; it behaves as h^errorOrder. */
  readonly errorNorm: (h: number, scale: Float64Array) => number;
  readonly errorOrder: number;
}

/** @param path the path of the run that is under way; left out where there is no noise. */
export function createAttempt(problem: SdeProblem, scheme: Scheme, path?: () => BrownianPath): Attempt {
  const parts = scheme.prepareEmbedded ? 1 : 2;
  const tried = parts === 1 ? embedded(problem, scheme, path) : doubled(problem, scheme, path);
  return { ...(path ? onGrid(path, parts) : anywhere), ...tried };
}

const anywhere: Pick<Attempt, "end" | "leastStep"> = { end: (t, h) => t + h, leastStep: () => 0 };

/** Steps of `parts` equal parts, each of whole cells of the path's grid. */
function onGrid(path: () => BrownianPath, parts: number): Pick<Attempt, "end" | "leastStep"> {
  return {
    leastStep: () => parts * (path().spacing ?? 0),
    end: (t, h) => {
      const { from, spacing = 0 } = path();
      if (spacing === 0) return t + h;
      const cells = parts * Math.max(1, Math.floor(h / (parts * spacing)));
      return from + (Math.round((t - from) / spacing) + cells) * spacing;
    },
  };
}

type Tried = Pick<Attempt, "make" | "errorNorm" | "errorOrder">;

function embedded(problem: SdeProblem, scheme: Scheme, path: (() => BrownianPath) | undefined): Tried {
  const { step, errorNorm, errorOrder } = scheme.prepareEmbedded!(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  return {
    make: (t, h, end, x, next) => {
      path?.().increment(t, end, w);
      step(t, h, x, w, next);
    },
    errorNorm,
    errorOrder,
  };
}

function doubled(problem: SdeProblem, scheme: Scheme, path: (() => BrownianPath) | undefined): Tried {
  const d = problem.dimension;
  // Each its own: a step's workspace may remember where it was.
  const whole = scheme.prepare(problem);
  const half = scheme.prepare(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  const halfway = new Float64Array(d);
  const error = new Float64Array(d);
  return {
    make: (t, h, end, x, next) => {
      const middle = t + 0.5 * h;
      path?.().increment(t, end, w);
      whole(t, h, x, w, error);
      path?.().increment(t, middle, w);
      half(t, middle - t, x, w, halfway);
      path?.().increment(middle, end, w);
      half(middle, end - middle, halfway, w, next);
      for (let i = 0; i < d; i++) error[i] -= next[i];
    },
    errorNorm: (_h, scale) => embeddedNorm(d, error, scale),
    // A single step is off by h^{p + 1/2}: its mean, and so an ordinary differential equation, by h^{p + 1}.
    errorOrder: scheme.strongOrder(problem.noise)! + (path ? 0.5 : 1),
  };
}

/**
 * Whether steps of controlled length lead to the solution: with noise, only where the scheme follows paths to strong
 * order 1 (Gaines & Lyons 1997, §4), for one of order ½ misses the terms by which the steps are chosen.
 */
export function requireControllable(problem: SdeProblem, scheme: Scheme, path: boolean): void {
  const { noise } = problem;
  const order = scheme.strongOrder(noise);
  if (noise.kind !== "none" && !(order !== null && order >= 1)) {
    const others = schemes.filter(
      (other) =>
        fits(problem, other) &&
        (other.strongOrder(noise) ?? 0) >= 1 &&
        (path || !other.needs.includes("levy-area")),
    );
    throw new InputError(
      `tolerance is given with ${scheme.name}, ${order === null ? "which approximates laws and follows no path" : `whose strong order for this noise is ${order}`}; steps chosen by their error need order 1, or the limit is another than the solution: ${others.length > 0 ? `use ${others.map(({ name }) => name).join(", ")}` : "give step"}`,
    );
  }
  if (scheme.needs.includes("levy-area") && !path)
    throw new InputError(
      `tolerance is given with ${scheme.name}, whose Lévy areas cost a draw for every cell of the path's grid; choose the grid: brownian: brownianTree({ …, depth: 12, needs: ["levy-area"] })`,
    );
}
