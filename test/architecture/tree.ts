/**
 * The repository as the rules see it: a map from path to text, and what each text imports.
 * Texts are parsed, not searched, so that an import in a docstring or a string is none.
 */
import { posix } from "node:path";
import ts from "typescript";

/** Path from the repository's root → text. */
export type Tree = Readonly<Record<string, string>>;

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path of the file meant, or undefined for a package. */
  readonly to: string | undefined;
}

/** The package's entries, by which it may name itself. */
const ownEntries: Readonly<Record<string, string>> = {
  "homogenized-sgd": "src/index.ts",
  "homogenized-sgd/sde": "sde/index.ts",
  "homogenized-sgd/estimators": "estimators/index.ts",
  "homogenized-sgd/node": "src/node/index.ts",
};

const parsed = new Map<string, ts.SourceFile>();

export function parse(path: string, text: string): ts.SourceFile {
  const key = `${path}\n${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  parsed.set(key, file);
  return file;
}

/** Every node of a file but its comments, parents first. */
export function nodes(file: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `src/a.ts:3`, the first line being 1. */
export const place = (file: ts.SourceFile, node: ts.Node): string =>
  `\`${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}\``;

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    return (node.moduleSpecifier as ts.StringLiteral).text;
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (isCall && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) return node.arguments[0].text;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return (node.argument.literal as ts.StringLiteral).text;
  return undefined;
}

/** The file a specifier means: `./a.js` is `a.ts`, the package's own name one of its entries. */
function target(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return ownEntries[specifier];
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}

/** Static imports, imports of types, dynamic imports and `export … from`, in the order of the paths. */
export function imports(tree: Tree): Import[] {
  const found: Import[] = [];
  for (const from of Object.keys(tree).sort())
    for (const node of nodes(parse(from, tree[from]))) {
      const specifier = specifierOf(node);
      if (specifier !== undefined) found.push({ from, specifier, to: target(from, specifier) });
    }
  return found;
}
