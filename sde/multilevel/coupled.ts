/**
 * One sample of level ℓ of multilevel Monte Carlo: P_ℓ and P_{ℓ−1} on one Brownian path, P_ℓ being the number wanted
 * after N_ℓ steps. The fine steps' increments are drawn, each coarse one is composed of M fine ones, with its areas
 * (`brownian/compose.ts`), so that both see the same path. On level 0 there is P_0 alone.
 */
import { createIncrements, takeIncrement } from "../brownian/ahead.js";
import { composeIncrements } from "../brownian/compose.js";
import { createIncrement, type Increment } from "../brownian/increment.js";
import { allFinite } from "../march.js";
import type { SdeProblem } from "../problem.js";
import type { Stream } from "../random/index.js";
import type { Scheme } from "../schemes/scheme.js";

export interface LevelJob {
  readonly problem: SdeProblem;
  readonly scheme: Scheme;
  readonly start: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly of: (t: number, x: Float64Array) => number;
  /** Fine steps, and how many of them make a coarse one; 0 on level 0, where there is none. */
  readonly steps: number;
  readonly merged: number;
}

export interface LevelSample {
  /** P_ℓ, and P_{ℓ−1} (0 on level 0); NaN where a path stopped being finite. */
  fine: number;
  coarse: number;
}

/** Allocates the workspace of one level; returns the function that draws a sample from a stream. */
export function levelSampler(
  job: LevelJob,
  compose: typeof composeIncrements = composeIncrements,
): (stream: Stream, out: LevelSample) => void {
  const { problem, scheme, start, from, to, of, steps, merged } = job;
  const h = (to - from) / steps;
  const buffer = () => createIncrement(problem.sources, scheme.needs);
  const w = buffer();
  let sum = buffer();
  let spare = buffer();
  const increments = createIncrements(w, false);
  const { block, columns } = increments;
  const fine = createWalk(problem, scheme, start);
  const coarse = createWalk(problem, scheme, start);
  const show = scheme.reveal?.(problem);

  const value = (walk: Walk): number => {
    if (!walk.finite()) return Number.NaN;
    const x = walk.state();
    show?.(x);
    return of(to, x);
  };
  return (stream, out) => {
    increments.begin(stream, to - from);
    fine.restart();
    coarse.restart();
    let drawn = 0;
    for (let n = 0, j = 0; n < steps && fine.finite() && coarse.finite(); n++, j++) {
      if (j === drawn) {
        drawn = increments.fill(h, steps - n);
        j = 0;
      }
      if (columns > 0) takeIncrement(block, j * columns, w.dW, w.H);
      fine.step(from + n * h, h, w);
      if (merged === 0) continue;
      const part = n % merged;
      if (part === 0) copy(w, sum);
      else {
        compose(part * h, sum, h, w, spare);
        [sum, spare] = [spare, sum];
      }
      if (part === merged - 1) coarse.step(from + (n - part) * h, merged * h, sum);
    }
    out.fine = value(fine);
    out.coarse = merged === 0 ? 0 : value(coarse);
  };
}

interface Walk {
  finite(): boolean;
  restart(): void;
  step(t: number, h: number, w: Increment): void;
  state(): Float64Array;
}

function createWalk(problem: SdeProblem, scheme: Scheme, start: Float64Array): Walk {
  const makeStep = scheme.prepare(problem);
  let x = start.slice();
  let next = start.slice();
  let finite = true;
  return {
    finite: () => finite,
    restart() {
      x.set(start);
      finite = true;
    },
    step(t, h, w) {
      makeStep(t, h, x, w, next);
      [x, next] = [next, x];
      finite = allFinite(x);
    },
    state: () => x,
  };
}

function copy(from: Increment, to: Increment): void {
  to.dW.set(from.dW);
  to.H.set(from.H);
  to.A.set(from.A);
}
