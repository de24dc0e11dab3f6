/** "subnet_ids" of "subnetIds". */
export const snakeCase = (name: string) =>
  name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/**
 * Terraform's name of a resource type: "aws_eks_cluster" of "aws:eks/cluster:Cluster". Networks and machines are older
 * than its habit to name the service.
 */
export function terraformType(token: string): string {
  const [, module = ""] = token.split(":");
  const [service = "", kind = ""] = module.split("/");
  // One word to Terraform.
  const words = snakeCase(kind.replace("openId", "openid"));
  return service === "ec2" ? `aws_${words}` : `aws_${service}_${words}`;
}

/**
 * Terraform's name of an argument. Pulumi gives lists a plural: a list of blocks is named after one block again, and
 * one of plain values keeps its name, unless that says already that it is a list.
 */
export function terraformArgument(name: string, value: unknown): string {
  const ofBlocks = Array.isArray(value) && value.some((item) => typeof item === "object");
  return snakeCase(ofBlocks ? singular(name) : name.replace(/Lists$/, "List"));
}

function singular(name: string): string {
  if (name.endsWith("ies")) return name.replace(/ies$/, "y");
  return name.endsWith("ses") ? name.slice(0, -2) : name.replace(/s$/, "");
}

/** A resource's address: its type and a name that Terraform accepts. */
export const terraformAddress = (type: string, name: string) => `${terraformType(type)}.${labelOf(name)}`;

export const labelOf = (name: string) => name.replace(/[^\w-]/g, "_");
