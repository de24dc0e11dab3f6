const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|)|[eE]([+-]?\d+))$/;

/** The value of a Kubernetes quantity such as `500m` or `1Gi`; undefined when it is none. */
export function parseQuantity(quantity: string | number): number | undefined {
  const match = QUANTITY.exec(String(quantity));
  if (!match) return undefined;
  const [, digits, suffix, exponent] = match;
  return Number(digits) * (suffix === undefined ? 10 ** Number(exponent) : FACTORS[suffix]);
}

/** True for two spellings of one amount, for example `0.5` and `500m`. */
export function sameQuantity(one: string | number, other: string | number): boolean {
  const [first, second] = [parseQuantity(one), parseQuantity(other)];
  if (first === undefined || second === undefined) return false;
  return Math.abs(first - second) <= Number.EPSILON * Math.max(Math.abs(first), Math.abs(second));
}
