/** An experiment from a file: read, overridden by flags, checked, its data files beside it. */
import { basename, dirname } from "node:path";
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, requireText } from "../../estimators/input/index.js";
import { type DataFiles, type Experiment, parseExperiment } from "../experiment/index.js";
import { readDataFiles } from "./data-files.js";
import { readText, requireFileName } from "./files.js";
import { parsePath } from "./key-path.js";
import { type Overrides, override } from "./overrides.js";
import { parseYaml } from "./yaml.js";

export interface LoadedExperiment {
  /** Resolved; data files carry their sha256. */
  readonly experiment: Experiment;
  /** What `runExperiment` needs where the covariance is of kind data. */
  readonly files?: DataFiles;
  /** The flag that set a key (`hsgd.step`), for messages; undefined where the file did. */
  readonly flagOf: (key: string) => string | undefined;
}

/**
 * Reads an experiment file (YAML or JSON) and the data files it names, which are looked for beside it.
 *
 * @param file path of the experiment file.
 * @param overrides values in the place of the file's: `set` (`key.path=value`), `seed`, `runs`.
 * @throws InputError in one sentence, with line and column where the file is not YAML.
 * @example
 * ```ts
 * import { loadExperiment, writeNewFile } from "homogenized-sgd/node";
 * await writeNewFile("small.yaml", `
 *   problem: { dimension: 50, covariance: { kind: identity }, model: { kind: logistic } }
 *   schedule: { kind: constant, rate: 0.5 }
 *   horizon: 5`);
 * const { experiment } = await loadExperiment("small.yaml", { set: ["horizon=2"] });
 * experiment.name; // => "small"
 * experiment.horizon; // => 2
 * ```
 */
export async function loadExperiment(file: string, overrides: Overrides = {}): Promise<LoadedExperiment> {
  requireFileName(file);
  return readExperiment(await readText(file, file), { file, directory: dirname(file), overrides });
}

export interface ReadOptions {
  /** The file's name, for messages and the default of `name`. */
  readonly file: string;
  /** Where data files are looked for; default: the working directory. */
  readonly directory?: string | undefined;
  readonly overrides?: Overrides | undefined;
}

const readKeys = keysOf<ReadOptions>({ file: true, directory: true, overrides: true });

/**
 * As `loadExperiment`, from the text itself.
 *
 * @param options `file`: its name, for messages and the default of `name`; `directory`: where data files are
 * looked for.
 * @throws InputError in one sentence.
 * @example
 * ```ts
 * import { readExperiment } from "homogenized-sgd/node";
 * await readExperiment("horizon: [5", { file: "cut.yaml" }).catch((error) => error.message.slice(0, 24)); // => "cut.yaml, line 1, column"
 * ```
 */
export async function readExperiment(text: string, options: ReadOptions): Promise<LoadedExperiment> {
  requireText("text", text);
  requireKeys("readExperiment", options, readKeys);
  const { file, directory = ".", overrides = {} } = options;
  requireText("file", file);
  requireText("directory", directory);
  const { input, origin } = override(parseYaml(text, file), overrides);
  const experiment = parseExperiment(input, { file: basename(file), origin });
  const { covariance } = experiment.problem;
  const flagOf = (key: string) => origin(parsePath(key));
  if (covariance.kind !== "data") return { experiment, flagOf };
  const place = (name: string) => {
    const key = `problem.covariance.${name}`;
    return `${flagOf(key) ?? basename(file)}: ${key}`;
  };
  const { files, sha256 } = await readDataFiles(covariance, directory, place);
  for (const key of ["features", "labels"] as const)
    if (covariance.sha256 && covariance.sha256[key] !== sha256[key])
      throw new InputError(
        `${place(`sha256.${key}`)} is ${covariance.sha256[key] ?? "missing"}, but the file's is ${sha256[key] ?? "not there, labels being a column"}; give the file the experiment was made with, or drop sha256.`,
      );
  return {
    experiment: { ...experiment, problem: { ...experiment.problem, covariance: { ...covariance, sha256 } } },
    files,
    flagOf,
  };
}
