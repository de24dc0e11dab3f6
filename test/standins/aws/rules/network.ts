import type { Rule } from "../schema/property";

interface Network {
  /** The first address, as a number. */
  readonly base: number;
  readonly bits: number;
}

/** Undefined for a text that is no IPv4 address with a number of bits. */
function parseNetwork(value: string): Network | undefined {
  const [, address, bits] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(value) ?? [];
  if (!address) return undefined;
  const bytes = address.split(".").map(Number);
  if (bytes.some((byte) => byte > 255) || Number(bits) > 32) return undefined;
  return { base: bytes.reduce((sum, byte) => sum * 256 + byte, 0), bits: Number(bits) };
}

const sizeOf = ({ bits }: Network) => 2 ** (32 - bits);
const contains = (outer: Network, inner: Network) =>
  outer.bits <= inner.bits &&
  Math.floor(outer.base / sizeOf(outer)) === Math.floor(inner.base / sizeOf(outer));

/** An IPv4 network, named by its first address. */
export const ipv4Network: Rule = (value: string) => {
  const network = parseNetwork(value);
  return network && network.base % sizeOf(network) === 0
    ? undefined
    : "must be an IPv4 network in CIDR notation, named by its first address";
};

/** An IPv4 network of a size, in bits of its mask. */
export const ipv4NetworkOf =
  (least: number, most: number): Rule =>
  (value: string) => {
    const bits = parseNetwork(value)?.bits;
    return (
      ipv4Network(value) ??
      (bits! >= least && bits! <= most ? undefined : `must have a mask of ${least} to ${most} bits`)
    );
  };

/** An IPv4 or IPv6 network. */
export const network: Rule = (value: string) =>
  value.includes(":") && /^[0-9a-f:]+\/\d{1,3}$/i.test(value) ? undefined : ipv4Network(value);

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((range) => parseNetwork(range)!);

/** An IPv4 network inside of a range for private use. */
export const privateNetwork: Rule = (value: string) => {
  const given = parseNetwork(value);
  return given && PRIVATE.some((range) => contains(range, given))
    ? undefined
    : "must lie within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";
};
