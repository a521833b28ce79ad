/** Which functions an index.ts hands out without an example. */
import { posix } from "node:path";
import ts from "typescript";

/** Text of a file, by its path from the repository's root. */
export type ReadText = (path: string) => string;

interface PublicFunction {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly hasExample: boolean;
}

/** "`sde/solve.ts:44` exports `solve` by `sde/index.ts` without an @example". */
export function functionsWithoutExample(door: string, read: ReadText): string[] {
  return [...publicFunctions(door, read)]
    .filter(([, { hasExample }]) => !hasExample)
    .map(([name, at]) => `\`${at.path}:${at.line}\` exports \`${name}\` by \`${door}\` without an @example`)
    .sort();
}

/** Functions by the name under which a file exports them; of overloads, one with an example speaks for all. */
export function publicFunctions(path: string, read: ReadText): Map<string, PublicFunction> {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, PublicFunction>();
  const add = (name: string, one: PublicFunction) => {
    if (!found.get(name)?.hasExample) found.set(name, one);
  };
  const own = new Map<string, PublicFunction>();
  for (const statement of file.statements)
    for (const one of functionsOf(statement, file)) {
      if (!own.get(one.name)?.hasExample) own.set(one.name, one);
      if (isExported(statement)) add(one.name, one);
    }
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) continue;
    const source = statement.moduleSpecifier
      ? publicFunctions(target(path, (statement.moduleSpecifier as ts.StringLiteral).text), read)
      : own;
    if (statement.exportClause === undefined) for (const [name, one] of source) add(name, one);
    else if (ts.isNamedExports(statement.exportClause))
      for (const { name, propertyName, isTypeOnly } of statement.exportClause.elements) {
        const one = source.get((propertyName ?? name).text);
        if (one && !isTypeOnly) add(name.text, one);
      }
  }
  return found;
}

/** Functions that a statement declares, an arrow given a name included. */
function functionsOf(statement: ts.Statement, file: ts.SourceFile): PublicFunction[] {
  const describe = (name: string, node: ts.Node): PublicFunction => ({
    name,
    path: file.fileName,
    line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    hasExample: ts.getJSDocCommentsAndTags(node).some((doc) => /@example\s[^@]*```ts\n/.test(doc.getText())),
  });
  if (ts.isFunctionDeclaration(statement) && statement.name)
    return [describe(statement.name.text, statement)];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(
      ({ initializer: value }) => value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)),
    )
    .map((declaration) => describe(declaration.name.getText(), declaration));
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const target = (from: string, specifier: string): string =>
  posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
