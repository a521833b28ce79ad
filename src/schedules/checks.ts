import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";

/** Refuses a number of a schedule's data that is not finite or below its bound; `what` reads "constant schedule: rate". */
export function atLeastZero(what: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new InputError(`${what} is ${show(value)}, but it must be a finite number, 0 or more; change it.`);
  }
}

export function aboveZero(what: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new InputError(`${what} is ${show(value)}, but it must be a finite number above 0; change it.`);
  }
}

export function finite(what: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new InputError(`${what} is ${show(value)}, but it must be a finite number; change it.`);
  }
}
