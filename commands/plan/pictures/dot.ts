import { Colour, light } from "./palette";

/** Attributes of Graphviz; texts that begin with "<" are its HTML-like labels. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A text in quotes, or an HTML-like label as it is. */
const value = (text: string | number) =>
  typeof text === "string" && text.startsWith("<") ? `<${text}>` : JSON.stringify(String(text));

const attributes = (all: Attributes) =>
  `[${Object.entries(all)
    .map(([name, one]) => `${name}=${value(one)}`)
    .join(" ")}]`;

/** A thing with a title, a few lines about it, and a frame in the colour of what it is. */
export const card = (
  id: string,
  title: string,
  lines: readonly string[],
  frame: Colour,
  more: Attributes = {},
) =>
  `${value(id)} ${attributes({
    ...{ shape: "box", style: "rounded,filled", penwidth: 1.4, margin: "0.16,0.09" },
    ...{ fillcolor: light("card"), color: light(frame), label: label(title, lines, frame) },
    ...more,
  })};`;

/** Nothing but words, such as who comes from outside. */
export const words = (id: string, text: string) =>
  `${value(id)} ${attributes({ shape: "plaintext", label: line(text, 12, "ink", true) })};`;

/** An arrow, with words on it; dashed where it is not the readers' way. */
export const arrow = (from: string, to: string, text: string, more: Attributes = {}) =>
  `${value(from)} -> ${value(to)} ${attributes({
    ...{ color: light("arrow"), penwidth: 1.4, arrowsize: 0.7 },
    ...(text !== "" && {
      [more.constraint === "false" ? "xlabel" : "label"]: table([line(text, 10, "muted")]),
    }),
    ...more,
  })};`;

/** An area with a title that holds other things; the title stands below where arrows come from above. */
export const area = (id: string, title: string, content: readonly string[], more: Attributes = {}) =>
  `subgraph ${value(`cluster_${id}`)} {
${attributeLines({
  ...{ style: "rounded,filled", fillcolor: light("area"), color: light("areaLine"), penwidth: 1, margin: 14 },
  ...{ labeljust: "l", label: table([line(title, 11, "muted", true)]) },
  ...more,
})}
${content.join("\n")}
}`;

const attributeLines = (all: Attributes) =>
  Object.entries(all)
    .map(([name, one]) => `${name}=${value(one)};`)
    .join("\n");

/** A whole picture, with a line that says how to read it. */
export const graph = (title: string, legend: string, settings: Attributes, content: readonly string[]) =>
  `digraph {
${attributeLines({
  ...{ bgcolor: light("page"), fontname: "Helvetica", pad: 0.3, labelloc: "t", labeljust: "l" },
  ...{ label: table([line(title, 15, "ink", true), line(legend, 10, "muted")]), ...settings },
})}
node [fontname="Helvetica"];
edge [fontname="Helvetica"];
${content.join("\n")}
}`;

const label = (title: string, lines: readonly string[], colour: Colour) =>
  table([line(title, 13, colour, true), ...lines.map((one) => line(one, 10, "muted"))]);

const table = (rows: readonly string[]) =>
  `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">${rows
    .map((row) => `<TR><TD ALIGN="LEFT">${row}</TD></TR>`)
    .join("")}</TABLE>`;

function line(text: string, size: number, colour: Colour, bold = false): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const font = `<FONT POINT-SIZE="${size}" COLOR="${light(colour)}">${escaped}</FONT>`;
  return bold ? `<B>${font}</B>` : font;
}
