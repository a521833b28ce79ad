/** The functional φ whose mean is measured, and E φ(X_T) where it is known. */
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import type { Setting } from "./setting.js";

/** |x|², the coordinate x_i, or a function of one's own. */
export type FunctionalChoice = "square" | number | ((x: Float64Array) => number);

export interface Functional {
  readonly of: (x: Float64Array) => number;
  /** E φ(X_T), where it is known. */
  readonly mean: number | undefined;
}

/** @param mean E φ(X_T) as whoever chose φ knows it; else the catalogue's, where it has it. */
export function chooseFunctional(
  { problem: { dimension }, entry, start, from, to }: Setting,
  choice: FunctionalChoice,
  mean: number | undefined,
): Functional {
  if (mean !== undefined && !Number.isFinite(mean))
    throw new InputError(
      `mean is ${show(mean)}; it must be the number E φ(X_T), or be left out where it is unknown`,
    );
  if (typeof choice === "function") {
    const first: unknown = choice(start.slice());
    if (typeof first !== "number" || Number.isNaN(first))
      throw new InputError(`of gives ${show(first)} at the start; it must give a number for every state`);
    return { of: choice, mean };
  }
  if (choice === "square") return { of: squaredNorm, mean: mean ?? entry?.meanSquare?.(to, start, from) };
  if (!(Number.isSafeInteger(choice) && choice >= 0 && choice < dimension))
    throw new InputError(
      `of is ${show(choice)}; it must be "square", the index of a coordinate (0 to ${dimension - 1}), or a function of the state`,
    );
  return { of: (x) => x[choice], mean: mean ?? entry?.mean?.(to, start, from)[choice] };
}

function squaredNorm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}
