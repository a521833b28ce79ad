/** The nodes of a product rule, by their levels; those without sheets are made once and shared. */
import { emptyNodes, fillNodes, type NodeList } from "./nodes.js";
import type { SheetFrame } from "./sheets.js";

const smoothNodes = new Map<string, NodeList>();

/** However many they are. @param room for nodes that are not shared */
export function allNodes(frame: SheetFrame, levels: Int32Array, room: NodeList): NodeList {
  return nodesUpTo(Number.POSITIVE_INFINITY, frame, levels, room)!;
}

/** None where they would be more than `most`. */
export function nodesUpTo(
  most: number,
  frame: SheetFrame,
  levels: Int32Array,
  room: NodeList,
): NodeList | undefined {
  if (frame.cut > 0) return fillNodes(frame, levels, most, room) ? room : undefined;
  const key = levels.join();
  let known = smoothNodes.get(key);
  if (known === undefined) {
    known = emptyNodes();
    if (!fillNodes(frame, levels, most, known)) return undefined;
    smoothNodes.set(key, known);
  }
  return known.count <= most ? known : undefined;
}
