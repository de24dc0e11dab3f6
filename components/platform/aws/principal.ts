/** Number of the account of an ARN. */
export const accountOf = (arn: string) => arn.split(":")[4] ?? "";

/** "role/deployer" of a role's ARN, whatever its path, and of the ARN of one of its sessions. */
export function principalOf(arn: string): string {
  const [kind = "", ...path] = arn.split(":").slice(5).join(":").split("/");
  if (kind === "assumed-role") return `role/${path[0] ?? ""}`;
  return `${kind}/${path.at(-1) ?? ""}`;
}
