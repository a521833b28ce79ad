/**
 * What a problem may declare of its coefficients beyond their values, for the schemes that make use of it: the linear
 * part of the drift, the coordinates that live on x ≥ 0, and the parameters of a square-root diffusion
 *
 *     dX = κ(θ − X) dt + σ√X dW        κ → speed, θ → mean, σ → volatility
 *
 * (Cox, Ingersoll & Ross, A theory of the term structure of interest rates, Econometrica 53, 1985).
 */

import { InputError } from "../estimators/index.js";
import { keysOf, requireKeys, requireList, show } from "../estimators/input/index.js";

export interface SquareRootDiffusion {
  /** κ > 0, per unit of time. */
  readonly speed: number;
  /** θ > 0, in the unit of X. */
  readonly mean: number;
  /** σ > 0. */
  readonly volatility: number;
}

export interface Structure {
  /**
   * A of a drift f = A x + n(t, x): d×d numbers row by row, or d for a diagonal A. `drift` stays the whole f; schemes
   * that treat A exactly find n by themselves.
   */
  readonly linearDrift?: ArrayLike<number>;
  /** Coordinates on which the coefficients are meant for x_i ≥ 0 alone: all of them, or a list of indices. */
  readonly nonNegative?: true | readonly number[];
  /** κ, θ, σ where the equation is dX = κ(θ − X)dt + σ√X dW (see `coxIngersollRoss`). */
  readonly squareRootDiffusion?: SquareRootDiffusion;
}

/** What is declared, checked and copied. */
export function checkedStructure(
  { linearDrift, nonNegative, squareRootDiffusion }: Structure,
  dimension: number,
  calculus: string,
): Structure {
  return {
    ...(squareRootDiffusion !== undefined && {
      squareRootDiffusion: checkedSquareRoot(squareRootDiffusion, dimension, calculus),
    }),
    ...(linearDrift !== undefined && { linearDrift: checkedLinearDrift(linearDrift, dimension) }),
    ...(nonNegative !== undefined && { nonNegative: checkedNonNegative(nonNegative, dimension) }),
  };
}

function checkedLinearDrift(linearDrift: ArrayLike<number>, dimension: number): Float64Array {
  requireList("linearDrift", linearDrift, "d numbers, or d rows of d one after the other");
  const { length } = linearDrift;
  if (length !== dimension && length !== dimension * dimension)
    throw new InputError(
      `linearDrift has ${length} numbers; in dimension ${dimension} give ${dimension * dimension}, row by row, or ${dimension} for a diagonal matrix`,
    );
  const bad = Array.from(linearDrift).findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new InputError(
      `linearDrift[${bad}] is ${show(linearDrift[bad])}; a matrix must be finite: give a number`,
    );
  return Float64Array.from(linearDrift);
}

function checkedNonNegative(
  nonNegative: true | readonly number[],
  dimension: number,
): true | readonly number[] {
  if (nonNegative === true) return true;
  requireList("nonNegative", nonNegative, "the indices of coordinates, or true for all");
  const bad = nonNegative.findIndex((i) => !(Number.isSafeInteger(i) && i >= 0 && i < dimension));
  if (bad >= 0)
    throw new InputError(
      `nonNegative[${bad}] is ${show(nonNegative[bad])}; give indices of coordinates from 0 to ${dimension - 1}, or true for all`,
    );
  return Object.freeze([...nonNegative]);
}

export const squareRootKeys = keysOf<SquareRootDiffusion>({ speed: true, mean: true, volatility: true });

function checkedSquareRoot(
  given: SquareRootDiffusion,
  dimension: number,
  calculus: string,
): SquareRootDiffusion {
  requireKeys("squareRootDiffusion", given, squareRootKeys, "squareRootDiffusion");
  const { speed, mean, volatility } = given;
  if (dimension !== 1 || calculus !== "ito")
    throw new InputError(
      `squareRootDiffusion is given for a ${calculus} problem of dimension ${dimension}; it describes an Itô equation in one dimension: make the problem with coxIngersollRoss`,
    );
  for (const [name, value] of Object.entries({ speed, mean, volatility }))
    if (!(Number.isFinite(value) && value > 0))
      throw new InputError(
        `${name} is ${show(value)}; a square-root diffusion needs a positive number there`,
      );
  return Object.freeze({ speed, mean, volatility });
}
