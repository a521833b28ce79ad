/** A finished result that could not be written where it should go. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { resultFile } from "./folder-state.js";
import { formatJson } from "./format-json.js";

/** Writes result.json into a new folder among the system's temporary files; returns its path. */
export async function rescueResult(result: ResultJson): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "hsgd-")), resultFile);
  await writeFile(path, formatJson(result));
  return path;
}
