import { instance } from "@viz-js/viz";
import { PALETTE } from "./palette";

const COLOURS = Object.entries(PALETTE);

/** Draws a graph as SVG that is readable in light and in dark surroundings; `title` is what is read out. */
export async function drawn(title: string, dot: string): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(dot, { format: "svg", engine: "dot" });
  return themed(title, withoutHead(svg));
}

/** Graphviz says its version there, and names things that nobody points at. */
const withoutHead = (svg: string) =>
  svg
    .slice(svg.indexOf("<svg"))
    .replace(/<!--.*?-->\n?/gs, "")
    .replace(/<title>.*?<\/title>\n?/gs, "");

/** Gives what has a colour of ours a class, by which dark surroundings give it another one. */
function themed(title: string, svg: string): string {
  const coloured = svg.replace(/<(?:path|polygon|polyline|ellipse|text)\b[^>]*/g, (tag) => {
    const classes = COLOURS.flatMap(([name, [light]]) => [
      ...(tag.includes(`fill="${light}"`) ? [`f-${name}`] : []),
      ...(tag.includes(`stroke="${light}"`) ? [`s-${name}`] : []),
    ]);
    return classes.length === 0
      ? tag
      : `${tag.replace(/\/$/, "")} class="${classes.join(" ")}"${tag.endsWith("/") ? "/" : ""}`;
  });
  const dark = COLOURS.map(([name, [, colour]]) => `.f-${name}{fill:${colour}}.s-${name}{stroke:${colour}}`);
  const style = `<style>text{font-family:Helvetica,Arial,sans-serif}@media (prefers-color-scheme:dark){${dark.join("")}}</style>`;
  return coloured.replace(/<svg([^>]*>)/, `<svg role="img"$1\n<title>${title}</title>\n${style}`);
}
