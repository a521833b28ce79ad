/**
 * Runs of a scheme whose state is more than the process (`Scheme.reveal`): everything that looks at a run from outside
 * (what is saved, the guard, events, the state returned) is shown the process; the steps go on from the state.
 */
import type { Guard, Progress } from "./march.js";
import type { SdeProblem } from "./problem.js";
import type { Save } from "./save.js";
import { requireFit } from "./schemes/fit.js";
import type { Scheme } from "./schemes/scheme.js";
import type { Solution } from "./solution.js";

interface Looking {
  readonly scheme: Scheme;
  readonly save?: Save;
  readonly guard?: Guard;
}

type Run = (path: number) => Generator<Progress, Solution>;

/** `prepare` with the options' scheme as it is, but shown through `reveal`. */
export function revealed<Options extends Looking>(
  problem: SdeProblem,
  options: Options,
  prepare: (problem: SdeProblem, options: Options, show: (state: Float64Array) => void) => Run,
): Run {
  requireFit(problem, options.scheme);
  const { reveal, ...scheme } = options.scheme;
  const show = reveal!(problem);
  const shown = new Float64Array(problem.dimension);
  const showing = (x: Float64Array): Float64Array => {
    shown.set(x);
    show(shown);
    return shown;
  };
  const { save = {}, guard } = options;
  const { of } = save;
  const looking = {
    ...options,
    scheme,
    save: of
      ? { ...save, of: (t: number, x: Float64Array, out: Float64Array) => of(t, showing(x), out) }
      : {
          ...save,
          width: problem.dimension,
          of: (_t: number, x: Float64Array, out: Float64Array) => out.set(showing(x)),
        },
    ...(guard && {
      guard: { ...guard, diverged: (t: number, x: Float64Array) => guard.diverged(t, showing(x)) },
    }),
  };
  const run = prepare(problem, looking, show);
  return function* (path) {
    const solution = yield* run(path);
    show(solution.state);
    return solution;
  };
}
