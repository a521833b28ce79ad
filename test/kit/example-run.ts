/**
 * Runs an example as its reader would, and holds every line `expression; // => value` to its word. Imports become
 * calls of `load`, so that the package's own name means its sources.
 */
import ts from "typescript";
import { difference } from "./example-values.js";
import { type Example, statesValue } from "./examples.js";

export type Load = (specifier: string) => Promise<Readonly<Record<string, unknown>>>;

type Body = (importer: unknown, check: unknown, console: unknown) => Promise<void>;

/**
 * @returns how many values were checked.
 * @throws Error, told with the file and the line, when a value is not what is printed.
 */
export async function runExample(example: Example, load: Load): Promise<number> {
  const script = ts.transpileModule(`async function example() {\n${rewrite(example)}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    reportDiagnostics: true,
  });
  const [problem] = script.diagnostics ?? [];
  if (problem)
    throw new Error(
      `${example.path}:${example.line} does not parse: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`,
    );

  let checked = 0;
  const importer = async (specifier: string, names: readonly string[]) => {
    const exported = await load(specifier);
    for (const name of names)
      if (!(name in exported))
        throw new Error(
          `${example.path}:${example.line} imports \`${name}\`, which ${specifier} does not export`,
        );
    return exported;
  };
  const check = (line: number, source: string, actual: unknown, claim: string) => {
    checked++;
    const sentence = difference(actual, claim);
    if (sentence !== undefined)
      throw new Error(`${example.path}:${line} prints \`${source}; // => ${claim}\`, but ${sentence}`);
  };
  const quiet = { log: () => {}, warn: () => {}, error: () => {} };
  const run = new Function("$import", "$check", "console", `${script.outputText}\nreturn example();`) as Body;
  await run(importer, check, quiet);
  return checked;
}

/** Imports as calls, stated values as checks; the rest as it stands. */
function rewrite({ path, line, code }: Example): string {
  // The last line makes it a module, in which `await` may stand outside a function.
  const text = `${code}\nexport {};`;
  const file = ts.createSourceFile("example.ts", text, ts.ScriptTarget.ES2022, true);
  const lineOf = (position: number): number => line + file.getLineAndCharacterOfPosition(position).line;
  const claimed = new Set<number>();
  const statements = file.statements.slice(0, -1).map((statement) => {
    if (ts.isImportDeclaration(statement)) return importCall(statement);
    const rest = text.slice(statement.end).split("\n", 1)[0];
    const claim = /^\s*\/\/ => ?(.*)$/.exec(rest)?.[1].trim();
    if (claim === undefined) return statement.getText();
    const at = lineOf(statement.end);
    claimed.add(at);
    const stated = statedBy(statement);
    if (stated === undefined)
      throw new Error(`${path}:${at} states the value of \`${statement.getText()}\`, which has none`);
    const before = stated.keep ? `${statement.getText()}\n` : "";
    const source = stated.keep ? stated.value : statement.getText().replace(/;$/, "");
    return `${before}$check(${at}, ${JSON.stringify(source)}, (${stated.value}), ${JSON.stringify(claim)});`;
  });
  code.split("\n").forEach((written, i) => {
    if (statesValue(written) && !claimed.has(line + i))
      throw new Error(`${path}:${line + i} states a value, but not behind a statement that ends there`);
  });
  return statements.join("\n");
}

/** The expression whose value is stated, and whether the statement itself must run before it. */
function statedBy(statement: ts.Statement): { value: string; keep: boolean } | undefined {
  if (ts.isVariableStatement(statement)) {
    const [declaration, second] = statement.declarationList.declarations;
    const isOne = second === undefined && ts.isIdentifier(declaration.name);
    return isOne ? { value: declaration.name.getText(), keep: true } : undefined;
  }
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isPrinted = ts.isCallExpression(expression) && expression.expression.getText() === "console.log";
  if (!isPrinted) return { value: expression.getText(), keep: false };
  return expression.arguments.length === 1
    ? { value: expression.arguments[0].getText(), keep: false }
    : undefined;
}

function importCall(statement: ts.ImportDeclaration): string {
  const clause = statement.importClause;
  const from = statement.moduleSpecifier.getText();
  if (clause === undefined) return `await $import(${from}, []);`;
  if (clause.isTypeOnly) return "";
  const calls: string[] = [];
  if (clause.name) calls.push(`const ${clause.name.text} = (await $import(${from}, ["default"])).default;`);
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings))
    calls.push(`const ${bindings.name.text} = await $import(${from}, []);`);
  if (bindings && ts.isNamedImports(bindings)) {
    const taken = bindings.elements
      .filter((element) => !element.isTypeOnly)
      .map(({ name, propertyName }) => ({ local: name.text, exported: (propertyName ?? name).text }));
    const pattern = taken.map(({ local, exported }) => `${exported}: ${local}`).join(", ");
    calls.push(
      `const { ${pattern} } = await $import(${from}, ${JSON.stringify(taken.map((one) => one.exported))});`,
    );
  }
  return calls.join("\n");
}
