import { areRefused, below } from "../configRig";
import { production } from "../stacks";

const good = production();
const network = (keys: Record<string, unknown>) => below(good, "blog:aws")({ network: keys });

describe("the networks in a configuration of production", () => {
  areRefused(good, [
    [
      network({ cidr: "10.20.0.0" }),
      /^blog:aws\.network\.cidr must be an IPv4 network such as .*, got "10\.20\.0\.0"/,
    ],
    [network({ cidr: "fd00::/48" }), /^blog:aws\.network\.cidr must be an IPv4 network .*, got "fd00::\/48"/],
    [
      network({ cidr: "10.20.300.0/16" }),
      /^blog:aws\.network\.cidr must be an IPv4 network .*"10\.20\.300\.0\/16"/,
    ],
    [network({ cidr: 10 }), /^blog:aws\.network\.cidr must be an IPv4 network .*, got 10: set it with/],
    [
      network({ cidr: "10.20.1.0/16" }),
      /^blog:aws\.network\.cidr has address bits .*, got "10\.20\.1\.0\/16": write the network's first address\.$/,
    ],
    [
      network({ cidr: "100.64.0.0/16" }),
      /^blog:aws\.network\.cidr must lie in 10\..*, got "100\.64\.0\.0\/16"/,
    ],
    [
      network({ cidr: "203.0.112.0/20" }),
      /^blog:aws\.network\.cidr must lie in 10\..*, got "203\.0\.112\.0\/20"/,
    ],
    [
      network({ cidr: "172.32.0.0/16" }),
      /^blog:aws\.network\.cidr must lie in 10\..*, got "172\.32\.0\.0\/16"/,
    ],
    [
      network({ cidr: "10.0.0.0/8" }),
      /^blog:aws\.network\.cidr must have a prefix from \/16 to \/20, got "10\.0/,
    ],
    [
      network({ cidr: "10.0.0.0/24" }),
      /^blog:aws\.network\.cidr must have a prefix from \/16 to \/20, got "10\.0/,
    ],
    [
      network({ cidr: "172.17.0.0/16" }),
      /^blog:aws\.network\.cidr overlaps 172\.17\.0\.0\/16, which Docker uses, got/,
    ],
    [
      network({ serviceCidr: "172.16.0.0/12" }),
      /^blog:aws\.network\.serviceCidr overlaps 172\.17.*, which Docker/,
    ],
    [
      network({ serviceCidr: "10.0.0.0/25" }),
      /^blog:aws\.network\.serviceCidr must have a prefix from \/12 to \/24/,
    ],
    [
      network({ serviceCidr: "10.20.128.0/20" }),
      /^blog:aws\.network has cidr 10\.20\.0\.0\/16 and serviceCidr 10\.20\.128\.0\/20, which overlap: move one/,
    ],
    [
      network({ cidr: "172.20.0.0/16" }),
      /^blog:aws\.network has cidr 172\.20\.0\.0\/16 and serviceCidr 172\.20\.0/,
    ],
    [network({ zones: 1 }), /^blog:aws\.network\.zones must be a whole number from 2 to 3, got 1/],
    [network({ zones: 4 }), /^blog:aws\.network\.zones must be a whole number from 2 to 3, got 4/],
    [
      network({ natGateways: "none" }),
      /^blog:aws\.network\.natGateways must be single or perZone, got "none"/,
    ],
    [network({ flowLogs: true }), /^blog:aws\.network\.flowLogs must be none, rejected or all, got true/],
  ]);
});
