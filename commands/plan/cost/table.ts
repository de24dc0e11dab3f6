import { Cost, dollars, total } from "./cost";
import { CAVEAT } from "./prices";

/** The monthly cost of a stack by part, in lines. */
export function costLines(cost: Cost): string[] {
  if (!cost.known)
    return ["Nothing is billed by this stack: whose the cluster and the registry are, pays for them."];
  const [fixed, use] = [total(cost.fixed), total(cost.use)];
  const lines = (parts: readonly (readonly [string, number, string])[]) =>
    parts.map(([part, usd, words]) => `  ${part.padEnd(62)} ${dollars(usd).padStart(8)}  ${words}`);
  return [
    ...lines(cost.fixed.map(({ part, usd, arithmetic }) => [part, usd, arithmetic])),
    ...lines([["fixed, a month", fixed, ""]]).map((line) => line.trimEnd()),
    "",
    ...lines(cost.use.map(({ part, usd, arithmetic, price }) => [part, usd, usd > 0 ? arithmetic : price])),
    ...lines([["by use, a blog that nobody reads", use, ""]]).map((line) => line.trimEnd()),
    "",
    ...lines([["a month", fixed + use, "US dollars"]]),
    "",
    `  ${CAVEAT}`,
  ];
}
