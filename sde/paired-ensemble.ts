/**
 * Two problems on the same Brownian paths (common random numbers): path i of both draws from the stream (seed, purpose,
 * i), and what is wanted is their difference,
 *
 *     Var(f₁ − f₂) = Var f₁ + Var f₂ − 2 Cov(f₁, f₂),
 *
 * which is small where the two move together. Source: Glasserman, Monte Carlo Methods in Financial Engineering (2004),
 * §7.1.
 */
import { InputError } from "../estimators/index.js";
import { requireKeys, requireList } from "../estimators/input/index.js";
import { checkedEnsemble, type EnsembleOptions, ensembleKeys } from "./ensemble.js";
import type { Progress } from "./march.js";
import { requireProblem, type SdeProblem } from "./problem.js";
import { type EnsembleInfo, type Run, reducePaths, within } from "./reduce-paths.js";
import type { Accumulator, Reducer } from "./reducers/index.js";
import { pushPair } from "./reducers/reducer.js";
import type { Solution } from "./solution.js";
import { drain, prepareSolve } from "./solve.js";

/** What the reducer makes of the saved numbers of the first problem, of the second, and of first minus second. */
export interface Paired<Result> {
  readonly first: Result;
  readonly second: Result;
  readonly difference: Result;
}

/**
 * Two problems on the same paths, and the difference of what they save, with the error that the common paths leave.
 *
 * @param problems two of `defineSde`, with equally many sources of noise and equally many saved numbers.
 * @param options those of `ensemble`, for both.
 * @returns the reducer's results on first, second and first − second; a path counts as diverged when one of the two did.
 * @throws InputError as `ensemble`, and when the problems do not match.
 * @example
 * ```ts
 * import { defineSde, eulerMaruyama, moments, pairedEnsemble } from "homogenized-sgd/sde";
 * const gbm = (rate) => defineSde({ dimension: 1, calculus: "ito", noise: { kind: "diagonal" },
 *   drift: (t, x, out) => { out[0] = rate * x[0]; }, diffusion: (t, x, out) => { out[0] = 0.2 * x[0]; } });
 * const { first, difference } = pairedEnsemble([gbm(0.11), gbm(0.1)], { start: [1], to: 1, step: 0.1,
 *   scheme: eulerMaruyama, seed: 1, paths: 1000, reduce: moments() });
 * difference.standardError[0] < first.standardError[0] / 50; // => true
 * ```
 */
export function pairedEnsemble<Result extends object>(
  problems: readonly [SdeProblem, SdeProblem],
  options: EnsembleOptions<Result>,
): Paired<Result> & EnsembleInfo {
  requireKeys("pairedEnsemble", options, ensembleKeys);
  requireList("problems", problems, "two of defineSde");
  const [one, two] = problems;
  requireProblem(one);
  requireProblem(two);
  if (one.sources !== two.sources)
    throw new InputError(
      `the problems have ${one.sources} and ${two.sources} sources of noise; give two that can share their Brownian paths`,
    );
  const solving = checkedEnsemble(one, options);
  const both = (mirrored: boolean): Run =>
    inTurn(prepareSolve(one, { ...solving, mirrored }), prepareSolve(two, { ...solving, mirrored }));
  const reduce = eachAndDifference(options.reduce);
  const mirrored = options.antithetic ? both(true) : undefined;
  return drain(reducePaths({ ...options, reduce }, both(false), mirrored));
}

/** A path of both: saved are the first's numbers, the second's, and their difference, one after the other. */
interface PairedSolution extends Solution {
  readonly parts: readonly [Solution, Solution];
}

function inTurn(first: Run, second: Run): Run {
  return function* (path): Generator<Progress, PairedSolution> {
    const one = yield* within(first(path), 0, 2);
    const two = yield* within(second(path), 1, 2);
    const size = one.values.length;
    if (two.values.length !== size)
      throw new InputError(
        `the problems save ${size} and ${two.values.length} numbers; save a function of as many for both`,
      );
    const values = new Float64Array(3 * size);
    values.set(one.values);
    values.set(two.values, size);
    for (let i = 0; i < size; i++) values[2 * size + i] = one.values[i] - two.values[i];
    return { ...(one.outcome === "finished" ? two : one), values, parts: [one, two] };
  };
}

const names = ["first", "second", "difference"] as const;

interface PairedAccumulator<Result> extends Accumulator<Paired<Result>> {
  readonly states: Readonly<Record<(typeof names)[number], Accumulator<Result>>>;
}

function eachAndDifference<Result>(reduce: Reducer<Result>): Reducer<Paired<Result>> {
  return {
    create(size, width) {
      const third = size / names.length;
      const state = () => reduce.create(third, width);
      return accumulate({ first: state(), second: state(), difference: state() }, third);
    },
  };
}

function accumulate<Result>(
  states: PairedAccumulator<Result>["states"],
  third: number,
): PairedAccumulator<Result> {
  const part = (values: Float64Array, p: number) => values.subarray(p * third, (p + 1) * third);
  // The difference is of no one path.
  const pathOf = (path: Solution | undefined, p: number) => (path as PairedSolution | undefined)?.parts[p];
  return {
    states,
    push(values, path) {
      names.forEach((name, p) => {
        states[name].push(part(values, p), pathOf(path, p));
      });
    },
    pushPair(values, mirrored, path, mirroredPath) {
      names.forEach((name, p) => {
        pushPair(states[name], part(values, p), part(mirrored, p), pathOf(path, p), pathOf(mirroredPath, p));
      });
    },
    merge(other) {
      for (const name of names) states[name].merge((other as PairedAccumulator<Result>).states[name]);
    },
    result: () => ({
      first: states.first.result(),
      second: states.second.result(),
      difference: states.difference.result(),
    }),
  };
}
