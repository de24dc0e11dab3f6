import { isHaproxy, RELEASE } from "../pods";
import { Rule } from "../rule";

/** The other rules would pass over the pods of a chart in silence. */
export const readableCharts: Rule = {
  name: "readable-charts",
  description: "Pods come from charts whose values the other rules can read.",
  *examine({ type, inputs }) {
    if (type !== RELEASE || isHaproxy(inputs)) return;
    yield `installs the chart ${String(inputs.chart)}, whose pods no rule can see: teach policy/pods.ts its values, or look through its pods by hand and exempt it`;
  },
};
