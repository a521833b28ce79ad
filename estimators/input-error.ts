/**
 * A mistake in what the caller handed over, told in one sentence: what was got, what is expected, what to do
 * next. The command exits with code 2 on it; anything else that escapes is a failure of the program.
 *
 * @example
 * ```ts
 * import { InputError, quantiles } from "homogenized-sgd/estimators";
 * let caught: unknown;
 * try { quantiles([1, 2], [1.5]); } catch (error) { caught = error; }
 * caught instanceof InputError; // => true
 * ```
 */
export class InputError extends Error {
  override readonly name = "InputError";
}
