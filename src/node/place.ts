/** Files that are there whole or not at all, were the process to end at any moment. */
import { constants, copyFile, link, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "./files.js";
import { unfinished } from "./folder-state.js";

type Content = string | Uint8Array;

/** Writes a file into a folder, in the place of one of this name. */
export const placeFile = (folder: string, name: string, content: Content): Promise<void> =>
  written(folder, name, content, (temporary) => rename(temporary, join(folder, name)));

/**
 * Writes a file that must not be there: of two writers at the same moment one has an error, of code EEXIST. No lock
 * is needed for it, so none is left behind.
 */
export const placeNewFile = (folder: string, name: string, content: Content): Promise<void> =>
  written(folder, name, content, async (temporary) => {
    const path = join(folder, name);
    try {
      await link(temporary, path);
    } catch (error) {
      if (errorCode(error) === "EEXIST") throw error;
      // Some disks have no links.
      await copyFile(temporary, path, constants.COPYFILE_EXCL);
    }
  });

/** Writes to a name that nobody else has, down to the disk, then hands it over. */
async function written(
  folder: string,
  name: string,
  content: Content,
  handOver: (temporary: string) => Promise<void>,
): Promise<void> {
  const own = await mkdtemp(join(folder, unfinished));
  try {
    const temporary = join(own, name);
    await writeFile(temporary, content, { flush: true });
    await handOver(temporary);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
