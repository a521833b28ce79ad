/**
 * What package-lock.json must hold so that `npm ci` gives the same packages on every platform, from any registry,
 * without running a line of theirs.
 */
export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export type Packages = Readonly<Record<string, LockEntry>>;

const dependencies = (packages: Packages): [string, LockEntry][] =>
  Object.entries(packages).filter(([path]) => path !== "");
const name = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

export const installScripts = (packages: Packages): string[] =>
  dependencies(packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => `\`${name(path)}\` has an install script`);

export const addresses = (packages: Packages): string[] =>
  dependencies(packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => `\`${name(path)}\` is bound to one registry's address`);

export const unsealed = (packages: Packages): string[] =>
  dependencies(packages)
    .filter(([, entry]) => !entry.integrity?.startsWith("sha512-"))
    .map(([path]) => `\`${name(path)}\` has no sha512`);

/** The binaries a package offers, one per platform, that the lock has lost; `offered` is its own list. */
export const lostPlatforms = (packages: Packages, of: string, offered: readonly string[]): string[] =>
  offered
    .filter(
      (binary) =>
        !(`node_modules/${binary}` in packages || `node_modules/${of}/node_modules/${binary}` in packages),
    )
    .map((binary) => `\`${of}\` offers \`${binary}\`, which the lock has lost`);

/** The same for every package, by the lists the lock itself holds. */
export const lostAnywhere = (packages: Packages): string[] =>
  dependencies(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    lostPlatforms(packages, name(path), Object.keys(optionalDependencies)),
  );
