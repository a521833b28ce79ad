import { InputError } from "../../estimators/index.js";
import {
  keysOf,
  requireFunction,
  requireKeys,
  requireText,
  unknownKey,
} from "../../estimators/input/index.js";
import { type DynamicsOptions, dynamicsKeys, type Method } from "../dynamics/index.js";
import type { ComparisonResult } from "./comparison-result.js";

export interface CompareOptions extends DynamicsOptions {
  /** Default ["ode", "hsgd", "sgd"]; at infinite dimension ["ode"]. */
  readonly methods?: readonly Method[];
  /** Runs of each ensemble method; default 32. */
  readonly runs?: number;
  /** Name of the experiment; default "comparison". */
  readonly name?: string;
  /** Called now and then with the method under way, its runs that are done and the fraction of all work. */
  readonly onProgress?: (progress: CompareProgress) => void;
  /** Stops the comparison between slices of work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called when `signal` has stopped the comparison, just before the promise is rejected, with what finished: the
   * methods with a finished run, each with its finished runs. Not called where nothing did.
   */
  readonly onInterrupt?: (partial: ComparisonResult) => void;
}

export interface CompareProgress {
  readonly method: Method;
  /** Runs of this method that are done, and how many there are. */
  readonly run: number;
  readonly runs: number;
  /** Part of this method's work that is done, in [0, 1]. */
  readonly fraction: number;
}

const keys: readonly string[] = [
  ...dynamicsKeys,
  ...keysOf<Omit<CompareOptions, keyof DynamicsOptions>>({
    methods: true,
    runs: true,
    name: true,
    onProgress: true,
    signal: true,
    onInterrupt: true,
  }),
];

/** Refuses a key nobody knows, and callbacks that cannot be called. */
export function requireOptions(options: CompareOptions): void {
  if (Object.hasOwn(Object(options), "ensemble"))
    throw new InputError(
      `${unknownKey("ensemble", "ensemble", "compare", keys)}: put the ensemble's runs, seed, divergence and normal there by themselves`,
    );
  requireKeys("compare", options, keys);
  const { name = "comparison", onProgress, onInterrupt } = options;
  requireText("name", name);
  if (onProgress !== undefined) requireFunction("onProgress", onProgress, "of the progress made");
  if (onInterrupt !== undefined) requireFunction("onInterrupt", onInterrupt, "of the partial result");
}
