/** What the keys of an experiment must say together; each rule is one sentence when broken. */

import { deterministicMethods } from "../dynamics/index.js";
import { dataModels, isDataModel } from "../problem/index.js";
import { limitKinds } from "../spectrum/index.js";
import type { Mistake } from "./explain.js";
import { reservedStatistics } from "./kinds.js";
import { formatPath, type KeyPath } from "./path.js";
import type { CheckedExperiment } from "./schema.js";

type Rule = (experiment: CheckedExperiment) => Mistake | undefined;

const mistake = (path: KeyPath, rest: string): Mistake => ({
  path,
  sentence: `${formatPath(path)} ${rest}.`,
});

/** A data set brings its own dimension, target and noise. */
const dataBringItsOwn: Rule = ({ problem }) => {
  if (problem.covariance.kind !== "data") return undefined;
  for (const key of ["dimension", "target", "overlaps"] as const)
    if (problem[key] !== undefined)
      return mistake(
        ["problem", key],
        "is given beside a covariance of kind data, which brings its own; leave it out",
      );
  const { model } = problem;
  if (!isDataModel(model))
    return mistake(
      ["problem", "model", "kind"],
      `is "${model.kind}", but a covariance of kind data goes with ${dataModels.join(" or ")}`,
    );
  if (model.kind === "logistic")
    return model.labels === "soft"
      ? mistake(
          ["problem", "model", "labels"],
          'is "soft", but the labels of a data set are 0 or 1, which is hard; leave it out',
        )
      : undefined;
  if (model.noiseStd !== undefined)
    return mistake(
      ["problem", "model", "noiseStd"],
      "is given beside a covariance of kind data, whose residual is the noise; leave it out",
    );
  if (model.outputs !== undefined && model.outputs !== 1)
    return mistake(
      ["problem", "model", "outputs"],
      `is ${model.outputs}, but a data set has one label a row; leave it out`,
    );
  return undefined;
};

const dimensionIsGiven: Rule = ({ problem: { dimension, covariance } }) =>
  dimension === undefined && covariance.kind !== "data"
    ? mistake(["problem", "dimension"], "is missing; give a whole number of at least 1, or infinity")
    : undefined;

const overlapsInsteadOfBoth: Rule = ({ problem }) => {
  if (problem.overlaps === undefined) return undefined;
  const beside =
    problem.target !== undefined ? "target" : problem.initial !== undefined ? "initial" : undefined;
  return (
    beside &&
    mistake(
      ["problem", "overlaps"],
      `stands instead of both target and initial, but ${beside} is given too; keep one of them`,
    )
  );
};

const goesToInfinity: readonly string[] = deterministicMethods;

/** Infinity is for covariances that have a limit, and for methods without vectors. */
const infinityFits: Rule = ({ methods = [], problem: { dimension, covariance } }) => {
  if (dimension !== "infinity") {
    return "nodes" in covariance && covariance.nodes !== undefined
      ? mistake(
          ["problem", "covariance", "nodes"],
          "goes with dimension: infinity only, where a density becomes a quadrature; leave it out",
        )
      : undefined;
  }
  const { kind } = covariance;
  if (!limitKinds.includes(kind))
    return mistake(
      ["problem", "covariance", "kind"],
      `is "${kind}", which has no limit at dimension: infinity; use one of ${limitKinds.filter((known) => known !== "density").join(", ")}, or a finite dimension`,
    );
  const simulated = methods.findIndex((method) => !goesToInfinity.includes(method));
  return simulated === -1
    ? undefined
    : mistake(
        ["methods", simulated],
        `is "${methods[simulated]}", which moves a vector of d coordinates, but problem.dimension is infinity; use ${goesToInfinity.join(", ")}, or a finite dimension`,
      );
};

const methodsFit: Rule = ({ methods = [], problem }) => {
  const twice = methods.findIndex((method, i) => methods.indexOf(method) !== i);
  if (twice !== -1)
    return mistake(["methods", twice], `is "${methods[twice]}" for the second time; name each method once`);
  const rows = methods.indexOf("sgd-rows");
  return rows !== -1 && problem.covariance.kind !== "data"
    ? mistake(
        ["methods", rows],
        `is "sgd-rows", which walks over the rows of a data set, but the covariance is of kind ${problem.covariance.kind}; leave it out, or use kind data`,
      )
    : undefined;
};

const volterraFits: Rule = ({ methods = [], problem: { model } }) => {
  const at = methods.indexOf("volterra");
  const other =
    model.kind !== "least-squares"
      ? `problem.model is of kind ${model.kind}`
      : model.clip !== undefined
        ? "problem.model has a clip"
        : undefined;
  return at !== -1 && other !== undefined
    ? mistake(
        ["methods", at],
        `is "volterra", the equation of least squares as it is, but ${other}; leave it out, or use ode`,
      )
    : undefined;
};

const savedTimesFit: Rule = ({ save, horizon }) => {
  const { times } = save;
  if (times === undefined) return undefined;
  for (const key of ["points", "spacing", "from"] as const)
    if (save[key] !== undefined)
      return mistake(
        ["save", key],
        "is given beside save.times, which lists the times itself; leave one of them out",
      );
  for (const [i, time] of times.entries()) {
    if (time > horizon)
      return mistake(["save", "times", i], `is ${time}, but it must be at most the horizon ${horizon}`);
    if (i > 0 && !(time > times[i - 1]))
      return mistake(
        ["save", "times", i],
        `is ${time} after ${times[i - 1]}, but times must increase; sort them and drop repeats`,
      );
  }
  return undefined;
};

const logSpacingFits: Rule = ({ save, horizon }) => {
  const { points, spacing, from, times } = save;
  if (times !== undefined) return undefined;
  if (spacing !== "log")
    return from === undefined
      ? undefined
      : mistake(["save", "from"], "goes with spacing: log only; leave it out, or use that spacing");
  if (points !== undefined && points < 3)
    return mistake(["save", "points"], `is ${points}, but spacing: log needs a whole number of at least 3`);
  if (from !== undefined && !(from < horizon))
    return mistake(["save", "from"], `is ${from}, but it must be a number below the horizon ${horizon}`);
  return undefined;
};

const statisticsAreNamedOnce: Rule = ({ save: { statistics } }) => {
  const names: string[] = [];
  for (const [i, statistic] of statistics.entries()) {
    const path = ["save", "statistics", i];
    const name = typeof statistic === "string" ? statistic : statistic.name;
    if (typeof statistic !== "string" && reservedStatistics.includes(name))
      return mistake([...path, "name"], `is "${name}", which a result already uses; choose another name`);
    if (names.includes(name))
      return mistake(path, `names "${name}" for the second time; name each statistic once`);
    names.push(name);
  }
  return undefined;
};

const rules: readonly Rule[] = [
  dataBringItsOwn,
  dimensionIsGiven,
  overlapsInsteadOfBoth,
  infinityFits,
  methodsFit,
  volterraFits,
  savedTimesFit,
  logSpacingFits,
  statisticsAreNamedOnce,
];

/** The first rule broken, or none. */
export function brokenRule(experiment: CheckedExperiment): Mistake | undefined {
  for (const rule of rules) {
    const found = rule(experiment);
    if (found) return found;
  }
  return undefined;
}
