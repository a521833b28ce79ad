/** Names that nothing has yet. */
import { lstat } from "node:fs/promises";
import { resolve } from "node:path";

/** A folder's path for putting something behind its name: no slash at the end, and `.` written out. */
export function baseOf(folder: string): string {
  const trimmed = folder.replace(/[\\/]+$/, "");
  return /(^|[\\/])\.{0,2}$/.test(trimmed) ? resolve(folder) : trimmed;
}

/** `out/two-atoms.1`, or the next number that nothing has. */
export async function numberedName(base: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${base}.${number}`;
    if (await isFree(name)) return name;
  }
}

export const isFree = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => false,
    () => true,
  );
