/**
 * Who may import whom: floors, doors, cycles.
 */
import { type Import, imports, type Tree } from "./tree.js";

/** Ground floor first. */
export const floors = ["estimators", "sde", "src", "examples"];

/** The floors inside src, lowest first. */
export const rooms = [
  "gaussian",
  "spectrum",
  "models",
  "schedules",
  "problem",
  "dynamics",
  "theory",
  "comparison",
  "experiment",
  "report",
  "workers",
  "node",
  "cli",
];

const mainEntry = "src/index.ts";
const hiddenFromMainEntry = ["report", "workers", "node", "cli"];

const folder = (path: string): string => path.split("/")[0];
/** The room of `src/models/…`; a loose file `src/problem.ts` is a room by itself. */
const room = (path: string): string => path.split("/")[1].replace(/\.ts$/, "");

function isBelowOrBeside(from: string, to: string): boolean {
  const top = floors.includes(folder(to)) ? floors.indexOf(folder(to)) : Number.POSITIVE_INFINITY;
  const own = floors.indexOf(folder(from));
  if (top !== own || folder(from) !== "src") return top <= own;
  if (from === mainEntry) return true;
  if (to === mainEntry) return false;
  return rooms.indexOf(room(to)) <= rooms.indexOf(room(from));
}

/** "`sde/solve.ts` imports `src/index.ts`, which is not below it". */
export function climbing(tree: Tree): string[] {
  const sentences: string[] = [];
  for (const path of Object.keys(tree).sort())
    if (folder(path) === "src" && path !== mainEntry && !rooms.includes(room(path)))
      sentences.push(
        `\`${path}\` is in the room \`${room(path)}\`, which has no place in the order of floors`,
      );
  for (const { from, to } of imports(tree)) {
    if (to === undefined) continue;
    if (!isBelowOrBeside(from, to)) sentences.push(`\`${from}\` imports \`${to}\`, which is not below it`);
    else if (from === mainEntry && folder(to) === "src" && hiddenFromMainEntry.includes(room(to)))
      sentences.push(`\`${from}\` imports \`${to}\`, which the main entry must not load`);
  }
  return sentences;
}

/** The files by which the house of `to` may be entered from `from`; none when both live in it. */
function doors(from: string, to: string): string[] {
  if (folder(from) !== folder(to)) {
    if (folder(to) === "sde") return ["sde/index.ts", "sde/kernels/index.ts"];
    if (folder(to) === "src") return [mainEntry, "src/node/index.ts"];
    if (folder(to) === "estimators") return ["estimators/index.ts", "estimators/input/index.ts"];
    return [`${folder(to)}/index.ts`];
  }
  if (folder(to) !== "src" || to === mainEntry || room(from) === room(to)) return [];
  if (to.split("/").length === 2) return [to];
  const door = `src/${room(to)}/index.ts`;
  // Schemas are composed of the families', the experiment's and the one list of all; they stay off the main doors, and
  // zod with them.
  const composes = room(from) === "experiment" || from === "src/cli/schema.ts";
  return composes ? [door, `src/${room(to)}/schema.ts`] : [door];
}

/** "`src/cli/run.ts` enters `src/models/logistic.ts`; the door is `src/models/index.ts`". */
export function breakingIn(tree: Tree): string[] {
  const sentences: string[] = [];
  for (const { from, to } of imports(tree)) {
    if (to === undefined || !floors.includes(folder(to))) continue;
    const allowed = doors(from, to);
    if (allowed.length > 0 && !allowed.includes(to))
      sentences.push(
        `\`${from}\` enters \`${to}\`; the door is ${allowed.map((door) => `\`${door}\``).join(" or ")}`,
      );
  }
  return sentences;
}

/** Only examples speak of the package by its name. */
export function namingItself(tree: Tree): string[] {
  return imports(tree)
    .filter(({ from, specifier }) => /^homogenized-sgd(\/|$)/.test(specifier) && folder(from) !== "examples")
    .map(
      ({ from, specifier }) =>
        `\`${from}\` imports \`${specifier}\`, its own package; write the relative path`,
    );
}

function shortestWay(from: string, to: string, edges: ReadonlyMap<string, string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [from];
  for (const at of queue)
    for (const next of edges.get(at) ?? []) {
      if (next === to) {
        const way = [to];
        for (let back: string | undefined = at; back !== undefined; back = cameFrom.get(back))
          way.unshift(back);
        return way;
      }
      if (next === from || cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  return undefined;
}

/** "`src/a.ts` → `src/b.ts` → `src/a.ts` is a cycle". Imports of types count: they bind two files all the same. */
export function cycles(tree: Tree): string[] {
  const edges = new Map<string, string[]>();
  const inTree = ({ to }: Import): boolean => to !== undefined && to in tree;
  for (const edge of imports(tree).filter(inTree))
    edges.set(edge.from, [...(edges.get(edge.from) ?? []), edge.to as string]);
  const sentences = new Set<string>();
  for (const start of edges.keys()) {
    const way = shortestWay(start, start, edges);
    // A cycle is told once, from its first file in the alphabet.
    if (way?.every((path) => path >= start))
      sentences.add(`${way.map((path) => `\`${path}\``).join(" → ")} is a cycle`);
  }
  return [...sentences];
}
