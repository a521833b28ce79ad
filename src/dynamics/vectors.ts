import { InputError } from "../../estimators/index.js";
import type { Problem } from "../problem/index.js";

/** Refuses a method that moves a vector of d coordinates where there is no end of them. */
export function requireVectors({ dimension }: Pick<Problem, "dimension">, method: string): void {
  if (dimension < Number.POSITIVE_INFINITY) return;
  throw new InputError(
    `${method} moves a vector of d coordinates, but problem.dimension is infinity; use the method ode, or a finite dimension`,
  );
}
