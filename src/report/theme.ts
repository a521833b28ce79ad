/** How a figure looks: sizes, font, and one colour for each method (Okabe and Ito's, safe for colour-blind eyes). */

/** The face that `assets/fonts` holds; after it stands what a reader without it has. */
export const fontName = "Source Sans 3";

/** Quoted: a name with a digit for a word is none to CSS. */
export const fontFamily = `"${fontName}", "Source Sans Pro", "Helvetica Neue", Helvetica, Arial, sans-serif`;

/** The files of `assets/fonts` that `renderPng` needs. */
export const fontFileNames = ["SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf"] as const;

export const ink = "#1a1a1a";
export const paleInk = "#555555";
export const gridColor = "#e9e9e9";
export const bandOpacity = 0.22;

/** Width of the figure in CSS pixels: 7.5 inches; the PNG has three times as many. */
export const figureWidth = 720;
export const pixelsPerUnit = 3;

export interface Look {
  /** As a legend and a sentence have it. */
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  /** Where curves agree, a thin line on a thick one shows both. */
  readonly lineWidth: number;
}

const looks: Readonly<Record<string, Look>> = {
  sgd: { name: "SGD", color: "#0072b2", dash: [], lineWidth: 2.2 },
  "sgd-rows": { name: "SGD over rows", color: "#009e73", dash: [], lineWidth: 1.5 },
  hsgd: { name: "homogenized SGD", color: "#d55e00", dash: [], lineWidth: 1.3 },
  "sgd-blocks": { name: "SGD in blocks", color: "#56b4e9", dash: [], lineWidth: 1.5 },
  "hsgd-blocks": { name: "homogenized SGD in blocks", color: "#e69f00", dash: [], lineWidth: 1.3 },
  "full-diffusion": { name: "full diffusion", color: "#cc79a7", dash: [], lineWidth: 1.3 },
  volterra: { name: "Volterra", color: "#777777", dash: [2, 2], lineWidth: 1.3 },
  ode: { name: "ODE", color: "#000000", dash: [5, 3], lineWidth: 1.3 },
};

/** Drawn in this order, the ODE on top of all; the legend is read in the same. */
export const drawingOrder: readonly string[] = Object.keys(looks);

export const lookOf = (method: string): Look =>
  looks[method] ?? { name: method, color: "#8a6d00", dash: [], lineWidth: 1.3 };

/** The methods of a result in drawing order; one without a look of its own goes below. */
export const inDrawingOrder = (methods: readonly string[]): string[] =>
  [...methods].sort((a, b) => drawingOrder.indexOf(a) - drawingOrder.indexOf(b));
