export type { OrderFit } from "./fit.js";
export type { PathOptions } from "./setting.js";
export { type StrongLevel, type StrongOrder, type StrongOrderOptions, strongOrder } from "./strong-order.js";
