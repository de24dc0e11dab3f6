import assert from "node:assert/strict";
import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import { Progress } from "../../../commands/progress";

const urn = (type: string, name: string) => `urn:pulumi:local::blog::blog:index:Service$${type}::${name}`;

const finished = (op: OpType, resource: string, old?: { retainOnDelete: boolean }) =>
  ({ resOutputsEvent: { metadata: { op, urn: resource, old } } }) as unknown as EngineEvent;

const begun = (op: OpType, resource: string) =>
  ({ resourcePreEvent: { metadata: { op, urn: resource } } }) as unknown as EngineEvent;

const complaint = (message: string, about?: string, severity = "error") =>
  ({ diagnosticEvent: { message, urn: about, severity } }) as unknown as EngineEvent;

function told(...events: EngineEvent[]): { lines: string[]; progress: Progress } {
  const lines: string[] = [];
  const progress = new Progress((line) => lines.push(line.trim().replace(/ \(.*\)/, "")));
  for (const event of events) progress.take(event);
  return { lines, progress };
}

const DEPLOYMENT = urn("kubernetes:apps/v1:Deployment", "backend");

describe("the progress of an update", () => {
  it("is a line for each change, and their number", () => {
    const { lines, progress } = told(
      finished("create", DEPLOYMENT),
      finished("update", urn("docker:index/image:Image", "backend")),
      finished("delete", urn("kubernetes:core/v1:Secret", "old")),
    );
    assert.deepEqual(lines, ["created  Deployment backend", "updated  Image backend", "deleted  Secret old"]);
    assert.equal(progress.changes, 3);
  });

  it("leaves out what stays as it is, and what only holds others together", () => {
    const { lines, progress } = told(
      finished("same", DEPLOYMENT),
      finished("create", "urn:pulumi:local::blog::blog:index:Service::backend"),
      finished("create", "urn:pulumi:local::blog::pulumi:pulumi:Stack::blog-local"),
      finished("create", urn("pulumi:providers:kubernetes", "platform-cluster")),
    );
    assert.deepEqual(lines, []);
    assert.equal(progress.changes, 0);
  });

  it("leaves out an image that is only forgotten, and nothing else that is kept", () => {
    const kept = { retainOnDelete: true };
    const { lines } = told(
      finished("delete", urn("docker:index/image:Image", "backend"), kept),
      finished("delete-replaced", urn("docker:index/image:Image", "backend"), kept),
      finished("delete", urn("docker:index/image:Image", "frontend"), { retainOnDelete: false }),
      finished("delete", urn("kubernetes:core/v1:PersistentVolumeClaim", "database"), kept),
    );
    assert.deepEqual(lines, ["deleted  Image frontend", "deleted  PersistentVolumeClaim database"]);
  });

  it("knows whether a change was begun", () => {
    assert.equal(told(begun("same", DEPLOYMENT)).progress.begun, false);
    assert.equal(told(begun("update", DEPLOYMENT)).progress.begun, true);
  });

  it("passes on what the program says, and not what the engine says of itself", () => {
    const { lines } = told(
      complaint("<{%reset%}>backend 3f2a9c1d04be: will build<{%reset%}>\n", undefined, "info"),
      complaint("using a plugin", undefined, "warning"),
      complaint("deprecated", DEPLOYMENT, "warning"),
      complaint("a line of stderr", undefined, "info#err"),
      complaint("RegisterResource RPC prepared", undefined, "debug"),
    );
    assert.deepEqual(lines, ["backend 3f2a9c1d04be: will build", "deprecated"]);
  });

  it("takes apart what a provider gathers, and indents what has several lines", () => {
    const { progress } = told(
      complaint("2 errors occurred:\n\t* not ready\n\t* Pod x: it failed:\nlast words\n\n", DEPLOYMENT),
      complaint("the build failed:\nstep 1", DEPLOYMENT),
    );
    assert.deepEqual(progress.errors, [
      "Deployment backend: not ready",
      "Deployment backend: Pod x: it failed:\n    last words",
      "Deployment backend: the build failed:\n    step 1",
    ]);
  });

  it("keeps errors with the resource that they are about, without the engine's last word", () => {
    const { progress } = told(
      complaint("<{%reset%}>2 of 3 pods are not ready<{%reset%}>\n", DEPLOYMENT),
      complaint("update failed", "urn:pulumi:local::blog::pulumi:pulumi:Stack::blog-local"),
      complaint("slow", DEPLOYMENT, "warning"),
      complaint("blog:platform is missing."),
    );
    assert.deepEqual(progress.errors, [
      "Deployment backend: 2 of 3 pods are not ready",
      "blog:platform is missing.",
    ]);
  });
});
