/** A result that could not be written where it should go. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { jsonFileOf } from "./folder-state.js";
import { formatJson } from "./format-json.js";

/**
 * Writes result.json (partial.json if the result is partial) into a new folder among the system's temporary files; returns its path.
 *
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
export async function rescueResult(result: ResultJson): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "hsgd-")), jsonFileOf(result));
  await writeFile(path, formatJson(result));
  return path;
}
