import type { Base } from "./base";
import type { LabImage } from "./image";

/** The one suite of Debian that has MySQL. */
export const MYSQL_BASE: Base = {
  name: "blog-lab/debian:mysql",
  suite: "unstable",
  packages: ["ca-certificates", "mysql-server-core", "mysql-client-core", "openssl", "tzdata"],
};

/** The real MySQL with an entrypoint that keeps what the official image promises. */
export const mysql: LabImage = {
  name: "mysql:9.7.4",
  folder: "mysql",
  madeOf: "Debian unstable's MySQL and an entrypoint of the lab",
};
