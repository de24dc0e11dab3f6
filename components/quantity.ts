/** Mebibytes of a Kubernetes memory quantity in Mi or Gi, such as "768Mi" or "1Gi". */
export function mebibytes(quantity: string): number {
  return parseInt(quantity, 10) * (quantity.endsWith("Gi") ? 1024 : 1);
}
