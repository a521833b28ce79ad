/** Writing an output folder so that nobody ever finds half of it called finished. */
import { mkdir, rename, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { drawnFiles, type JsonFile, unfinished } from "./folder-state.js";
import { orRefuse } from "./refusals.js";

/**
 * Writes files into a folder so that result.json (or partial.json) is there only when all are: first beside each
 * other in a folder of their own, then moved in one by one, that one last.
 *
 * @throws InputError where the folder cannot be written; a folder made for it is then gone again.
 */
export async function writeFiles(
  folder: string,
  last: JsonFile,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  await orRefuse(folder, "written", async () => {
    const made = await mkdir(folder, { recursive: true });
    const temporary = join(folder, unfinished);
    try {
      await rm(temporary, { recursive: true, force: true });
      await mkdir(temporary);
      await write(temporary);
      await rm(join(folder, last), { force: true });
      for (const file of [...drawnFiles, last]) await rename(join(temporary, file), join(folder, file));
      await rmdir(temporary);
    } catch (error) {
      await rm(made ?? temporary, { recursive: true, force: true });
      throw error;
    }
  });
}
