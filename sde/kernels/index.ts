export { factor, solveFactored } from "../linear/lu.js";
export {
  atan,
  atan2,
  cos,
  erf,
  erfcx,
  exp,
  expm1,
  log,
  log1p,
  logErfc,
  pow,
  powerOfTwo,
  sigmoid,
  sin,
  softplus,
  tanh,
} from "./elementary/index.js";
export {
  weightedEuler,
  weightedEulerSquare,
  weightedSquare,
} from "./fused.js";
export { axpby, axpy, multiply, scale, weightedAxpy } from "./updates.js";
export { dot, squaredDistance, sum, weightedDot } from "./vector.js";
