import { Deployed, RELEASE, SERVICE } from "../harness";

/** The settings of the load balancer's Service, by the ends of their names. */
export const settingsOf = (blog: Deployed) => {
  const { annotations } = blog.one(SERVICE, "proxy-edge").inputs.metadata;
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      key.replace("service.beta.kubernetes.io/aws-load-balancer-", ""),
      value,
    ]),
  );
};

/** The lines of a part of HAProxy's configuration. */
export const sectionOf = (blog: Deployed, title: string) =>
  (blog.one(RELEASE, "proxy").inputs.values.config as string)
    .split("\n\n")
    .flatMap((section) => (section.startsWith(title) ? section.split("\n").map((line) => line.trim()) : []));
