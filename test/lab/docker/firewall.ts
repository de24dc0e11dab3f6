/** Chains of a Docker daemon; their names can't be chosen. */
const DOCKER_CHAIN = /^DOCKER(-|$)/;

/** What of the firewall belongs to the lab's daemon. */
export interface Ours {
  /** Names of the lab's bridges. */
  bridges: string[];
  /** Beginnings of the lab's addresses, such as "172.30.". */
  addresses: string[];
  /** True when no other Docker daemon shares the chains. */
  chains: boolean;
  /** Policy of the chain FORWARD before the daemon changed it. */
  forwardPolicy: string;
}

/**
 * Input for `iptables-restore --noflush` that removes the daemon's rules and chains, and nothing else.
 * @param saved output of `iptables-save`
 */
export function removal(saved: string, ours: Ours): string {
  return saved
    .split(/^(?=\*)/m)
    .filter((text) => text.startsWith("*"))
    .map((text) => tableRemoval(text.split("\n"), ours))
    .join("");
}

function tableRemoval(lines: string[], ours: Ours): string {
  const declared = lines
    .filter((line) => line.startsWith(":"))
    .map((line) => line.slice(1).split(" ")[0] ?? "");
  const chains = ours.chains ? declared.filter((name) => DOCKER_CHAIN.test(name)) : [];
  const rules = lines.filter((line) => line.startsWith("-A ")).map((line) => line.split(" "));
  // Rules within a chain that is emptied anyway need no removal of their own.
  const removed = rules
    .filter(([, chain = ""]) => !chains.includes(chain))
    .filter((rule) => isOurs(rule, chains, ours));
  const policy =
    chains.length > 0 && declared.includes("FORWARD") ? [`:FORWARD ${ours.forwardPolicy} [0:0]`] : [];
  const changes = [
    ...policy,
    ...removed.map((rule) => ["-D", ...rule.slice(1)].join(" ")),
    ...chains.map((chain) => `-F ${chain}`),
    ...chains.map((chain) => `-X ${chain}`),
  ];
  return changes.length === 0 ? "" : [lines[0], ...changes, "COMMIT", ""].join("\n");
}

/** True for a rule that names a chain, a bridge or an address of the lab. */
function isOurs(rule: string[], chains: string[], ours: Ours): boolean {
  return rule.some(
    (word) =>
      chains.includes(word) ||
      ours.bridges.includes(word) ||
      ours.addresses.some((start) => word.startsWith(start)),
  );
}
