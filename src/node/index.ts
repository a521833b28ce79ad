export {
  type ComputedFigure,
  type CurveLook,
  type CurvesFigure,
  curvesFigureSpec,
  type FigureAxis,
  type FigureCurve,
  type FigureOptions,
  type FigureOutcome,
  type FigurePanel,
  type FigureReport,
  figureReport,
  type MeasuredLevel,
  type MeasuredOrder,
  type OrderReport,
  type OrderRequest,
  orderReport,
  type PaperFigure,
} from "../report/index.js";
export { readData } from "./data-files.js";
export { drawFigure } from "./draw-figure.js";
export { drawMissing, FigureError } from "./draw-missing.js";
export { formatJson } from "./format-json.js";
export { type LoadedExperiment, loadExperiment, type ReadOptions, readExperiment } from "./load.js";
export { curveBytes, requireMemory } from "./memory.js";
export { judgeOrderFolder, type OrderJudgement } from "./order-folder.js";
export type { Overrides } from "./overrides.js";
export { type FigureJudgement, judgeFigureFolder, paperFigures, writeFigure } from "./paper-figures.js";
export { rescueResult } from "./rescue.js";
export { type Claim, claimFolder, type FolderRequest, type Judgement, judgeFolder } from "./store.js";
export { writeNewFile } from "./write-new.js";
export { type WriteOptions, writeNumbers } from "./write-numbers.js";
export { writeOrder } from "./write-order.js";
export { writePartial } from "./write-partial.js";
export { writeReport } from "./write-report.js";
