import {
  cos,
  erf,
  erfcx,
  exp,
  expm1,
  log,
  log1p,
  logErfc,
  pow,
  sigmoid,
  sin,
  softplus,
  tanh,
} from "../kernels/index.js";

/** Functions of one number that a formula may call; all of fixed bits. */
export const UNARY: ReadonlyMap<string, (x: number) => number> = new Map([
  ["abs", Math.abs],
  ["cos", cos],
  ["erf", erf],
  ["erfcx", erfcx],
  ["exp", exp],
  ["expm1", expm1],
  ["floor", Math.floor],
  ["log", log],
  ["log1p", log1p],
  ["logerfc", logErfc],
  ["sigmoid", sigmoid],
  ["sign", Math.sign],
  ["sin", sin],
  ["softplus", softplus],
  ["sqrt", Math.sqrt],
  ["tanh", tanh],
]);

/** Functions of two numbers that a formula may call; `min` and `max` take more, folded from the left. */
export const BINARY: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ["max", Math.max],
  ["min", Math.min],
  ["pow", pow],
]);

/** Functions that take one argument or more. */
export const VARIADIC: ReadonlySet<string> = new Set(["max", "min"]);

/** Every function a formula may call, in alphabetical order. */
export const FUNCTION_NAMES: readonly string[] = [...UNARY.keys(), ...BINARY.keys()].sort();
