/**
 * How the ODE's right-hand side answers to the state. Beside what is linear in each atom it depends on the state through
 * a few numbers θ, and through a few coefficients κ of these:
 *
 *     θ = (entries of C_p that move, ‖E − E_0‖², memory)        κ = (γ G′, γ, γ² I, d memory/dt)
 *
 * with C_p = Σ_j λ_j^p v_j, p = 1, and 0 and 2 where the schedule asks for them. ∂κ/∂θ is by central differences over 2⁻¹⁷
 * of each number's size, √(C_ii C_qq) for an overlap, where truncation and rounding balance at about 10⁻¹⁰; ∂κ/∂t by three
 * points within the step, (4κ(t + k) − κ(t + 2k) − 3κ(t))/2k, k = 2⁻¹⁰ h.
 */
import { dot } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import type { Problem } from "../problem/index.js";
import { type AtomLayout, weighAtoms } from "./atoms.js";
import type { Measures, Power } from "./observables.js";
import type { DrivingSchedule } from "./scheduled-atoms.js";

export interface OdeResponse {
  /** How many numbers κ and θ are. */
  readonly coefficients: number;
  readonly arguments: number;
  /** κ as of the last `look`: γ G′ (m×ℓ), γ, γ² I_ik (i ≤ k), d memory/dt. */
  readonly value: Float64Array;
  /** ∂κ/∂θ, row by row, and ∂κ/∂t. */
  readonly derivative: Float64Array;
  readonly timeDerivative: Float64Array;
  /** Takes κ and its derivatives at (t, state), for a step to t + h. */
  look(t: number, h: number, state: Float64Array): void;
  /** By how much θ changes with the state, which changes by b. */
  measure(b: Float64Array, out: Float64Array): void;
}

/** An entry of C_p that moves. */
interface Entry {
  readonly power: Power;
  readonly row: number;
  readonly column: number;
}

const relativeWidth = 2 ** -17;

/** How many coefficients there are, for ℓ students among m fields. */
export const coefficientsOf = (outputs: number, m: number, memory: number): number =>
  m * outputs + 1 + (outputs * (outputs + 1)) / 2 + memory;

export function createOdeResponse(
  { model: ofFields }: Problem,
  layout: AtomLayout,
  teacher: Float64Array,
  driving: DrivingSchedule,
): OdeResponse {
  const model = centredModel(ofFields);
  const { outputs, teacherOutputs } = model;
  const { atoms } = layout;
  const m = outputs + teacherOutputs;
  const { memory: remembered, weights } = driving;
  const entries: Entry[] = [];
  for (const power of [0, 1, 2] as const)
    for (let row = 0; row < outputs; row++)
      for (let column = row; column < m; column++) entries.push({ power, row, column });
  const distanceAt = entries.length;
  const memoryAt = distanceAt + 1;
  const size = memoryAt + remembered;
  const count = coefficientsOf(outputs, m, remembered);

  let current = teacher;
  const overlaps = weights.map(() => new Float64Array(m * m));
  /** Which of them are brought up to the current state, and so have been asked for. */
  const known = [false, false, false];
  let fromStart: number | undefined;
  const memory = new Float64Array(remembered);
  const measures: Measures = {
    overlaps(power) {
      if (!known[power]) weighAtoms(layout, weights[power], current, teacher, overlaps[power]);
      known[power] = true;
      return overlaps[power];
    },
    fromStart() {
      fromStart ??= driving.distance(current);
      return fromStart;
    },
  };
  const schedule = driving.onOverlaps(measures);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  const value = new Float64Array(count);
  const above = new Float64Array(count);
  const below = new Float64Array(count);
  const derivative = new Float64Array(count * size);
  const timeDerivative = new Float64Array(count);

  const takeMoments = (): void => {
    model.gradient(measures.overlaps(1), G);
    model.directionSecondMoment(overlaps[1], I);
  };
  const respond = (t: number, out: Float64Array): void => {
    const rate = schedule.rate(t, memory);
    let next = 0;
    for (; next < m * outputs; next++) out[next] = rate * G[next];
    out[next++] = rate;
    for (let i = 0; i < outputs; i++)
      for (let k = i; k < outputs; k++) out[next++] = rate * rate * I[i * outputs + k];
    schedule.flow(memory, out, next);
  };
  /** Column n of ∂κ/∂θ; 0 where κ is not defined on both sides: a step that errs by it is made again, shorter. */
  const differentiate = (
    t: number,
    n: number,
    at: number,
    width: number,
    set: (theta: number) => void,
  ): void => {
    set(at + width);
    respond(t, above);
    set(at - width);
    respond(t, below);
    set(at);
    for (let c = 0; c < count; c++) {
      const slope = (above[c] - below[c]) / (2 * width);
      derivative[c * size + n] = Number.isFinite(slope) ? slope : 0;
    }
  };
  const differentiateEntry = (t: number, n: number): void => {
    const { power, row, column } = entries[n];
    if (!known[power]) return;
    const C = overlaps[power];
    const width =
      relativeWidth * Math.sqrt(Math.abs(C[row * m + row])) * Math.sqrt(Math.abs(C[column * m + column]));
    differentiate(t, n, C[row * m + column], width, (theta) => {
      C[row * m + column] = C[column * m + row] = theta;
      if (power === 1) takeMoments();
    });
  };

  return {
    coefficients: count,
    arguments: size,
    value,
    derivative,
    timeDerivative,
    look(t, h, state) {
      current = state;
      known.fill(false);
      fromStart = undefined;
      for (let i = 0; i < remembered; i++) memory[i] = state[layout.size + i];
      schedule.begin();
      takeMoments();
      respond(t, value);
      const k = 2 ** -10 * h;
      respond(t + k, above);
      respond(t + 2 * k, below);
      for (let c = 0; c < count; c++) timeDerivative[c] = (4 * above[c] - below[c] - 3 * value[c]) / (2 * k);
      derivative.fill(0);
      if (fromStart !== undefined)
        differentiate(t, distanceAt, fromStart, relativeWidth * fromStart, (theta) => {
          fromStart = theta;
        });
      for (let i = 0; i < remembered; i++)
        differentiate(t, memoryAt + i, memory[i], relativeWidth * Math.abs(memory[i]), (theta) => {
          memory[i] = theta;
        });
      for (let n = 0; n < entries.length; n++) differentiateEntry(t, n);
    },
    measure(b, out) {
      out.fill(0);
      for (let n = 0; n < entries.length; n++) {
        const { power, row, column } = entries[n];
        if (known[power]) out[n] = dot(atoms, weights[power], 0, b, layout.start(row, column));
      }
      if (fromStart !== undefined)
        for (let i = 0; i < outputs; i++)
          out[distanceAt] +=
            dot(atoms, weights[0], 0, b, layout.start(i, i)) -
            2 * dot(atoms, weights[0], 0, b, layout.start(i, layout.outputs + layout.still - outputs + i));
      for (let i = 0; i < remembered; i++) out[memoryAt + i] = b[layout.size + i];
    },
  };
}
