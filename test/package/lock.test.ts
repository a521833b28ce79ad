import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addresses, installScripts, lostAnywhere, lostPlatforms, type Packages, unsealed } from "./lock.js";

const root = join(import.meta.dirname, "..", "..");
const json = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const { packages }: { packages: Packages } = json("package-lock.json");

const broken: Packages = {
  "": { version: "1.0.0" },
  "node_modules/a": {
    version: "1.0.0",
    resolved: "https://example.org/a.tgz",
    hasInstallScript: true,
    optionalDependencies: { "@a/linux": "1.0.0", "@a/win32": "1.0.0" },
  },
  "node_modules/@a/linux": { version: "1.0.0", integrity: "sha512-1" },
};

describe("package-lock.json", () => {
  it("holds no dependency with an install script", () => {
    expect(installScripts(packages)).toEqual([]);
    expect(installScripts(broken)).toEqual(["`a` has an install script"]);
  });

  it("names no registry", () => {
    expect(addresses(packages)).toEqual([]);
    expect(addresses(broken)).toEqual(["`a` is bound to one registry's address"]);
  });

  it("seals every package with its sha512", () => {
    expect(unsealed(packages)).toEqual([]);
    expect(unsealed(broken)).toEqual(["`a` has no sha512"]);
  });

  it.each(["@resvg/resvg-js", "@biomejs/biome", "rolldown"])("holds %s for every platform", (name) => {
    const offered = Object.keys(json("node_modules", name, "package.json").optionalDependencies);
    expect(offered.length).toBeGreaterThan(6);
    expect(lostPlatforms(packages, name, offered)).toEqual([]);
    const without = Object.fromEntries(
      Object.entries(packages).filter(([path]) => !path.endsWith(offered[0])),
    );
    expect(lostPlatforms(without, name, offered)).toEqual([
      `\`${name}\` offers \`${offered[0]}\`, which the lock has lost`,
    ]);
  });

  it("holds every optional package of every dependency", () => {
    expect(lostAnywhere(packages)).toEqual([]);
    expect(lostAnywhere(broken)).toEqual(["`a` offers `@a/win32`, which the lock has lost"]);
  });

  it("is of this package, with the dependencies package.json names", () => {
    const { name, version, dependencies, devDependencies } = json("package.json");
    expect(packages[""]).toMatchObject({ name, version, dependencies, devDependencies });
  });
});
