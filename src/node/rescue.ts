/** A result that could not be written where it should go. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { jsonFileOf } from "./folder-state.js";
import { formatJson } from "./format-json.js";
import { baseOf, numberedName } from "./free-name.js";
import { writeNumbers } from "./write-numbers.js";

/**
 * Writes the numbers of a result (result.json, or partial.json if the result is partial) beside the folder that it
 * cannot have, under the next free number (`out/two-atoms.1`), or where that is impossible into a new folder among the
 * system's temporary files; returns the path of the JSON file.
 *
 * @param folder path of the folder that it cannot have; without it the temporary files are taken.
 * @example
 * ```ts
 * import { compare, constant, identity, leastSquares } from "homogenized-sgd";
 * import { rescueResult } from "homogenized-sgd/node";
 * const small = { dimension: 10, covariance: identity(), model: leastSquares() };
 * const result = await compare(small, { schedule: constant(0.5), horizon: 1, methods: ["ode"] });
 * const path = await rescueResult(result.toJSON());
 * path.endsWith("result.json"); // => true
 * ```
 */
export async function rescueResult(result: ResultJson, folder?: string): Promise<string> {
  if (folder !== undefined)
    try {
      const beside = await numberedName(baseOf(folder));
      await writeNumbers(result, beside);
      return join(beside, jsonFileOf(result));
    } catch {
      // The temporary files are left.
    }
  const path = join(await mkdtemp(join(tmpdir(), "hsgd-")), jsonFileOf(result));
  await writeFile(path, formatJson(result));
  return path;
}
