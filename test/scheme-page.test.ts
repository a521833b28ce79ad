import { describe, expect, it } from "vitest";
import { namedScheme, schemes } from "../sde/index.js";
import { schemePage } from "./kit/scheme-page.js";

describe("docs/schemes.md", () => {
  it("says what the schemes declare (npm run docs writes it anew)", async () => {
    await expect(schemePage(schemes)).toMatchFileSnapshot("../docs/schemes.md");
  });

  it("has every scheme, and changes with every fact", () => {
    const page = schemePage(schemes);
    for (const { name } of schemes) expect(page).toContain(`| \`${name}\` |`);
    const [first, ...others] = schemes;
    const changes = [
      { ...first, strongOrder: () => 0.25 },
      { ...first, weakOrder: () => null },
      { ...first, cost: () => ({ drift: 7, diffusion: 7 }) },
      { ...first, needs: ["levy-area" as const] },
      { ...first, calculus: ["stratonovich" as const] },
      { ...first, noise: ["additive" as const] },
      { ...first, lacks: namedScheme("exponential-euler").lacks! },
    ];
    for (const changed of changes) expect(schemePage([changed, ...others])).not.toBe(page);
  });

  it("advises what the table below has", () => {
    const [, ...sections] = schemePage(schemes).split("\n## ");
    for (const section of sections) {
      const [advice, table] = section.split("| scheme |");
      const named = [...advice.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name);
      const advised = named.filter((name) => schemes.some((scheme) => scheme.name === name));
      expect(advised.length).toBeGreaterThan(1);
      for (const name of advised) expect(table).toContain(`| \`${name}\` |`);
    }
  });
});
