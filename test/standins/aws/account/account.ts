import { partitionOf } from "../rules/regions";
import { Clients, type Access } from "./clients";

/** The account that the provider's credentials belong to. */
export class Account {
  private readonly regions = new Map<string, Aws>();

  constructor(
    readonly access: Access,
    /** Twelve digits. */
    readonly id: string,
    /** Region where a resource names none. */
    readonly region: string,
    /** Tags that every resource gets that can have some. */
    readonly defaultTags: Readonly<Record<string, string>> = {},
  ) {}

  in(region = this.region): Aws {
    const known = this.regions.get(region) ?? new Aws(this, region);
    this.regions.set(region, known);
    return known;
  }
}

/** One region of an account. */
export class Aws extends Clients {
  constructor(
    readonly account: Account,
    readonly region: string,
  ) {
    super({ ...account.access, region });
  }

  get partition(): string {
    return partitionOf(this.region)?.name ?? "aws";
  }

  get dnsSuffix(): string {
    return partitionOf(this.region)?.dnsSuffix ?? "amazonaws.com";
  }

  /** ARN of something in this region, for example of `vpc/vpc-1` of `ec2`. */
  arn(service: string, resource: string, accountId = this.account.id): string {
    return `arn:${this.partition}:${service}:${this.region}:${accountId}:${resource}`;
  }
}
