/** `hsgd init` */
import { writeNewFile } from "../node/index.js";
import type { Call } from "./command.js";
import { starter } from "./starter.js";

export async function execute({ argument: file = "experiment.yaml", terminal }: Call): Promise<number> {
  await writeNewFile(file, starter);
  terminal.tell(`Wrote ${file}; next: hsgd run ${file}`);
  return 0;
}
