/**
 * Watches a run for events, step by step, whatever makes the steps. Inside a step from (t, x) to (t + h, x⁺) the state
 * is taken for a Brownian bridge with the diffusion frozen at (t, x); what is drawn for it comes from a stream of the
 * event's own, so that the path does not depend on who watches. A passage at t + τ is given the state that the bridge
 * has there in the mean, y being at its level b:
 *
 *     x + (τ/h)(x⁺ − x) + gain · (b − y₀ − (τ/h)(y₁ − y₀))
 */
import type { SdeProblem } from "../problem.js";
import { createStreams, type Stream } from "../random/index.js";
import type { Passage, Solution } from "../solution.js";
import { drawExit, drawPassage, type Exit } from "./bridge.js";
import { type Events, type Watched, watchedEvents } from "./event.js";
import { createProjection, type Projection } from "./projection.js";

/** Serves one run after another. */
export interface Watcher {
  /** Begins path number `path`. */
  begin(path: number): void;
  /**
   * After a step from (t, x), the end of the one before, to (tNext, next). True where an event ends the run: then `next`
   * has been overwritten by the state there, and `endTime` tells when.
   */
  look(t: number, x: Float64Array, tNext: number, next: Float64Array): boolean;
  endTime(): number;
  outcome(): Pick<Solution, "events" | "stoppedBy">;
}

export interface Watching {
  readonly from: number;
  readonly start: Float64Array;
  /** null where there is no noise. */
  readonly seed: number | null;
  /** The events' streams are keyed by (seed, purpose/event/name, path). */
  readonly purpose: string;
  /** Makes of a scheme's state, in place, the process it stands for (`Scheme.reveal`). */
  readonly show?: ((state: Float64Array) => void) | undefined;
}

interface Post {
  readonly watched: Watched;
  /** The event's stream on this path, begun when first asked for. */
  readonly stream: () => Stream;
  readonly gradient: Float64Array;
  /** y − b at the end of the last step; y for an interval. */
  y: number;
  /** Time of the passage in the step at hand, NaN where there is none, and how far it is off the straight line. */
  found: number;
  gap: number;
  passage: Passage | null;
}

export function createWatcher(
  problem: SdeProblem,
  events: Events,
  { from, start, seed, purpose, show }: Watching,
): Watcher {
  let path = 0;
  let stopped: Post | undefined;
  const begun: (Stream | undefined)[] = [];
  const posts = watchedEvents(problem, events, from, start).map((watched, i): Post => {
    const streams = seed === null ? undefined : createStreams(seed, `${purpose}/event/${watched.name}`);
    return {
      watched,
      stream: () => {
        begun[i] ??= streams!.stream(path);
        return begun[i];
      },
      gradient: new Float64Array(problem.dimension),
      y: 0,
      found: Number.NaN,
      gap: 0,
      passage: null,
    };
  });
  const projection = createProjection(problem);
  const before = new Float64Array(problem.dimension);
  const after = new Float64Array(problem.dimension);
  const shown = (state: Float64Array, buffer: Float64Array): Float64Array => {
    if (!show) return state;
    buffer.set(state);
    show(buffer);
    return buffer;
  };
  const anyBridge = posts.some(({ watched }) => watched.bridge);

  return {
    begin(index) {
      path = index;
      stopped = undefined;
      begun.fill(undefined);
      for (const post of posts) {
        post.passage = null;
        post.y = distance(post.watched, from, start);
      }
    },
    look(t, state, tNext, nextState) {
      const x = shown(state, before);
      const next = shown(nextState, after);
      if (anyBridge) projection.freeze(t, x);
      let earliest = tNext;
      for (const post of posts) {
        post.found = Number.NaN;
        if (post.passage) continue;
        search(post, projection, t, x, tNext, next);
        if (post.watched.stop && post.found <= earliest) {
          earliest = post.found;
          stopped = post;
        }
      }
      // What would have come after the run's end has not happened.
      for (const post of posts)
        if (post.found <= earliest) post.passage = passageOf(post, projection, t, x, tNext, next);
      if (stopped) nextState.set(stopped.passage!.state);
      return stopped !== undefined;
    },
    endTime: () => stopped!.passage!.time,
    outcome: () => ({
      events: Object.fromEntries(posts.map(({ watched, passage }) => [watched.name, passage])),
      ...(stopped && { stoppedBy: stopped.watched.name }),
    }),
  };
}

const distance = ({ value, level }: Watched, t: number, x: Float64Array): number =>
  level ? value(t, x) - level(t) : value(t, x);

const exit: Exit = { time: 0, bound: 0 };

/** Looks for the passage inside the step. */
function search(
  post: Post,
  projection: Projection,
  t: number,
  x: Float64Array,
  tNext: number,
  next: Float64Array,
): void {
  const { watched, gradient, stream } = post;
  const { direction, bridge, low, high } = watched;
  const h = tNext - t;
  const y0 = post.y;
  const y1 = distance(watched, tNext, next);
  post.y = y1;
  let variance = 0;
  if (bridge) {
    watched.gradient(t, x, gradient);
    variance = projection.variance(gradient);
  }
  if (!watched.level) drawExit(y0, y1, low, high, h, variance, stream, exit);
  else {
    const armed = direction === "either" || (direction === "up" ? y0 < 0 : y0 > 0);
    exit.time = armed ? drawPassage(y0, y1, h, variance, stream) : Number.NaN;
    exit.bound = 0;
  }
  if (Number.isNaN(exit.time)) return;
  post.found = Math.min(tNext, t + exit.time);
  post.gap = exit.bound - (y0 + (exit.time / h) * (y1 - y0));
}

function passageOf(
  { found, gap, watched, gradient }: Post,
  projection: Projection,
  t: number,
  x: Float64Array,
  tNext: number,
  next: Float64Array,
): Passage {
  const fraction = (found - t) / (tNext - t);
  const state = x.map((value, i) => value + fraction * (next[i] - value));
  if (watched.bridge) {
    projection.variance(gradient);
    projection.move(gap, state);
  }
  return { time: found, state };
}
