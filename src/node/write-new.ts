import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireText } from "../../estimators/input/index.js";
import { errorCode, requireFileName, systemReason } from "./files.js";

/**
 * Writes a file that must not be there yet.
 *
 * @throws InputError where it is there, or cannot be written.
 * @example
 * ```ts
 * import { writeNewFile } from "homogenized-sgd/node";
 * await writeNewFile("new.txt", "first");
 * await writeNewFile("new.txt", "second").catch((error) => error.message); // => "new.txt cannot be written: it exists already; give another file name."
 * ```
 */
export async function writeNewFile(file: string, text: string): Promise<void> {
  requireFileName(file);
  requireText("text", text);
  try {
    // Fails where the file exists, at the same moment as it would be written.
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    if (errorCode(error) === "ENOENT")
      throw new InputError(
        `${file} cannot be written: there is no folder ${dirname(file)}; make it, or give another file name.`,
      );
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(`${file} cannot be written: ${reason}; give another file name.`);
  }
}
