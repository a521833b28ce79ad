/** Mistakes that come to light only when the keys of an experiment meet. */
import { InputError } from "../../estimators/index.js";
import type { LoadedExperiment } from "../node/index.js";

/** A mistake that shows only when keys meet is still the file's, or the flag's that set the key the sentence begins with. */
export async function told<Value>(
  { source, flagOf }: Pick<LoadedExperiment, "flagOf"> & { readonly source: string },
  work: Promise<Value>,
): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const sentence = error.message.replace(/^(?=(covariance|target|initial|overlaps)\b)/, "problem.");
    const key = /^\w+(?:\.\w+|\[\d+\])*/.exec(sentence)?.[0];
    throw new InputError(`${(key && flagOf(key)) ?? source}: ${sentence}`);
  }
}
