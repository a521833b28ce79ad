/**
 * Runs the examples of docstrings and of prose: fenced ```ts blocks whose lines `expression; // => value` and
 * `const x = expression; // => value` are claims. Imports of this package are answered by its sources.
 */
import { join } from "node:path";
import ts from "typescript";
import { claimedValue, differs } from "./claims.js";

export interface Example {
  readonly file: string;
  /** Line of the block's first line in its file, from 1. */
  readonly line: number;
  readonly code: string;
}

const fence = /^```(.*)$/;
const isExample = (info: string): boolean => {
  const [language, ...tags] = info.trim().split(/\s+/);
  return language === "ts" && !tags.includes("no-run");
};

/** The fenced blocks among `lines`, the first of which is line `first` of the file. */
function blocks(file: string, lines: readonly string[], first: number): Example[] {
  const found: Example[] = [];
  let start = -1;
  let info = "";
  lines.forEach((line, i) => {
    const mark = fence.exec(line.trim());
    if (!mark) return;
    if (start < 0) [start, info] = [i + 1, mark[1]];
    else {
      if (isExample(info)) found.push({ file, line: first + start, code: lines.slice(start, i).join("\n") });
      start = -1;
    }
  });
  if (start >= 0) throw new Error(`${file}:${first + start}: a fenced block is never closed`);
  return found;
}

/** The blocks of a text in Markdown. */
export const proseExamples = (file: string, text: string): Example[] => blocks(file, text.split(/\r?\n/), 1);

/** The blocks under the `@example` tags of a source file. */
export function docstringExamples(file: string, text: string): Example[] {
  const found: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const first = text.slice(0, comment.index).split("\n").length;
    const lines = comment[0].split(/\r?\n/).map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*)? ?/, ""));
    const tags = lines.flatMap((line, i) => (/^@\w+/.test(line) ? [i] : []));
    tags.forEach((tag, k) => {
      if (!lines[tag].startsWith("@example")) return;
      const end = tags[k + 1] ?? lines.length;
      found.push(...blocks(file, lines.slice(tag + 1, end), first + tag + 1));
    });
  }
  return found;
}

const claim = /^\/\/\s*=>\s*(.+)$/;

/** The JavaScript of an example: imports become calls of `load`, claims calls of `check(line, value, text)`. */
export function compileExample({ code, line: first }: Example): string {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const lineOf = (position: number) => first + file.getLineAndCharacterOfPosition(position).line;
  let claims = 0;
  const pieces = file.statements.map((statement) => {
    const comment = (ts.getTrailingCommentRanges(code, statement.end) ?? [])
      .map(({ pos, end }) => claim.exec(code.slice(pos, end)))
      .find((match) => match !== null);
    if (ts.isImportDeclaration(statement)) return dynamicImport(statement);
    if (!comment) return statement.getText();
    claims++;
    const check = (value: string) =>
      `check(${lineOf(statement.end)}, ${value}, ${JSON.stringify(comment[1].trim())});`;
    if (ts.isExpressionStatement(statement)) return check(`(${statement.expression.getText()})`);
    const name = ts.isVariableStatement(statement) && statement.declarationList.declarations.at(-1)?.name;
    if (name && ts.isIdentifier(name)) return `${statement.getText()}\n${check(name.text)}`;
    throw new Error(
      `line ${lineOf(statement.end)}: only an expression or a named constant can claim a value`,
    );
  });
  const written = code.match(/\/\/\s*=>/g)?.length ?? 0;
  if (written !== claims)
    throw new Error(`line ${first}: ${written - claims} claims "// =>" do not follow a statement`);
  const body = `async (load: unknown, check: unknown) => {\n${pieces.join("\n")}\n}`;
  return ts
    .transpileModule(`export default ${body}`, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    })
    .outputText.replace(/^export default /m, "return ");
}

function dynamicImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  const module = `await load(${moduleSpecifier.getText()})`;
  if (!importClause) return `${module};`;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  const { name, namedBindings } = importClause;
  const lines: string[] = [];
  if (name) lines.push(`const ${name.text} = (${module}).default;`);
  if (namedBindings && ts.isNamespaceImport(namedBindings))
    lines.push(`const ${namedBindings.name.text} = ${module};`);
  else if (namedBindings) {
    const names = namedBindings.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map((one) => (one.propertyName ? `${one.propertyName.getText()}: ${one.name.text}` : one.name.text));
    lines.push(`const { ${names.join(", ")} } = ${module};`);
  }
  return lines.join("\n");
}

/** The package's entries, as their source files. */
export const entries: Readonly<Record<string, string>> = {
  "homogenized-sgd": "src/index.ts",
  "homogenized-sgd/sde": "sde/index.ts",
  "homogenized-sgd/estimators": "estimators/index.ts",
  "homogenized-sgd/node": "src/node/index.ts",
};

const root = join(import.meta.dirname, "../..");

export async function load(name: string): Promise<Record<string, unknown>> {
  const entry = entries[name];
  if (entry) return import(/* @vite-ignore */ join(root, entry));
  if (name.startsWith("homogenized-sgd")) throw new Error(`the package has no entry "${name}"`);
  return import(/* @vite-ignore */ name);
}

/** Runs an example to its end; the error names the line of the first claim that does not hold. */
export async function runExample(example: Example): Promise<void> {
  const check = (line: number, value: unknown, text: string): void => {
    const difference = differs(value, claimedValue(text));
    if (difference) throw new Error(`${example.file}:${line}: ${difference}`);
  };
  // The example's text is this repository's own.
  const run = new Function(compileExample(example))();
  await run(await withMissingNames(), check);
}

/** `load`, except that a name an entry does not export is an error rather than undefined. */
async function withMissingNames(): Promise<typeof load> {
  return async (name) => {
    const module = await load(name);
    return new Proxy(module, {
      get(target, key) {
        if (typeof key === "string" && key !== "then" && !(key in target))
          throw new Error(`"${name}" exports no ${key}`);
        return Reflect.get(target, key);
      },
    });
  };
}
