/**
 * Width of a line in Source Sans 3, so that a figure needs no canvas to lay out its words: advance widths of the
 * regular face in thousandths of the font size, for the characters from space to ~; any other counts as 0.55.
 */
const advances = [
  200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497,
  497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263,
  479, 579, 486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497,
  500, 542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419,
  338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
];

const otherAdvance = 550;

/** Width in the unit of the font size, without kerning. */
export function textWidth(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += advances[(character.codePointAt(0) ?? 0) - 32] ?? otherAdvance;
  return (thousandths * fontSize) / 1000;
}

/** The text, or as much of it as fits, with … for the rest. */
export function shorten(text: string, fontSize: number, limit: number): string {
  if (textWidth(text, fontSize) <= limit) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, fontSize) > limit) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** Lines of at most so many pixels, broken only between phrases; one that is longer than a line is cut. */
export function fillLines(
  phrases: readonly string[],
  separator: string,
  fontSize: number,
  limit: number,
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const whole of phrases) {
    const phrase = shorten(whole, fontSize, limit);
    const longer = line === "" ? phrase : line + separator + phrase;
    if (line !== "" && textWidth(longer, fontSize) > limit) {
      lines.push(line);
      line = phrase;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
