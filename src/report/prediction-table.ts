/** A prediction as a table for a terminal: name, value, and what the value means, or why there is none. */
import type { PredictedQuantity, Prediction } from "../theory/index.js";
import { missing, shortNumber } from "./format.js";
import { wrap } from "./grid.js";

const lineLength = 110;

const meanings: readonly (readonly [PredictedQuantity, string, string])[] = [
  [
    "stabilityThreshold",
    "stability threshold",
    "constant rates below it keep the risk bounded, rates above it do not",
  ],
  ["noiseFloor", "noise floor", "the risk as t → ∞"],
  ["decayRate", "decay rate", "ρ: the risk comes to its floor like e^(−ρt)"],
  [
    "optimalRate",
    "optimal rate",
    "best constant rate: of fastest decay, or else of least risk at the horizon",
  ],
  ["limitLearningRate", "limit learning rate", "γ as t → ∞"],
  ["exponents", "exponents", "powers of t at late times"],
];

/**
 * @param name of the experiment
 * @returns lines ended by \n
 */
export function predictionTable(name: string, prediction: Prediction): string {
  const rows = meanings.map(([key, title, meaning]) => {
    const reason = prediction.reasons[key];
    const value = valueText(prediction, key);
    if (value === missing) return { title, value, text: reason ?? "" };
    return { title, value, text: reason === undefined ? meaning : `${meaning}; ${reason}` };
  });
  const titles = Math.max(...rows.map(({ title }) => title.length));
  const values = Math.max(...rows.map(({ value }) => value.length));
  const indent = titles + values + 6;
  const lines = rows.flatMap(({ title, value, text }) =>
    wrap(text.split(" "), lineLength - indent).map((part, i) =>
      i === 0 ? `  ${title.padEnd(titles)}  ${value.padEnd(values)}  ${part}` : " ".repeat(indent) + part,
    ),
  );
  return [`${name}: predictions, nothing simulated`, ...lines, ""].join("\n");
}

function valueText(prediction: Prediction, key: PredictedQuantity): string {
  if (key !== "exponents") return shortNumber(prediction[key]);
  const { exponents } = prediction;
  if (exponents === null) return missing;
  return `R ~ t^${shortNumber(exponents.risk)}, γ ~ t^${shortNumber(exponents.learningRate)}`;
}
