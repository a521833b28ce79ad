/** The functional φ whose mean is measured. */
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";

/** |x|², the coordinate x_i, or a function of one's own. */
export type FunctionalChoice = "square" | number | ((x: Float64Array) => number);

export type Functional = (x: Float64Array) => number;

export function chooseFunctional(choice: FunctionalChoice, dimension: number): Functional {
  if (typeof choice === "function") return choice;
  if (choice === "square") return squaredNorm;
  if (!(Number.isSafeInteger(choice) && choice >= 0 && choice < dimension))
    throw new InputError(
      `of is ${show(choice)}; it must be "square", the index of a coordinate (0 to ${dimension - 1}), or a function of the state`,
    );
  return (x) => x[choice];
}

function squaredNorm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}
