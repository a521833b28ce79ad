/** Every scheme there is, in the order of the "which scheme?" table. */
import { dormandPrince } from "./dormand-prince.js";
import { eulerHeun } from "./euler-heun.js";
import { eulerMaruyama } from "./euler-maruyama.js";
import { heun } from "./heun.js";
import { midpoint } from "./midpoint.js";
import { milstein } from "./milstein.js";
import { milsteinDerivativeFree } from "./milstein-derivative-free.js";
import { milsteinLevy } from "./milstein-levy.js";
import type { Scheme } from "./scheme.js";

export const schemes: readonly Scheme[] = [
  eulerMaruyama,
  milstein,
  milsteinDerivativeFree,
  milsteinLevy,
  heun,
  midpoint,
  eulerHeun,
  dormandPrince,
];
