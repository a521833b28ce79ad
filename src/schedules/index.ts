export { type ConstantData, constant } from "./constant.js";
export { type CosineData, cosine } from "./cosine.js";
export { type ExpressionData, expression } from "./expression.js";
export { type PiecewiseData, piecewise } from "./piecewise.js";
export { type PolynomialData, polynomial } from "./polynomial.js";
export {
  prepareSchedule,
  resolveSchedule,
  type ScheduleData,
  type ScheduleInput,
  scheduleKinds,
} from "./prepare.js";
export { checkedRate, reportedRate, type Schedule } from "./schedule.js";
