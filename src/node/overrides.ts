/** Values that flags put in the place of the file's. */
import { InputError } from "../../estimators/index.js";
import { requireKeys, requireList, requireText } from "../../estimators/input/index.js";
import type { KeyPath } from "../experiment/index.js";
import { parsePath, setAtPath } from "./key-path.js";
import { parseYaml } from "./yaml.js";

export interface Overrides {
  /** `key.path=value`, the value read as YAML; later ones win. */
  readonly set?: readonly string[] | undefined;
  /** In the place of ensemble.seed. */
  readonly seed?: string | number | undefined;
  /** In the place of ensemble.runs. */
  readonly runs?: string | number | undefined;
}

interface Assignment {
  /** The flag as typed, for messages. */
  readonly flag: string;
  readonly path: KeyPath;
  readonly value: unknown;
}

export interface Overridden {
  readonly input: unknown;
  /** The flag that set the value at this path, or the nearest one above it. */
  readonly origin: (path: KeyPath) => string | undefined;
}

/** @throws InputError where a flag cannot be read or its path leads nowhere. */
export function override(input: unknown, overrides: Overrides): Overridden {
  requireKeys("overrides", overrides, ["set", "seed", "runs"], "overrides");
  const assignments = readAssignments(overrides);
  const changed = assignments.reduce((value, assignment) => apply(value, assignment), input);
  return {
    input: changed,
    origin: (path) => assignments.findLast((assignment) => isAbove(assignment.path, path))?.flag,
  };
}

function readAssignments({ set = [], seed, runs }: Overrides): Assignment[] {
  requireList("overrides.set", set, "of key.path=value");
  return [
    ...set.map(readSet),
    ...(seed === undefined ? [] : [readNamed("--seed", "ensemble.seed", seed)]),
    ...(runs === undefined ? [] : [readNamed("--runs", "ensemble.runs", runs)]),
  ];
}

function readSet(text: string): Assignment {
  requireText("set", text);
  const equals = text.indexOf("=");
  if (equals < 1)
    throw new InputError(
      `--set got ${JSON.stringify(text)}, but it takes key.path=value, as --set schedule.rate=0.5; write it so.`,
    );
  // A value of several lines would tear the sentence apart.
  const flag = `--set ${/[\r\n]/.test(text) ? JSON.stringify(text) : text}`;
  const path = toldBy(flag, () => parsePath(text.slice(0, equals)));
  return { flag, path, value: parseYaml(text.slice(equals + 1), flag) };
}

function readNamed(name: string, path: string, value: string | number): Assignment {
  const flag = `${name} ${value}`;
  if (typeof value === "string" && value.trim() === "")
    throw new InputError(`${name} got an empty text, but it takes a whole number, as ${name} 8; write one.`);
  return { flag, path: parsePath(path), value: typeof value === "string" ? parseYaml(value, flag) : value };
}

function apply(input: unknown, { flag, path, value }: Assignment): unknown {
  return toldBy(flag, () => setAtPath(input, path, value));
}

function toldBy<Result>(flag: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${flag}: ${error.message}`);
    throw error;
  }
}

const isAbove = (above: KeyPath, path: KeyPath): boolean => above.every((key, i) => path[i] === key);
