export { config as figureConfig } from "./config.js";
export { curvesCsv } from "./csv.js";
export type { CurveLook, CurvesFigure, FigureAxis, FigureCurve, FigurePanel } from "./curves-description.js";
export { curvesFigureSpec } from "./curves-figure.js";
export { figureSpec } from "./figure.js";
export { figureCsv, figureTable } from "./figure-table.js";
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
export {
  type ComputedFigure,
  type FigureOptions,
  type FigureOutcome,
  type FigureReport,
  figureReport,
  type PaperFigure,
  reportedFigure,
} from "./paper-figure.js";
export { predictionTable } from "./prediction-table.js";
export { renderPng } from "./render-png.js";
export { renderSvg } from "./render-svg.js";
export { resultTable } from "./table.js";
export { fontFileNames } from "./theme.js";
