/** Making room for a new result without losing the old one. */
import { rename } from "node:fs/promises";
import { baseOf, numberedName } from "./free-name.js";
import { orRefuse } from "./refusals.js";

export interface MovedAside {
  /** Where what was in the folder stands now. */
  readonly movedTo: string;
  /** Puts it back, when nothing new came. */
  readonly release: () => Promise<void>;
}

/** Gives a folder the next free name of its own, `out/two-atoms.1`. */
export async function moveAside(folder: string): Promise<MovedAside> {
  const movedTo = await numberedName(baseOf(folder));
  await orRefuse(folder, "moved aside", () => rename(folder, movedTo));
  return { movedTo, release: () => rename(movedTo, folder) };
}
