/** An IPv4 network as numbers: its first address and the length of its prefix. */
interface Network {
  readonly first: number;
  readonly prefix: number;
}

/** Reads an IPv4 network in CIDR notation that is known to be well-formed. */
export function networkOf(cidr: string): Network {
  const [address = "", prefix = ""] = cidr.split("/");
  const first = address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
  return { first, prefix: Number(prefix) };
}

const sizeOf = ({ prefix }: Network) => 2 ** (32 - prefix);

/** True if two networks have an address in common. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [networkOf(one), networkOf(other)];
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}

/** True if every address of a network lies in another. */
export function within(inner: string, outer: string): boolean {
  const [a, b] = [networkOf(inner), networkOf(outer)];
  return a.first >= b.first && a.first + sizeOf(a) <= b.first + sizeOf(b);
}

/** True if the address is the network's own: no bits are set behind the prefix. */
export const isAligned = (cidr: string) => networkOf(cidr).first % sizeOf(networkOf(cidr)) === 0;

function textOf({ first, prefix }: Network): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${bytes.join(".")}/${prefix}`;
}

/** The address at a place in a network, counted from its first. */
export const addressIn = (cidr: string, place: number) =>
  textOf({ first: networkOf(cidr).first + place, prefix: 32 }).replace("/32", "");

/**
 * Divides a network among zones, three at most: each gets a quarter for pods and nodes, and a quarter of the last
 * quarter for what faces the internet. A zone added later takes nothing from the others.
 */
export function subnetsOf(
  cidr: string,
  zones: number,
): { readonly private: string; readonly public: string }[] {
  const whole = networkOf(cidr);
  const part = (first: number, prefix: number, index: number) => {
    const size = sizeOf({ first, prefix });
    return textOf({ first: first + index * size, prefix });
  };
  const lastQuarter = networkOf(part(whole.first, whole.prefix + 2, 3)).first;
  return Array.from({ length: zones }, (_, zone) => ({
    private: part(whole.first, whole.prefix + 2, zone),
    public: part(lastQuarter, whole.prefix + 4, zone),
  }));
}
