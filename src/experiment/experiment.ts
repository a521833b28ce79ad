/** The experiment file: from what a user wrote to a resolved experiment with every default filled in. */
import { InputError } from "../../estimators/index.js";
import { requireFunction, requireKeys, requireText } from "../../estimators/input/index.js";
import { explain, type Mistake, valueAt } from "./explain.js";
import { schemaRoot } from "./json-schema.js";
import type { KeyPath } from "./path.js";
import { type Experiment, resolve } from "./resolve.js";
import { brokenRule } from "./rules.js";
import { experimentSchema } from "./schema.js";

export interface ParseOptions {
  /** The file's name, for messages and for the default of `name`. */
  readonly file?: string | undefined;
  /** What a message names instead of the file, where a flag set the value at this path. */
  readonly origin?: ((path: KeyPath) => string | undefined) | undefined;
}

/**
 * Checks an experiment (the parsed content of a YAML or JSON file) and fills in every default.
 *
 * @param input the keys of the experiment file.
 * @param options `file`: its name, for messages; its base name is the default of `name`.
 * @returns the resolved experiment, plain data in a fixed order of keys; parsing it again changes nothing.
 * @throws InputError in one sentence: the file, the key, what was got, what is accepted.
 * @example
 * ```ts
 * import { parseExperiment } from "homogenized-sgd";
 * const experiment = parseExperiment({
 *   problem: { dimension: 100, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.7 }, horizon: 5 }, { file: "small.yaml" });
 * experiment.name; // => "small"
 * experiment.ensemble; // => {"runs":32,"seed":1,"divergence":10000,"normal":"ziggurat"}
 * ```
 */
export function parseExperiment(input: unknown, options: ParseOptions = {}): Experiment {
  requireKeys("parseExperiment", options, ["file", "origin"]);
  const { file, origin } = options;
  if (file !== undefined) requireText("file", file);
  if (origin !== undefined) requireFunction("origin", origin, "of the path of a key");
  const refuse = ({ path, sentence }: Mistake): InputError => {
    const source = origin?.(path) ?? file;
    return new InputError(source === undefined ? sentence : `${source}: ${sentence}`);
  };
  if (input === undefined || input === null)
    throw refuse({
      path: [],
      sentence: "there is nothing in it; give the keys problem, schedule and horizon.",
    });
  const worded = withWord(input);
  const checked = experimentSchema.safeParse(worded, { reportInput: true });
  if (!checked.success) throw refuse(explain(checked.error, worded, schemaRoot()));
  const broken = brokenRule(checked.data);
  if (broken) throw refuse(broken);
  const name = checked.data.name ?? (file === undefined ? "experiment" : baseName(file));
  if (!experimentSchema.shape.name.safeParse(name).success)
    throw refuse({
      path: ["name"],
      sentence: `the base name ${JSON.stringify(name)} cannot name a folder everywhere; give the key name.`,
    });
  return resolve(checked.data, name);
}

/** A file may say .inf for infinity: the word is what stays. */
function withWord(input: unknown): unknown {
  if (valueAt(input, ["problem", "dimension"]) !== Number.POSITIVE_INFINITY) return input;
  const { problem, ...rest } = input as { readonly problem: object };
  return { ...rest, problem: { ...problem, dimension: "infinity" } };
}

/** `runs/two-atoms.yaml` → `two-atoms` */
function baseName(file: string): string {
  const last = file.split(/[\\/]/).at(-1)!;
  return last.replace(/(.)\.(ya?ml|json)$/i, "$1");
}
