import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import { LabFailure } from "../failure";
import type { LabPaths } from "../paths";
import { removal } from "./firewall";

/** Bridge of containers without a network of their own; a name of the lab's, so that it can be removed for sure. */
export const BRIDGE = "bloglab0";
const BRIDGE_ADDRESS = "172.29.0.1/24";
/** Addresses of `docker network create`. */
export const POOL = "172.30.0.0/16";
const ADDRESSES = ["172.29.", "172.30."];
const IP_FORWARD = "/proc/sys/net/ipv4/ip_forward";

/** State of the machine before the daemon, kept until it is restored. */
interface Before {
  ipForward: string;
  forwardPolicy: string;
  /** True when another Docker daemon's chains were there. */
  chains: boolean;
  tables: string[];
}

const fileOf = (paths: LabPaths) => join(paths.home, "network-before.json");
const log = (paths: LabPaths) => join(paths.logs, "network.log");
const ip = (paths: LabPaths, ...args: string[]) =>
  command("ip", args, { what: "setting up the lab's bridge", log: log(paths) });

/** Remembers how the machine was, and makes the bridge. */
export async function prepareNetwork(paths: LabPaths): Promise<void> {
  if (!existsSync(fileOf(paths))) await writeFile(fileOf(paths), JSON.stringify(await before(paths)));
  if (!existsSync(`/sys/class/net/${BRIDGE}`)) {
    await ip(paths, "link", "add", BRIDGE, "type", "bridge");
  }
  const owner = (await readFile(`/sys/class/net/${BRIDGE}/ifalias`, "utf8")).trim();
  if (owner && owner !== paths.home) {
    throw new LabFailure(
      `bridge ${BRIDGE} belongs to the lab in ${owner}: take that one down first, one machine runs one lab`,
    );
  }
  await ip(paths, "address", "replace", BRIDGE_ADDRESS, "dev", BRIDGE);
  await ip(paths, "link", "set", BRIDGE, "alias", paths.home, "up");
}

async function before(paths: LabPaths): Promise<Before> {
  const saved = await firewall(paths);
  return {
    ipForward: (await readFile(IP_FORWARD, "utf8")).trim(),
    forwardPolicy: /^:FORWARD (\w+)/m.exec(saved)?.[1] ?? "ACCEPT",
    chains: saved.includes("\n:DOCKER "),
    tables: await nftTables(paths),
  };
}

/** Removes the lab's bridges and firewall rules; call it when the daemon has ended. */
export async function restoreNetwork(paths: LabPaths): Promise<void> {
  if (!existsSync(fileOf(paths))) return;
  const was = JSON.parse(await readFile(fileOf(paths), "utf8")) as Before;
  const bridges = await labBridges(paths);
  const ours = {
    bridges,
    addresses: ADDRESSES,
    chains: !was.chains && !existsSync("/var/run/docker.pid"),
    forwardPolicy: was.forwardPolicy,
  };
  const changes = removal(await firewall(paths), ours);
  if (changes) {
    const rules = join(paths.home, "firewall-removal");
    await writeFile(rules, changes);
    await command("iptables-restore", ["--noflush", rules], {
      what: "removing the lab's firewall rules",
      log: log(paths),
    });
    await rm(rules);
  }
  for (const bridge of bridges) await ip(paths, "link", "delete", bridge);
  if (ours.chains) {
    await removeEmptyTables(paths, was.tables);
    await writeFile(IP_FORWARD, was.ipForward);
  }
  await rm(fileOf(paths));
}

const firewall = (paths: LabPaths) =>
  command("iptables-save", [], { what: "reading the firewall", log: log(paths) });

/** Bridges with an address of the lab: its own one, and those of networks that were left. */
async function labBridges(paths: LabPaths): Promise<string[]> {
  const lines = (await ip(paths, "-o", "-4", "address", "show")).split("\n").map((line) => line.split(/\s+/));
  return lines
    .filter(
      ([, name = "", , address = ""]) =>
        /^(br-[0-9a-f]{12}|bloglab0)$/.test(name) && ADDRESSES.some((start) => address.startsWith(start)),
    )
    .map(([, name = ""]) => name);
}

/** Tables of nftables, behind newer versions of iptables; none where nft is missing. */
async function nftTables(paths: LabPaths): Promise<string[]> {
  if (!existsSync("/usr/sbin/nft")) return [];
  const output = await command("nft", ["list", "tables"], {
    what: "reading the firewall's tables",
    log: log(paths),
  });
  return output.split("\n").filter(Boolean);
}

/** Removes tables that appeared with the daemon and hold no rule any more. */
async function removeEmptyTables(paths: LabPaths, kept: string[]): Promise<void> {
  const saved = await firewall(paths);
  for (const table of await nftTables(paths)) {
    const [, family = "", name = ""] = table.split(" ");
    if (family !== "ip" || kept.includes(table) || !["filter", "nat"].includes(name)) continue;
    const text = saved.split(/^(?=\*)/m).find((part) => part.startsWith(`*${name}\n`)) ?? "";
    if (/^-A /m.test(text)) continue;
    await command("nft", ["delete", "table", family, name], {
      what: "removing an empty firewall table",
      log: log(paths),
    });
  }
}
