import { type Covariance, controlledMean, createCovariance, InputError } from "../../estimators/index.js";
import { isList, requireKeys, show } from "../../estimators/input/index.js";
import { type Accumulator, meanOfPair, type Reducer } from "./reducer.js";

export interface ControlColumn {
  /** Which of the `width` saved numbers of a time is the control. */
  readonly of: number;
  /** Its exact mean, one for all times or one per time. */
  readonly mean: number | ArrayLike<number>;
}

/** Arrays over times × width, row by row; a control's own entries hold its exact mean and no error. */
export interface ControlVariateResult {
  readonly mean: Float64Array;
  readonly standardError: Float64Array;
  /** The variance that the controls leave, per path (per pair of antithetic ones). */
  readonly variance: Float64Array;
  /** How many times as many paths the plain mean would need for the same error. */
  readonly varianceRatio: Float64Array;
  /** The coefficients: times × width × controls. */
  readonly beta: Float64Array;
  /** Paths (pairs) that an entry is over: those with every number of its time finite. */
  readonly alive: Float64Array;
}

/**
 * Reducer: means adjusted by controls, saved numbers whose exact means are known. At each time the others are regressed
 * on that time's controls; the coefficients are estimated from the same paths, and the errors say so.
 *
 * @param controls one or several columns with their exact means.
 * @returns a reducer for `ensemble`.
 * @throws InputError when there is no control or two are the same, a mean is not finite and, on `create`, when a column is
 *   not among the saved ones or means do not match the times.
 * @see Lavenberg & Welch, Management Science 27 (1981).
 * @example
 * ```ts
 * import { controlVariate, defineSde, ensemble, eulerMaruyama } from "homogenized-sgd/sde";
 * const gbm = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "diagonal" },
 *   drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 0.2 * x[0]; } });
 * // E max(X − 1, 0), helped by E X = 1, which Euler steps keep.
 * const call = ensemble(gbm, { start: [1], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1, paths: 2000,
 *   save: { of: (t, x) => [Math.max(x[0] - 1, 0), x[0]] }, reduce: controlVariate({ of: 1, mean: 1 }) });
 * call.varianceRatio[0] > 4; // => true
 * ```
 */
export function controlVariate(
  controls: ControlColumn | readonly ControlColumn[],
): Reducer<ControlVariateResult> {
  const columns: readonly ControlColumn[] = isList(controls) ? controls : [controls as ControlColumn];
  if (columns.length === 0)
    throw new InputError("controlVariate got no control; give at least one column with its exact mean");
  columns.forEach((column, c) => {
    requireKeys("a control", column, ["of", "mean"], "controls");
    const { of, mean } = column;
    if (!(Number.isSafeInteger(of) && of >= 0))
      throw new InputError(`controlVariate got the column ${show(of)}; give a whole number of at least 0`);
    if (columns.findIndex((other) => other.of === of) !== c)
      throw new InputError(`controlVariate got column ${of} twice; give every control once`);
    const means: readonly unknown[] = isList(mean) ? Array.from(mean) : [mean];
    const bad = means.findIndex((m) => !Number.isFinite(m));
    if (bad >= 0)
      throw new InputError(
        `controlVariate got ${show(means[bad])} as the mean of column ${of}; give the exact finite mean`,
      );
  });
  return {
    create(size, width = size) {
      const rows = width > 0 ? size / width : 0;
      for (const { of, mean } of columns) {
        if (!(of < width))
          throw new InputError(
            `controlVariate got column ${of}, and ${width} are saved at a time; save the control as well`,
          );
        if (typeof mean !== "number" && mean.length !== rows)
          throw new InputError(
            `controlVariate got ${mean.length} means of column ${of} for ${rows} times; give one per time, or one number`,
          );
      }
      const times = Array.from({ length: rows }, () => ({ count: 0, moments: createCovariance(width) }));
      return accumulate({ width, columns, times });
    },
  };
}

interface State {
  readonly width: number;
  readonly columns: readonly ControlColumn[];
  readonly times: { count: number; readonly moments: Covariance }[];
}

interface ControlAccumulator extends Accumulator<ControlVariateResult> {
  readonly state: State;
}

function accumulate(state: State): ControlAccumulator {
  const { width, times } = state;
  const push = (values: Float64Array): void => {
    times.forEach((time, r) => {
      const row = values.subarray(r * width, (r + 1) * width);
      if (!row.every(Number.isFinite)) return;
      time.count++;
      time.moments.push(row);
    });
  };
  return {
    state,
    push,
    pushPair: (values, mirrored) => push(meanOfPair(values, mirrored)),
    merge(other) {
      (other as ControlAccumulator).state.times.forEach(({ count, moments }, r) => {
        times[r].count += count;
        times[r].moments.merge(moments);
      });
    },
    result: () => resultOf(state),
  };
}

function resultOf({ width, columns, times }: State): ControlVariateResult {
  const size = times.length * width;
  const [mean, standardError, variance, varianceRatio, alive] = [0, 1, 2, 3, 4].map(
    () => new Float64Array(size),
  );
  const beta = new Float64Array(size * columns.length);
  times.forEach(({ count, moments }, r) => {
    const controls = columns.map((control) => ({
      index: control.of,
      mean: typeof control.mean === "number" ? control.mean : control.mean[r],
    }));
    const sample = { count, mean: moments.mean(), covariance: moments.covariance() };
    for (let column = 0; column < width; column++) {
      const i = r * width + column;
      const own = controls.findIndex(({ index }) => index === column);
      const made =
        own < 0 ? controlledMean(sample, column, controls) : known(controls[own].mean, own, columns);
      mean[i] = made.mean;
      standardError[i] = made.standardError;
      variance[i] = made.variance;
      varianceRatio[i] = made.varianceRatio;
      alive[i] = count;
      beta.set(made.beta, i * columns.length);
    }
  });
  return { mean, standardError, variance, varianceRatio, beta, alive };
}

/** A control's own mean, explained by itself. */
const known = (
  mean: number,
  own: number,
  columns: readonly ControlColumn[],
): ReturnType<typeof controlledMean> => ({
  mean,
  standardError: 0,
  variance: 0,
  varianceRatio: Number.POSITIVE_INFINITY,
  beta: Float64Array.from(columns, (_, c) => (c === own ? 1 : 0)),
});
