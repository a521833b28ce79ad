export { config as figureConfig } from "./config.js";
export { curvesCsv } from "./csv.js";
export { figureSpec } from "./figure.js";
export { orderFigureSpec } from "./order-figure.js";
export {
  answers,
  type Measured,
  type MeasuredLevel,
  type MeasuredOrder,
  type OrderReport,
  type OrderRequest,
  orderReport,
  type RequestedOrder,
} from "./order-report.js";
export { orderTable } from "./order-table.js";
export { predictionTable } from "./prediction-table.js";
export { renderPng } from "./render-png.js";
export { renderSvg } from "./render-svg.js";
export { resultTable } from "./table.js";
export { fontFileNames } from "./theme.js";
