/** What something costs in us-east-1, in US dollars, on demand. */
export interface Price {
  readonly usd: number;
  readonly per: "hour" | "GiB" | "GB" | "GB each way" | "piece";
  /** When another page than AWS's gave it; "list" is the long-standing list price from memory. */
  readonly seen: string;
}

/** Hours of a month, as AWS counts them. */
export const HOURS = 730;

/** The figures of docs/production.md, which says where they come from; a test holds the two together. */
export const PRICES = {
  controlPlane: { usd: 0.1, per: "hour", seen: "2026-03" },
  /** c6a.large, the least that Auto Mode's pool takes, with Auto Mode's 12 %. */
  node: { usd: 0.0765 + 0.00918, per: "hour", seen: "2026-06" },
  volume: { usd: 0.08, per: "GiB", seen: "list" },
  natGateway: { usd: 0.045, per: "hour", seen: "2026-05" },
  natData: { usd: 0.045, per: "GB", seen: "2026-05" },
  publicAddress: { usd: 0.005, per: "hour", seen: "2026-06" },
  loadBalancer: { usd: 0.0225, per: "hour", seen: "2026-05" },
  capacityUnit: { usd: 0.006, per: "GB", seen: "2026-05" },
  key: { usd: 1, per: "piece", seen: "list" },
  logsWritten: { usd: 0.5, per: "GB", seen: "2026" },
  logsKept: { usd: 0.03, per: "GB", seen: "2026" },
  images: { usd: 0.1, per: "GB", seen: "list" },
  zone: { usd: 0.5, per: "piece", seen: "list" },
  backups: { usd: 0.023, per: "GB", seen: "list" },
  toReaders: { usd: 0.09, per: "GB", seen: "2026-05" },
  betweenZones: { usd: 0.01, per: "GB each way", seen: "2026-05" },
} as const satisfies Readonly<Record<string, Price>>;

/** Disk of a node, in GiB. */
export const NODE_DISK = 80;
/** What a node of two CPUs and 4 GiB has left for pods: thousandths of a CPU, mebibytes. */
export const NODE_ROOM = { milliCpu: 1900, memory: 3072 };

/** What these prices are not. */
export const CAVEAT =
  "Prices of us-east-1 in November 2026, on demand, 730 hours, without free tiers; other regions cost up to a third more. docs/production.md says where each comes from.";
