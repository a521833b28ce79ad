/** `hsgd init` */
import { writeFile } from "node:fs/promises";
import { InputError } from "../../estimators/index.js";
import { systemReason } from "../node/index.js";
import type { Call } from "./command.js";
import { starter } from "./starter.js";

export async function execute({ argument: file = "experiment.yaml", terminal }: Call): Promise<number> {
  try {
    // Fails where the file exists, at the same moment as it would be written.
    await writeFile(file, starter, { flag: "wx" });
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(`${file} cannot be written: ${reason}; give another file name.`);
  }
  terminal.tell(`Wrote ${file}; next: hsgd run ${file}`);
  return 0;
}
