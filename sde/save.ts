/**
 * What a run records: a function of (t, x), at chosen times. Runs keep their own step grid; a requested time
 * inside a step gets the linear interpolation of the function between the step's two ends, so that what is
 * saved never changes what is computed.
 */

import { InputError } from "../estimators/index.js";
import {
  isList,
  keysOf,
  requireFunction,
  requireKeys,
  requireList,
  show,
} from "../estimators/input/index.js";

export interface Save {
  /** Increasing times in [from, to], or every step ("steps"), or the last state ("end"), be it that of an event. */
  readonly times?: ArrayLike<number> | "steps" | "end";
  /** With "steps": increasing times that controlled steps land on. */
  readonly stops?: ArrayLike<number>;
  /**
   * The function saved; the state itself if left out. It returns a number or an array of fixed length, or, when
   * `width` is given, writes `width` numbers into `out`.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that writes into `out` returns nothing
  readonly of?: (t: number, x: Float64Array, out: Float64Array) => number | ArrayLike<number> | void;
  readonly width?: number;
}

const saveKeys = keysOf<Save>({ times: true, stops: true, of: true, width: true });

/** @throws InputError for what cannot be what to save, whatever the run is. */
export function requireSave(save: Save): void {
  requireKeys("save", save, saveKeys, "save");
  if (save.of !== undefined)
    requireFunction(
      "save.of",
      save.of,
      "(t, x) => number or list of numbers, or (t, x, out) beside save.width",
    );
}

/** Serves one run after another. */
export interface Recorder {
  readonly width: number;
  /** Begins a run, and its record. */
  begin(t: number, x: Float64Array): void;
  /** Before the step from (t, x) to tNext; true when something is to be recorded after it. */
  before(t: number, x: Float64Array, tNext: number): boolean;
  /** The next requested time after t, for steps that land on it; undefined where none is left. */
  nextStop(t: number): number | undefined;
  /** After such a step, with the state it reached. */
  after(tNext: number, next: Float64Array): void;
  /** After a step that an event ended at t, in state x, before its own end. */
  stop(t: number, x: Float64Array): void;
  /** Times, and values row by row (times × width); NaN from a divergence, and after a stop. */
  finish(): { times: Float64Array; values: Float64Array };
}

export function createRecorder(save: Save, from: number, to: number, start: Float64Array): Recorder {
  const { width, observe } = observer(save, from, start);
  if (save.times === "steps")
    return everyStep(checkedTimes("save.stops", save.stops ?? [], from, to), width, observe);
  if (save.times === undefined || save.times === "end") return atTheEnd(from, to, width, observe);
  return atTimes(checkedTimes("save.times", save.times, from, to), from, to, width, observe);
}

type Observe = (t: number, x: Float64Array, out: Float64Array) => void;

function observer(
  { of, width }: Save,
  from: number,
  start: Float64Array,
): { width: number; observe: Observe } {
  if (of === undefined) return { width: start.length, observe: (_t, x, out) => out.set(x) };
  if (width !== undefined) {
    if (!(Number.isSafeInteger(width) && width >= 1))
      throw new InputError(`save.width is ${show(width)}; it must be a whole number of at least 1`);
    return { width, observe: of as Observe };
  }
  const first = of(from, start, new Float64Array(0));
  if (typeof first === "number")
    return {
      width: 1,
      observe: (t, x, out) => {
        out[0] = of(t, x, out) as number;
      },
    };
  if (!isList(first))
    throw new InputError(
      `save.of returned ${show(first)}; return a number or an array, or give save.width and write into out`,
    );
  const { length } = first;
  return {
    width: length,
    observe: (t, x, out) => {
      const row = of(t, x, out) as ArrayLike<number>;
      if (row.length !== length)
        throw new InputError(
          `save.of returned ${row.length} numbers at t = ${t} and ${length} at the start; return equally many at all times`,
        );
      out.set(row);
    },
  };
}

function checkedTimes(name: string, times: ArrayLike<number>, from: number, to: number): Float64Array {
  requireList(name, times, 'increasing times, or "steps" or "end"');
  const bad = Array.from(times).findIndex((t) => typeof t !== "number");
  if (bad >= 0) throw new InputError(`${name}[${bad}] is ${show(times[bad])}; give a time`);
  const checked = Float64Array.from(times);
  for (let i = 0; i < checked.length; i++) {
    if (!(checked[i] >= from && checked[i] <= to))
      throw new InputError(
        `${name}[${i}] is ${show(checked[i])}; it must lie between from = ${from} and to = ${to}`,
      );
    if (i > 0 && !(checked[i] > checked[i - 1]))
      throw new InputError(
        `${name}[${i}] is ${show(checked[i])}, after ${checked[i - 1]}; times must increase: sort them and drop repeats`,
      );
  }
  return checked;
}

function everyStep(stops: Float64Array, width: number, observe: Observe): Recorder {
  let stop = 0;
  let times: number[] = [];
  let rows: Float64Array[] = [];
  const record = (t: number, x: Float64Array) => {
    const row = new Float64Array(width);
    observe(t, x, row);
    times.push(t);
    rows.push(row);
  };
  return {
    width,
    begin(t, x) {
      stop = 0;
      times = [];
      rows = [];
      record(t, x);
    },
    before: () => true,
    nextStop: (t) => {
      while (stop < stops.length && stops[stop] <= t) stop++;
      return stop < stops.length ? stops[stop] : undefined;
    },
    after: record,
    stop: record,
    finish: () => {
      const values = new Float64Array(rows.length * width);
      rows.forEach((row, i) => {
        values.set(row, i * width);
      });
      return { times: Float64Array.from(times), values };
    },
  };
}

function atTheEnd(from: number, to: number, width: number, observe: Observe): Recorder {
  const recorder = atTimes(Float64Array.of(to), from, to, width, observe);
  return { ...recorder, stop: (t, x) => observe(t, x, recorder.finish().values) };
}

function atTimes(times: Float64Array, from: number, to: number, width: number, observe: Observe): Recorder {
  let values: Float64Array;
  const left = new Float64Array(width);
  const right = new Float64Array(width);
  // A requested time this close to a step's end is that end.
  const tolerance = 1e-12 * (to - from);
  let index = 0;
  let leftTime = Number.NaN;
  let rightTime = Number.NaN;

  const due = (t: number): boolean => index < times.length && times[index] <= t + tolerance;
  const after = (tNext: number, next: Float64Array): void => {
    observe(tNext, next, right);
    rightTime = tNext;
    while (due(tNext)) {
      const row = width * index;
      const fraction = times[index] >= tNext - tolerance ? 1 : (times[index] - leftTime) / (tNext - leftTime);
      // Where a number is not defined at the step's start yet, as a cosine at zero, the one at its end stands.
      for (let i = 0; i < width; i++)
        values[row + i] =
          fraction === 1 || Number.isNaN(left[i]) ? right[i] : left[i] + fraction * (right[i] - left[i]);
      index++;
    }
  };

  return {
    width,
    begin(t, x) {
      values = new Float64Array(times.length * width).fill(Number.NaN);
      index = 0;
      leftTime = rightTime = Number.NaN;
      while (due(t)) {
        observe(t, x, right);
        values.set(right, width * index++);
      }
    },
    before(t, x, tNext) {
      if (!due(tNext)) return false;
      if (times[index] < tNext - tolerance) {
        // The value at this step's start is often the one just taken at the end of the step before.
        if (rightTime === t) left.set(right);
        else observe(t, x, left);
        leftTime = t;
      }
      return true;
    },
    nextStop: (t) => {
      // `begin` and `after` have passed every requested time up to t.
      return index < times.length && times[index] > t ? times[index] : undefined;
    },
    after,
    stop(t, x) {
      if (due(t)) after(t, x);
    },
    finish: () => ({ times, values }),
  };
}
