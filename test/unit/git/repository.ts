import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Commit } from "../../../components/git/commit";

/** A repository in a scratch folder, set up as a new one on a new machine is. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), "repository-"));

  constructor() {
    this.git("init", "--quiet", "--initial-branch=main");
    for (const setting of [
      "user.name=Test",
      "user.email=test@example.com",
      "core.autocrlf=false",
      "core.eol=lf",
    ]) {
      this.git("config", ...setting.split("="));
    }
  }

  /** Runs git in it, free of how this machine is set up; returns what it says. */
  git(...args: string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]) delete env[name as keyof typeof env];
    const options = { cwd: this.folder, env, stdio: ["ignore", "pipe", "pipe"] as const };
    return execFileSync("git", args, { ...options, stdio: [...options.stdio] })
      .toString()
      .trim();
  }

  write(path: string, content: string | Uint8Array = "", mode = 0o644): void {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    chmodSync(place, mode);
  }

  link(path: string, target: string): void {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place);
  }

  /** Commits all that is there. */
  commit(subject = "Change"): Commit {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", subject);
    return { id: this.git("rev-parse", "HEAD"), short: this.git("rev-parse", "--short", "HEAD") };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A repository for each test of a group. */
export function repositoryForEach(): () => Repository {
  let repository: Repository;
  beforeEach(() => {
    repository = new Repository();
  });
  afterEach(() => repository.remove());
  return () => repository;
}
