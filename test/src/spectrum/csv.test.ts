import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../src/spectrum/index.js";
import { bytesOf, sentenceOf } from "./matrices.js";

const read = (text: string) => {
  const { names, rows, columns, values } = parseCsv(bytesOf(text), "f.csv");
  return { names, rows, columns, values: Array.from(values) };
};
const refused = (text: string) => sentenceOf(() => parseCsv(bytesOf(text), "f.csv"));

describe("parseCsv", () => {
  const expected = { names: ["a", "b"], rows: 2, columns: 2, values: [1, -2.5, 3e-4, 0.5] };

  it.each([
    ["plain", "a,b\n1,-2.5\n3e-4,.5\n"],
    ["no newline at the end", "a,b\n1,-2.5\n3e-4,.5"],
    ["several newlines at the end", "a,b\n1,-2.5\n3e-4,.5\n\n\n"],
    ["CRLF", "a,b\r\n1,-2.5\r\n3e-4,.5\r\n"],
    ["CR", "a,b\r1,-2.5\r3e-4,.5\r"],
    ["byte order mark", "\ufeffa,b\n1,-2.5\n3e-4,.5\n"],
    ["quotes", '"a","b"\n"1",-2.5\n3e-4,".5"\n'],
    ["spaces", "a , b\n 1, -2.5\n3E-4 ,+.5\n"],
  ])("reads %s", (_, text) => {
    expect(read(text)).toEqual(expected);
  });

  it("keeps commas, doubled quotes and line ends inside quotes", () => {
    expect(read('"a,b","say ""x""","two\nlines"\n1,2,3\n').names).toEqual(["a,b", 'say "x"', "two\nlines"]);
    expect(read('5" pipe,b\n1,2\n').names).toEqual(['5" pipe', "b"]);
  });

  it("reads one column, and columns named 0, 1, 2, …", () => {
    expect(read("y\n1\n2\n")).toEqual({ names: ["y"], rows: 2, columns: 1, values: [1, 2] });
    expect(read("0,1,2\n7,8,9\n").values).toEqual([7, 8, 9]);
  });

  it("keeps every digit of a double", () => {
    expect(read(`x\n${Math.PI}\n${Number.MIN_VALUE}\n`).values).toEqual([Math.PI, Number.MIN_VALUE]);
  });

  it.each([
    ["an empty cell", "a,b\n1,2\n3,\n", /f\.csv, row 2 \(line 3\), column "b", is empty/],
    ["NaN", "a,b\n1,nan\n", /row 1 \(line 2\), column "b", is "nan"/],
    ["infinity", "a,b\ninf,2\n", /column "a", is "inf"/],
    ["an overflow", "a\n1e999\n", /column "a", is "1e999"/],
    ["text", "a,b\n1,red\n", /column "b", is "red"/],
    ["hexadecimal", "a\n0x10\n", /is "0x10"/],
    ["a decimal comma", "a;b\n1,5;2\n", /row 1 \(line 2\) has 2 cells where the header has 1/],
    ["a short row", "a,b\n1,2\n3\n", /row 2 \(line 3\) has 1 cell where the header has 2/],
    ["a long row", "a,b\n1,2,3\n", /row 1 \(line 2\) has 3 cells/],
    ["a blank line inside", "a,b\n1,2\n\n3,4\n", /row 2 \(line 3\) has 1 cell/],
    ["no rows", "a,b\n", /no rows below/],
    ["nothing", "", /is empty/],
    ["no header", "0.5,2\n3,4\n", /begins with a row of numbers \(0\.5, …\)/],
    ["a saved row index", ",a\n0,1\n", /no name for column 1/],
    ["an open quote", 'a,b\n1,"2\n3,4\n', /line 2, opens a quote/],
    ["text after a quote", 'a,b\n"1"x,2\n', /line 2, has "x" right after a closing quote/],
  ])("refuses %s", (_, text, message) => {
    const sentence = refused(text);
    expect(sentence).toMatch(message);
    expect(sentence).toMatch(/\.$/);
  });

  it("counts lines through quoted line ends", () => {
    expect(refused('"a\nb",c\n1,2\n3,x\n')).toMatch(/row 2 \(line 4\), column "c", is "x"/);
  });

  it("refuses UTF-16", () => {
    expect(sentenceOf(() => parseCsv(Uint8Array.of(0xff, 0xfe, 0x61, 0)))).toMatch(/UTF-16/);
  });
});
