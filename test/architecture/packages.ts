/**
 * Which packages, and which modules of Node, may be imported where.
 */
import { builtinModules } from "node:module";
import ts from "typescript";
import { imports, nodes, parse, place, type Tree } from "./tree.js";

const nodeRooms = /^src\/(node|cli)\//;
const library = /^(estimators|sde|src)\//;
const nodeGlobals = ["process", "Buffer", "require", "__dirname", "__filename", "global"];

/** Packages that stay in the rooms they were taken in for. */
export const homes: readonly (readonly [name: string, home: RegExp, whose: string])[] = [
  ["zod", /^src\/(experiment\/.*|[a-z-]+\/schema\.ts)$/, "`src/experiment` and the `schema.ts` files"],
  ["vega", /^src\/report\//, "`src/report`"],
  ["vega-lite", /^src\/report\//, "`src/report`"],
  ["@resvg/resvg-js", /^src\/(report|node)\//, "`src/report` and `src/node`"],
  ["commander", /^src\/cli\//, "`src/cli`"],
  ["cli-progress", /^src\/cli\//, "`src/cli`"],
];

export const packageName = (specifier: string): string =>
  specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith("node:") || builtinModules.includes(packageName(specifier));

/** "`src/models/a.ts` imports `node:fs`; only `src/node` and `src/cli` may import from Node". */
export function nodeOutsideItsRooms(tree: Tree): string[] {
  return imports(tree)
    .filter(({ from, specifier }) => library.test(from) && !nodeRooms.test(from) && isBuiltin(specifier))
    .map(
      ({ from, specifier }) =>
        `\`${from}\` imports \`${specifier}\`; only \`src/node\` and \`src/cli\` may import from Node`,
    );
}

/** "`src/models/a.ts:3` uses `process`, which a browser has not". A name the file declares itself is its own. */
export function nodeGlobalsOutsideTheirRooms(tree: Tree): string[] {
  const sentences: string[] = [];
  for (const [path, text] of Object.entries(tree)) {
    if (!library.test(path) || nodeRooms.test(path)) continue;
    const file = parse(path, text);
    const all = nodes(file);
    const own = new Set<string>();
    for (const node of all)
      if (isBinding(node) && node.name && ts.isIdentifier(node.name)) own.add(node.name.text);
    for (const node of all)
      if (ts.isIdentifier(node) && nodeGlobals.includes(node.text) && !own.has(node.text) && !isKey(node))
        sentences.push(`${place(file, node)} uses \`${node.text}\`, which a browser has not`);
  }
  return sentences;
}

const isBinding = (node: ts.Node): node is ts.NamedDeclaration =>
  ts.isVariableDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isImportSpecifier(node);

/** `a.process`, `{ process: … }`, a method or a field of that name. */
const isKey = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) &&
    parent.name === node
  );
};

/** "`src/models/a.ts` imports `zod`; only … may". */
export function packagesOutsideTheirRooms(tree: Tree): string[] {
  return imports(tree).flatMap(({ from, specifier }) => {
    const rule = homes.find(([name]) => name === packageName(specifier));
    if (!library.test(from) || rule === undefined || rule[1].test(from)) return [];
    return [`\`${from}\` imports \`${rule[0]}\`; only ${rule[2]} may`];
  });
}

/** Both ways: what is imported is declared, what is declared is imported. */
export function undeclaredOrIdle(tree: Tree, dependencies: readonly string[]): string[] {
  const used = new Set<string>();
  const sentences: string[] = [];
  for (const { from, specifier, to } of imports(tree)) {
    if (!library.test(from) || to !== undefined || specifier.startsWith(".") || isBuiltin(specifier))
      continue;
    const name = packageName(specifier);
    used.add(name);
    if (!dependencies.includes(name))
      sentences.push(`\`${from}\` imports \`${name}\`, which is not among the dependencies of package.json`);
  }
  for (const name of dependencies)
    if (!used.has(name)) sentences.push(`package.json depends on \`${name}\`, which no file imports`);
  return sentences;
}
