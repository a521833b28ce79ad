export { atan } from "./atan.js";
export { powerOfTwo } from "./bits.js";
export { erf } from "./erf.js";
export { exp, expm1 } from "./exp.js";
export { log, log1p } from "./log.js";
export { pow } from "./pow.js";
export { sigmoid, softplus } from "./sigmoid.js";
export { cos, sin } from "./sin.js";
export { tanh } from "./tanh.js";
