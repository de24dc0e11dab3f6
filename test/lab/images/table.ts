import { TRIXIE, type Base } from "./base";
import { golang } from "./golang";
import type { LabImage } from "./image";
import { MYSQL_BASE, mysql } from "./mysql";
import { node } from "./node";
import { registry } from "./registry";

const nginx: LabImage = {
  name: "nginx:1.28.3",
  folder: "nginx",
  madeOf: "Debian trixie's nginx 1.26 and the official image's layout of files",
};

const haproxy: LabImage = {
  name: "haproxytech/haproxy-alpine:3.3.10",
  folder: "haproxy",
  madeOf: "Debian trixie's HAProxy 3.0, on Debian instead of Alpine",
};

/** Which image starts from which base, in the order of their use. */
export const IMAGES: [Base, LabImage[]][] = [
  [TRIXIE, [golang, node, nginx, haproxy]],
  [MYSQL_BASE, [mysql]],
  [TRIXIE, [registry]],
];
