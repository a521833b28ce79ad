/** Every scheme there is, in the order of the "which scheme?" table. */
import { dormandPrince } from "./dormand-prince.js";
import { driftImplicitEuler } from "./drift-implicit-euler.js";
import { driftImplicitSquareRootEuler } from "./drift-implicit-square-root-euler.js";
import { eulerHeun } from "./euler-heun.js";
import { eulerMaruyama } from "./euler-maruyama.js";
import { exponentialEuler } from "./exponential-euler.js";
import { fullTruncationEuler } from "./full-truncation-euler.js";
import { heun } from "./heun.js";
import { midpoint } from "./midpoint.js";
import { milstein } from "./milstein.js";
import { milsteinDerivativeFree } from "./milstein-derivative-free.js";
import { milsteinLevy } from "./milstein-levy.js";
import { platenWeak2 } from "./platen-weak-2.js";
import { platenWeak2General } from "./platen-weak-2-general.js";
import { rosenbrock } from "./rosenbrock.js";
import type { Scheme } from "./scheme.js";
import { sra1 } from "./sra1.js";
import { sriw1 } from "./sriw1.js";
import { tamedEuler } from "./tamed-euler.js";

export const schemes: readonly Scheme[] = [
  eulerMaruyama,
  milstein,
  milsteinDerivativeFree,
  milsteinLevy,
  sra1,
  sriw1,
  heun,
  midpoint,
  eulerHeun,
  platenWeak2,
  platenWeak2General,
  driftImplicitEuler,
  exponentialEuler,
  tamedEuler,
  fullTruncationEuler,
  driftImplicitSquareRootEuler,
  dormandPrince,
  rosenbrock,
];
