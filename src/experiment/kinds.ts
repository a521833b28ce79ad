/** What an experiment file may choose from, beside the kinds each family lists itself: the one list of each. */

export { hsgdSchemes as schemeNames, hsgdSchemesAlone, methods as methodNames } from "../dynamics/index.js";

export const normalNames = ["ziggurat"] as const;

export const spacings = ["linear", "log"] as const;

export const statisticNames = ["overlaps", "gradientNorm", "cosine"] as const;

/** Names a quadratic statistic may not take: curves of a result already go by them. */
export const reservedStatistics: readonly string[] = [
  "risk",
  "excessRisk",
  "distance",
  "learningRate",
  "norm",
  "gradientNorm",
  "cosine",
  "runs",
  "diverged",
  "divergenceTimes",
  "alive",
  "outcome",
  "divergedAt",
];
