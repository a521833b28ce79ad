export { type AdagradNormData, adagradNorm } from "./adagrad-norm.js";
export { type ConstantData, constant } from "./constant.js";
export { type CosineData, cosine } from "./cosine.js";
export { type DogData, dog } from "./dog.js";
export { type ExpressionData, expression } from "./expression.js";
export type { RateFunction } from "./function.js";
export { type LineSearchData, lineSearch } from "./line-search.js";
export type { Observables, RunObservables } from "./observables.js";
export { type PiecewiseData, piecewise } from "./piecewise.js";
export { type PolyakData, polyak } from "./polyak.js";
export { type PolynomialData, polynomial } from "./polynomial.js";
export {
  prepareSchedule,
  resolveSchedule,
  type ScheduleData,
  type ScheduleInput,
  scheduleKinds,
} from "./prepare.js";
export { type RmspropNormData, rmspropNorm } from "./rmsprop-norm.js";
export { checkedRate, reportedRate, type Schedule } from "./schedule.js";
