/** Every model the package knows, in one list: what it is called, its defaults, how it is built. */
import { InputError } from "../../estimators/index.js";
import { type LeastSquaresData, leastSquaresModel, resolveLeastSquares } from "./least-squares.js";
import { type LogisticData, logisticModel, resolveLogistic } from "./logistic.js";
import type { Model } from "./model.js";

/** The plain data of the experiment file's `model`. */
export type ModelData = LeastSquaresData | LogisticData;

interface ModelFamily<Data extends ModelData> {
  readonly keys: readonly Exclude<keyof Data, "kind">[];
  resolve(data: Data): Data;
  create(data: Data): Model;
}

const families: { readonly [Kind in ModelData["kind"]]: ModelFamily<Extract<ModelData, { kind: Kind }>> } = {
  "least-squares": { keys: ["outputs", "noiseStd"], resolve: resolveLeastSquares, create: leastSquaresModel },
  logistic: { keys: ["labels"], resolve: resolveLogistic, create: logisticModel },
};

/** The kinds a model may have. */
export const modelKinds = Object.keys(families) as ModelData["kind"][];

function familyOf(data: ModelData): ModelFamily<ModelData> {
  if (typeof data !== "object" || data === null || !modelKinds.includes(data.kind)) {
    const got = JSON.stringify((data as ModelData | undefined | null)?.kind ?? data);
    throw new InputError(
      `The model is of kind ${got}, but the kinds known are ${modelKinds.join(", ")}; set model.kind to one of them.`,
    );
  }
  const family = families[data.kind] as unknown as ModelFamily<ModelData>;
  const keys: readonly string[] = ["kind", ...family.keys];
  const unknown = Object.keys(data).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new InputError(
      `The model has the key ${JSON.stringify(unknown)}, but ${data.kind} takes ${keys.join(", ")}; mend the name.`,
    );
  return family;
}

/** Model data with every default filled in; throws InputError where a kind or value is not accepted. */
export function resolveModel(data: ModelData): ModelData {
  return familyOf(data).resolve(data);
}

/**
 * A model's loss, direction, risk, gradient and second moment (THEORY §2) from its data.
 *
 * @throws InputError where the kind is unknown or a value out of range
 * @example
 * ```ts
 * import { createModel, leastSquares } from "homogenized-sgd";
 * const model = createModel(leastSquares({ noiseStd: 0.5 }));
 * model.risk(new Float64Array([0, 0, 0, 1])); // => 0.625
 * model.bestRisk(new Float64Array([0, 0, 0, 1])); // => 0.125
 * ```
 */
export function createModel(data: ModelData): Model {
  return familyOf(data).create(data);
}
