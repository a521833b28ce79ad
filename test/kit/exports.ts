/** What an entry exports, and whether its docstring has an example, read from the sources alone. */
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

/** The exported names of an entry → the files that declare them, with whether one declaration has an `@example`. */
export function documentedExports(entry: string): Map<string, { file: string; example: boolean }> {
  const path = join(root, entry);
  const options: ts.CompilerOptions = { noLib: true, types: [], target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options, true);
  // Only our own files: names are looked up, no types are checked.
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) => {
      const file = join(dirname(containing), text.replace(/\.js$/, ".ts"));
      const found = text.startsWith(".") && existsSync(file);
      return { resolvedModule: found ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined };
    });
  const program = ts.createProgram([path], options, host);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => {
      const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declarations = real.declarations ?? [];
      return [
        symbol.name,
        {
          file: declarations.length > 0 ? relative(root, declarations[0].getSourceFile().fileName) : entry,
          example: declarations.some((node) =>
            ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "example"),
          ),
        },
      ];
    }),
  );
}
