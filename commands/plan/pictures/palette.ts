/** Colours by what they mean, for light and for dark surroundings. */
export const PALETTE = {
  page: ["#ffffff", "#0d1117"],
  area: ["#f5f7fa", "#151b23"],
  areaLine: ["#d5dce5", "#303a46"],
  inner: ["#eaf0f7", "#1c2530"],
  card: ["#fefefe", "#222d3a"],
  ink: ["#16202c", "#eef2f6"],
  muted: ["#56657a", "#a4b1c2"],
  arrow: ["#7b8aa0", "#7d8da3"],
  edge: ["#0b6bcb", "#6cb6ff"],
  proxy: ["#7a3fc4", "#c297ff"],
  service: ["#16794c", "#5fd397"],
  data: ["#b04f0f", "#f0a464"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Colour = keyof typeof PALETTE;

/** The colour in light surroundings, which Graphviz draws with. */
export const light = (colour: Colour): string => PALETTE[colour][0];
