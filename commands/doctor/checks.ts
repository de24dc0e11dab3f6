import { Check } from "./check";
import { clock } from "./checks/clock";
import { cluster } from "./checks/cluster";
import { configuration } from "./checks/configuration";
import { credentials } from "./checks/credentials";
import { docker } from "./checks/docker";
import { lock } from "./checks/lock";
import { node } from "./checks/node";
import { packages } from "./checks/packages";
import { pending } from "./checks/pending";
import { ports } from "./checks/ports";
import { pulumi } from "./checks/pulumi";
import { quotas } from "./checks/quotas";
import { registry } from "./checks/registry";
import { release } from "./checks/release";
import { rights } from "./checks/rights";
import { secrets } from "./checks/secrets";
import { stack } from "./checks/stack";

/** All that an update needs, in the order in which it is told: the machine, the stack, where it runs. */
export const checks: readonly Check[] = [
  ...[node, packages, docker, pulumi],
  ...[configuration, stack, secrets, pending, lock],
  ...[clock, ports, credentials, rights, quotas],
  ...[registry, cluster, release],
];
