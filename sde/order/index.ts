export type { OrderFit } from "./fit.js";
export type { FunctionalChoice } from "./functional.js";
export { orderDefaults, type PathOptions } from "./setting.js";
export {
  type StrongLevel,
  type StrongOrder,
  type StrongOrderOptions,
  strongOrder,
  strongOrderAsync,
} from "./strong-order.js";
export type { Against } from "./truth.js";
export type { Verdict } from "./verdict.js";
export { type WeakOrderOptions, weakOrder, weakOrderAsync } from "./weak-order.js";
export type { WeakLevel, WeakLimit, WeakOrder } from "./weak-result.js";
