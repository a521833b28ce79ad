/**
 * The output folder's rules (CONTRACT "Command") for what is not a comparison: a report as JSON, and beside it files
 * that can be made from it again.
 */
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireText } from "../../estimators/input/index.js";
import { FigureError } from "./draw-missing.js";
import { listFolder, unfinished } from "./folder-state.js";
import { formatJson } from "./format-json.js";
import { moveAside } from "./move-aside.js";
import { placeFile, placeNewFile } from "./place.js";
import { commandWays, type Foreign, libraryWays, occupied, orRefuse } from "./refusals.js";
import { requireWritable } from "./store.js";

/** What of a report is kept, and how. */
export interface Kept<Report> {
  /** Name of the report's own file. */
  readonly file: string;
  /** Names of what can be made from it, each with how. */
  readonly drawn: Readonly<Record<string, Draw<Report>>>;
  /** Whether JSON that has been read is such a report, with nothing missing. */
  isWhole(json: Report): boolean;
  /** What is said of a folder of somebody else's, and of one with another report. */
  readonly elsewhere: Foreign;
  readonly other: Foreign;
}

export type Draw<Report> = (report: Report) => Promise<string | Uint8Array> | string;

export type KeptState<Report> =
  | { readonly kind: "free" | "damaged" | "elsewhere" }
  | { readonly kind: "finished"; readonly report: Report; readonly text: string };

/** What is in a folder that a report is to be written to; reads only. */
export async function inspectKept<Report>(folder: string, kept: Kept<Report>): Promise<KeptState<Report>> {
  requireText("folder", folder);
  if (folder === "")
    throw new InputError("The output folder's name is empty; give the path of a folder, as out/mine.");
  const entries = (await listFolder(folder)).filter((entry) => !entry.startsWith(unfinished));
  if (entries.length === 0) return { kind: "free" };
  if (!entries.includes(kept.file)) return { kind: "elsewhere" };
  const text = await readFile(join(folder, kept.file), "utf8").catch(() => "");
  const report = readReport(text, kept);
  if (report) return { kind: "finished", report, text };
  const ours = [kept.file, ...Object.keys(kept.drawn)];
  return { kind: entries.every((entry) => ours.includes(entry)) ? "damaged" : "elsewhere" };
}

function readReport<Report>(text: string, { isWhole }: Kept<Report>): Report | undefined {
  try {
    const report = JSON.parse(text) as Report;
    return isWhole(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

export type KeptJudgement<Report> =
  | { readonly kind: "free" | "aside" }
  | { readonly kind: "finished"; readonly report: Report; readonly text: string };

/** What would become of the folder, before the work whose report is to go there; reads only. */
export async function judgeKept<Report>(
  folder: string,
  kept: Kept<Report>,
  answers: (report: Report) => boolean,
  fresh = false,
): Promise<KeptJudgement<Report>> {
  const state = await inspectKept(folder, kept);
  if (state.kind === "elsewhere") throw occupied(folder, kept.elsewhere, commandWays);
  if (state.kind === "finished" && !fresh && answers(state.report)) return state;
  if (state.kind !== "free" && !fresh)
    throw occupied(folder, state.kind === "damaged" ? "damaged" : kept.other, commandWays);
  await requireWritable(folder);
  return { kind: state.kind === "free" ? "free" : "aside" };
}

/** Writes the report, then what can be made from it and is not there; answers where the old folder stands now. */
export async function writeKept<Report>(
  report: Report,
  folder: string,
  kept: Kept<Report>,
  fresh = false,
): Promise<string | undefined> {
  const text = formatJson(report);
  const state = await inspectKept(folder, kept);
  let movedTo: string | undefined;
  if (fresh || state.kind !== "finished" || state.text !== text) {
    if (state.kind === "elsewhere") throw occupied(folder, kept.elsewhere, libraryWays);
    if (state.kind !== "free" && !fresh)
      throw occupied(folder, state.kind === "damaged" ? "damaged" : kept.other, libraryWays);
    await requireWritable(folder);
    const aside = state.kind === "free" ? undefined : await moveAside(folder);
    movedTo = aside?.movedTo;
    try {
      await orRefuse(folder, "written", async () => {
        await mkdir(folder, { recursive: true });
        await placeNewFile(folder, kept.file, text);
      });
    } catch (error) {
      await aside?.release().catch(() => {});
      throw error;
    }
  }
  await drawKept(report, folder, kept);
  return movedTo;
}

async function drawKept<Report>(report: Report, folder: string, kept: Kept<Report>): Promise<void> {
  const there = await readdir(folder);
  const missing = Object.keys(kept.drawn).filter((file) => !there.includes(file));
  try {
    for (const file of missing) await placeFile(folder, file, await kept.drawn[file](report));
  } catch (error) {
    throw new FigureError("the figure", join(folder, kept.file), error);
  }
}

/** A figure as its two files, drawn once. */
export function figureFiles<Report extends object>(
  svgOf: (report: Report) => Promise<string>,
  pngOf: (svg: string) => Promise<Uint8Array>,
): Readonly<Record<"figure.svg" | "figure.png", Draw<Report>>> {
  const drawings = new WeakMap<Report, Promise<string>>();
  const svg = (report: Report): Promise<string> => {
    const drawing = drawings.get(report) ?? svgOf(report);
    drawings.set(report, drawing);
    return drawing;
  };
  return { "figure.svg": svg, "figure.png": async (report) => pngOf(await svg(report)) };
}
