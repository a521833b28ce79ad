/**
 * What may stand in a file: doors that only re-export, arithmetic whose bits are the same in every engine,
 * no randomness and no clock but those handed in.
 */
import ts from "typescript";
import { nodes, parse, place, type Tree } from "./tree.js";

const library = /^(estimators|sde|src)\//;
const each = (tree: Tree): ts.SourceFile[] =>
  Object.keys(tree)
    .sort()
    .filter((path) => library.test(path))
    .map((path) => parse(path, tree[path]));

/** "`src/models/index.ts:2` holds `const a = 1;`; an index.ts only re-exports". */
export function busyDoors(tree: Tree): string[] {
  return each(tree)
    .filter(({ fileName }) => /(^|\/)index\.ts$/.test(fileName))
    .flatMap((file) =>
      file.statements
        .filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
        .map((statement) => {
          const line = statement.getText().split("\n")[0];
          return `${place(file, statement)} holds \`${line}\`; an index.ts only re-exports`;
        }),
    );
}

/** Of Math, what the language specifies to the last bit, and the constants. */
const exact = [
  ..."abs ceil clz32 floor fround imul max min round sign sqrt trunc".split(" "),
  ..."E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2".split(" "),
];

const isNumber = (node: ts.Node): boolean =>
  (ts.isNumericLiteral(node) && /^\d+$/.test(node.text)) ||
  (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken && isNumber(node.operand));

const isPower = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(
    node.operatorToken.kind,
  );

/**
 * Engines differ in the last bit of Math.exp and its kind, and of `**`, whose engines' `x ** 3` is not `x * x * x`;
 * between whole literals (`2 ** -53`) it is exact.
 */
export function bitsOfTheEngine(tree: Tree): string[] {
  const sentences: string[] = [];
  for (const file of each(tree))
    for (const node of nodes(file)) {
      if (isPower(node) && !(isNumber(node.left) && isNumber(node.right)))
        sentences.push(
          `${place(file, node)} has \`${node.getText()}\`, whose last bit is the engine's; multiply out, or use \`pow\` of sde/kernels`,
        );
      if (!ts.isIdentifier(node) || node.text !== "Math") continue;
      const { parent } = node;
      if (ts.isPropertyAccessExpression(parent) && parent.name === node) continue;
      const name = ts.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
      if (name === undefined)
        sentences.push(
          `${place(file, node)} uses \`Math\` other than as \`Math.name\`, which hides what is called`,
        );
      else if (name !== "random" && !exact.includes(name))
        sentences.push(
          `${place(file, node)} has \`Math.${name}\`, whose last bit is the engine's; use sde/kernels/elementary.ts`,
        );
    }
  return sentences;
}

/** The rooms that may look at the clock; what pace.ts reads only decides when to let others run. */
const clockRooms = /^(src\/(report|workers|node|cli)\/|sde\/pace\.ts$)/;

/** Randomness that no seed governs, the clock, and what depends on the reader's language. */
export function unseeded(tree: Tree): string[] {
  const sentences: string[] = [];
  for (const file of each(tree))
    for (const node of nodes(file)) {
      if (ts.isPropertyAccessExpression(node)) {
        const text = node.getText();
        if (text === "Math.random" || /^(globalThis\.)?crypto\./.test(text))
          sentences.push(
            `${place(file, node)} has \`${text}\`, which no seed governs; draw from a stream of sde/random`,
          );
        const isBare = ts.isCallExpression(node.parent) && node.parent.arguments.length === 0;
        if (/^localeCompare$/.test(node.name.text) || (/^toLocale/.test(node.name.text) && isBare))
          sentences.push(
            `${place(file, node)} has \`${node.name.text}\`, which depends on the reader's language`,
          );
      }
      if (!ts.isIdentifier(node) || clockRooms.test(file.fileName)) continue;
      const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (
        !isName &&
        (node.text === "Date" || node.text === "performance") &&
        !ts.isTypeReferenceNode(node.parent)
      )
        sentences.push(
          `${place(file, node)} looks at the clock by \`${node.text}\`; only report, workers, node and cli may`,
        );
    }
  return sentences;
}
