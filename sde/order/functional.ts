/** The functional φ whose mean is measured, and E φ(X_T) where it is known. */
import { InputError } from "../../estimators/index.js";
import type { Setting } from "./setting.js";

/** |x|², the coordinate x_i, or a function of one's own. */
export type FunctionalChoice = "square" | number | ((x: Float64Array) => number);

export interface Functional {
  readonly of: (x: Float64Array) => number;
  /** E φ(X_T), where the catalogue has it. */
  readonly mean: number | undefined;
}

export function chooseFunctional(
  { problem: { dimension }, entry, start, from, to }: Setting,
  choice: FunctionalChoice,
): Functional {
  if (typeof choice === "function") return { of: choice, mean: undefined };
  if (choice === "square") return { of: squaredNorm, mean: entry?.meanSquare?.(to, start, from) };
  if (!(Number.isSafeInteger(choice) && choice >= 0 && choice < dimension))
    throw new InputError(
      `of is ${JSON.stringify(choice)}; it must be "square", the index of a coordinate (0 to ${dimension - 1}), or a function of the state`,
    );
  return { of: (x) => x[choice], mean: entry?.mean?.(to, start, from)[choice] };
}

function squaredNorm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}
