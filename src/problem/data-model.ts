/** The model of a data set: its rows are the samples, its labels the answers (THEORY §11). */
import type { LeastSquaresData, LogisticData, ModelInput } from "../models/index.js";
import type { Fit } from "../spectrum/index.js";

/** The models a data set can be given, and what each takes X* to be. */
export const dataModels = ["least-squares", "logistic"] as const satisfies readonly Fit[];

/** Whether a data set can be given this model. */
export const isDataModel = (model: ModelInput): model is LeastSquaresData | LogisticData =>
  (dataModels as readonly string[]).includes(model.kind);

/** A data set's model with its defaults filled in; the noise of least squares, which the data bring, is left out. */
export function resolveDataModel(model: LeastSquaresData | LogisticData) {
  const clip = model.clip === undefined ? {} : { clip: model.clip };
  return model.kind === "logistic"
    ? ({ kind: "logistic", labels: "hard", ...clip } as const)
    : ({ kind: "least-squares", outputs: 1, ...clip } as const);
}
