import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Repository, RepositoryAccess } from "../image";
import { Edge } from "./edge";

/** The images that this project builds. */
export const IMAGES = ["backend", "frontend", "database"] as const;
export type ImageName = (typeof IMAGES)[number];

/** A platform that was looked at and is not declared yet: first comes all else that could stop the update. */
export interface Site {
  /** Where the registry is asked about each image, even before its repository exists. */
  readonly repositories: Readonly<Record<ImageName, RepositoryAccess>>;
  declare(): Platform;
}

/** Something for each image. */
export function forEachImage<T>(make: (image: ImageName) => T): Record<ImageName, T> {
  return { backend: make("backend"), frontend: make("frontend"), database: make("database") };
}

/** Where the blog runs. Consumers read these fields and never ask which platform they are on. */
export interface Platform {
  /** Where each image is pushed to and pulled from. */
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  /** Kubernetes provider of everything that runs in the cluster. */
  readonly cluster: k8s.Provider;
  /** Address of the cluster's DNS where pods do not find it as pods; undefined where they do. */
  readonly dnsAddress?: string;
  /** Storage class of the database's volume; undefined takes the cluster's default. */
  readonly storageClass?: pulumi.Input<string>;
  /** How readers reach the proxy. */
  readonly edge: Edge;
  /**
   * Gives the proxy the name that readers know, if the platform has one for it.
   *
   * @returns where readers find the blog
   */
  publish(proxy: PublicAddress): pulumi.Output<string>;
  /** What an operator wants to know about the platform. */
  readonly outputs: Readonly<Record<string, pulumi.Input<unknown>>>;
}

/** Where the proxy is reached as long as it has no other name. */
export interface PublicAddress {
  /** Host, and port if it is not the usual one. */
  readonly address: pulumi.Output<string>;
  /** The same with its scheme. */
  readonly url: pulumi.Output<string>;
}
