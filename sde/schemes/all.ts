/** Every scheme there is, in the order of the "which scheme?" table. */
import { dormandPrince } from "./dormand-prince.js";
import { eulerMaruyama } from "./euler-maruyama.js";
import { milsteinLevy } from "./milstein-levy.js";
import type { Scheme } from "./scheme.js";

export const schemes: readonly Scheme[] = [eulerMaruyama, milsteinLevy, dormandPrince];
