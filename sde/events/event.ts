/**
 * What a run is watched for: the first time at which a number y(t, X_t) meets a level b(t), or leaves an interval.
 */

import { InputError } from "../../estimators/index.js";
import {
  keysOf,
  requireFlag,
  requireFunction,
  requireKeys,
  requireList,
  show,
} from "../../estimators/input/index.js";
import type { SdeProblem } from "../problem.js";

/** A number of (t, x) and, for the crossing correction, its gradient in x (d numbers). */
export interface WatchedFunction {
  readonly value: (t: number, x: Float64Array) => number;
  readonly gradient?: (t: number, x: Float64Array, out: Float64Array) => void;
}

export interface WatchedEvent {
  /** y: a coordinate's index, d weights c of Σ c_i x_i, or a function. Default: coordinate 0. */
  readonly of?: number | ArrayLike<number> | WatchedFunction;
  /** b: the level to be met, a number or a function of t that is read at the ends of steps and straight in between. */
  readonly level?: number | ((t: number) => number);
  /** Instead of `level`: the interval (low, high) to be left. */
  readonly outside?: readonly [low: number, high: number];
  /** From which side the level has to be met: "up" from below, "down" from above. Default "either". */
  readonly direction?: "up" | "down" | "either";
  /** Whether the run ends there; otherwise the passage is recorded only. Default false. */
  readonly stop?: boolean;
  /**
   * Whether a step that ends on the side where it began is asked for a passage in between, and passages get a drawn
   * time. Without, only steps that end on the other side count, and time is interpolated. Default true.
   */
  readonly bridge?: boolean;
}

export type Events = Readonly<Record<string, WatchedEvent>>;

/** An event with its defaults filled in. */
export interface Watched {
  readonly name: string;
  readonly stop: boolean;
  readonly bridge: boolean;
  readonly direction: "up" | "down" | "either";
  readonly value: (t: number, x: Float64Array) => number;
  /** ∂y/∂x. */
  readonly gradient: (t: number, x: Float64Array, out: Float64Array) => void;
  /** Bounds of y at t; one of them infinite where there is a level (met from below, or from above). */
  readonly level: ((t: number) => number) | undefined;
  readonly low: number;
  readonly high: number;
}

const eventKeys = keysOf<WatchedEvent>({
  of: true,
  level: true,
  outside: true,
  direction: true,
  stop: true,
  bridge: true,
});

const directions = ["up", "down", "either"] as const;

/** Checks the events of a problem and fills in their defaults. */
export function watchedEvents(
  problem: SdeProblem,
  events: Events,
  from: number,
  start: Float64Array,
): Watched[] {
  if (typeof events !== "object" || events === null)
    throw new InputError(
      `events is ${show(events)}; give what to watch for by name, as { high: { level: 2 } }`,
    );
  return Object.entries(events).map(([name, event]) => {
    const path = `events.${name}`;
    requireKeys("an event", event, eventKeys, path);
    const { direction = "either", stop = false, bridge = true } = event;
    if (!directions.includes(direction))
      throw new InputError(`${path}.direction is ${show(direction)}; it must be "up", "down" or "either"`);
    if (bridge && problem.noise.kind === "operator")
      throw new InputError(
        `${path} wants its crossings corrected, and operator noise tells no diffusion to do it by; give bridge: false, or declare the noise otherwise`,
      );
    requireFlag(`${path}.stop`, stop);
    requireFlag(`${path}.bridge`, bridge);
    const bounds = boundsOf(path, event);
    const watched = { name, stop, bridge, direction, ...bounds, ...numberOf(path, event, bridge, problem) };
    requireStart(path, watched, from, start);
    return watched;
  });
}

function boundsOf(
  path: string,
  { level, outside, direction }: WatchedEvent,
): Pick<Watched, "level" | "low" | "high"> {
  if ((level === undefined) === (outside === undefined))
    throw new InputError(
      `${path} has ${level === undefined ? "neither level nor outside" : "both level and outside"}; give one of the two`,
    );
  if (outside !== undefined) {
    requireList(`${path}.outside`, outside, "low and high");
    const [low, high] = outside;
    if (!(typeof low === "number" && typeof high === "number" && low < high))
      throw new InputError(
        `${path}.outside is [${show(low)}, ${show(high)}]; give an interval [low, high] with low < high`,
      );
    if (direction !== undefined)
      throw new InputError(
        `${path}.direction is "${direction}", and an interval is left on either side; leave it out, or give a level`,
      );
    return { level: undefined, low, high };
  }
  if (typeof level !== "function" && !Number.isFinite(level))
    throw new InputError(`${path}.level is ${show(level)}; give a finite number, or a function of t`);
  return { level: typeof level === "number" ? () => level : level!, low: Number.NaN, high: Number.NaN };
}

function numberOf(
  path: string,
  { of = 0 }: WatchedEvent,
  bridge: boolean,
  { dimension, noise }: SdeProblem,
): Pick<Watched, "value" | "gradient"> {
  if (typeof of === "number") {
    if (!(Number.isSafeInteger(of) && of >= 0 && of < dimension))
      throw new InputError(
        `${path}.of is ${show(of)}; a coordinate is a whole number from 0 to ${dimension - 1}`,
      );
    return {
      value: (_t, x) => x[of],
      gradient(_t, _x, out) {
        out.fill(0);
        out[of] = 1;
      },
    };
  }
  if (typeof of === "object" && of !== null && "value" in of) {
    requireFunction(`${path}.of.value`, of.value, "(t, x) => number");
    const { value, gradient } = of;
    if (bridge && noise.kind !== "none" && !gradient)
      throw new InputError(
        `${path}.of has no gradient, which the crossing correction needs; add gradient: (t, x, out) => …, or give bridge: false`,
      );
    return { value, gradient: gradient ?? ((_t, _x, out) => out.fill(0)) };
  }
  requireList(`${path}.of`, of, "one weight per coordinate, or give a coordinate's index");
  if (of.length !== dimension)
    throw new InputError(
      `${path}.of has ${of.length} weights; give ${dimension}, one per coordinate, or a coordinate's index`,
    );
  if (!Array.from(of).every(Number.isFinite))
    throw new InputError(`${path}.of holds a weight that is not finite; give numbers`);
  const weights = Float64Array.from(of);
  return {
    value: (_t, x) => {
      let sum = 0;
      for (let i = 0; i < dimension; i++) sum += weights[i] * x[i];
      return sum;
    },
    gradient: (_t, _x, out) => out.set(weights),
  };
}

function requireStart(path: string, watched: Watched, from: number, start: Float64Array): void {
  const y = watched.value(from, start);
  if (!Number.isFinite(y))
    throw new InputError(`${path}.of is ${show(y)} at the start; give a number that is finite there`);
  if (watched.level) {
    const level = watched.level(from);
    if (!(y !== level && Number.isFinite(level)))
      throw new InputError(
        `${path}.level is ${show(level)}, and the start has ${y} there; start off a finite level, for on it every time is a passage`,
      );
  } else if (!(y > watched.low && y < watched.high))
    throw new InputError(
      `${path}.outside is [${show(watched.low)}, ${watched.high}], and the start has ${y} there; start inside`,
    );
}
