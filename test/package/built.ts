/**
 * Some tests look at what is shipped, dist/, and so need it built from the sources as they are now.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Why dist/ is not the sources' build, in a sentence that says what to do; undefined when it is. */
export function staleness(root: string): string | undefined {
  const shipped = [join(root, "dist", "schema.json"), join(root, "dist", "src", "cli", "main.js")];
  const missing = shipped.find((path) => !existsSync(path));
  if (missing)
    return `${missing.slice(root.length + 1)} is missing; run \`npm run build\` first, as \`npm test\` does`;
  for (const source of ["estimators", "sde", "src"].flatMap((folder) => sources(root, folder))) {
    const name = source.slice(root.length + 1);
    const built = join(root, "dist", name.replace(/\.ts$/, ".js"));
    if (!existsSync(built) || statSync(built).mtimeMs < statSync(source).mtimeMs)
      return `dist/ is older than ${name}; run \`npm run build\` first, as \`npm test\` does`;
  }
  return undefined;
}
