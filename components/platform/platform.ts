import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Edge } from "./edge";
import { Repository } from "../image";

/** The images that this project builds. */
export const IMAGES = ["backend", "frontend", "database"] as const;
export type ImageName = (typeof IMAGES)[number];

/** Where the blog runs. Consumers read these fields and never ask which platform they are on. */
export interface Platform {
  /** Where each image is pushed to and pulled from. */
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  /** Kubernetes provider of everything that runs in the cluster. */
  readonly cluster: k8s.Provider;
  /** Storage class of the database's volume; undefined takes the cluster's default. */
  readonly storageClass?: pulumi.Input<string>;
  /** How readers reach the proxy. */
  readonly edge: Edge;
}
