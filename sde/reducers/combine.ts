import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { type Accumulator, pushPair, type Reducer } from "./reducer.js";

type Parts = Readonly<Record<string, Reducer<unknown>>>;

/** What the reducers by these names make of the same paths. */
export type Combined<Reducers extends Parts> = {
  readonly [Name in keyof Reducers]: Reducers[Name] extends Reducer<infer Result> ? Result : never;
};

/**
 * Reducer: several at once, over the same paths.
 *
 * @param parts reducers by name.
 * @returns a reducer for `ensemble`; its result holds theirs under the same names.
 * @example
 * ```ts
 * import { combine, histogram, moments } from "homogenized-sgd/sde";
 * const state = combine({ all: moments(), shape: histogram({ from: 0, to: 4, bins: 2 }) }).create(1);
 * for (const x of [1, 3, 3.5]) state.push(Float64Array.of(x));
 * state.result().all.mean; // => [2.5]
 * state.result().shape.counts; // => [1, 2]
 * ```
 */
export function combine<Reducers extends Parts>(parts: Reducers): Reducer<Combined<Reducers>> {
  if (typeof parts !== "object" || parts === null)
    throw new InputError(`combine got ${show(parts)}; give reducers by name, as { mean: moments() }`);
  const entries = Object.entries(parts);
  for (const [name, reducer] of entries)
    if (typeof reducer?.create !== "function")
      throw new InputError(`combine got ${show(reducer)} as ${name}; give a reducer, such as moments()`);
  return {
    create: (size, width) =>
      accumulate<Combined<Reducers>>(entries.map(([name, reducer]) => [name, reducer.create(size, width)])),
  };
}

interface CombinedAccumulator<Result> extends Accumulator<Result> {
  readonly states: readonly (readonly [name: string, state: Accumulator<unknown>])[];
}

function accumulate<Result>(states: CombinedAccumulator<Result>["states"]): CombinedAccumulator<Result> {
  return {
    states,
    push(values, path) {
      for (const [, state] of states) state.push(values, path);
    },
    pushPair(...pair) {
      for (const [, state] of states) pushPair(state, ...pair);
    },
    merge(other) {
      const from = (other as CombinedAccumulator<Result>).states;
      states.forEach(([, state], i) => {
        state.merge(from[i][1]);
      });
    },
    result: () => Object.fromEntries(states.map(([name, state]) => [name, state.result()])) as Result,
  };
}
