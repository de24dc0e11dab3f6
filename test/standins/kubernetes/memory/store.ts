import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { KubeObject, ObjectRef } from "../object";
import { refOf } from "../object";

/** The objects of a cluster in memory, kept in a JSON file between runs when one is given. */
export class ObjectStore {
  private readonly objects = new Map<string, KubeObject>();
  private readonly removed = new Set<string>();

  constructor(private readonly file: string | undefined) {
    if (!file || !existsSync(file)) return;
    for (const object of JSON.parse(readFileSync(file, "utf8")) as KubeObject[]) {
      this.objects.set(keyOf(refOf(object)), object);
    }
  }

  /** Without a file only the engine knows what exists. */
  get isComplete(): boolean {
    return this.file !== undefined;
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.objects.get(keyOf(ref));
  }

  all(): KubeObject[] {
    return [...this.objects.values()];
  }

  put(object: KubeObject): void {
    this.objects.set(keyOf(refOf(object)), object);
    this.save();
  }

  remove(ref: ObjectRef): void {
    this.removed.add(keyOf(ref));
    this.objects.delete(keyOf(ref));
    this.save();
  }

  /** Takes an object over from the engine, unless a newer fate of it is known. */
  recall(object: KubeObject): void {
    const key = keyOf(refOf(object));
    if (this.isComplete || this.objects.has(key) || this.removed.has(key)) return;
    this.objects.set(key, object);
  }

  private save(): void {
    if (this.file === undefined) return;
    // Tests read it meanwhile: it is there as a whole, or as it was.
    const whole = `${this.file}.new`;
    writeFileSync(whole, `${JSON.stringify(this.all(), undefined, 2)}\n`);
    renameSync(whole, this.file);
  }
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return [apiVersion, kind, namespace ?? "", name].join("|");
}
