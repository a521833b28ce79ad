/** Where the package keeps the letters of its figures. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fontFileNames } from "../report/index.js";

/** Found through the package's own name, so that source and built code look in the same place. */
export function fontFiles(): string[] {
  const root = dirname(createRequire(import.meta.url).resolve("homogenized-sgd/package.json"));
  return fontFileNames.map((name) => join(root, "assets", "fonts", name));
}
