import { Change, changesIn, Verb, VERBS } from "./changes";
import { Digest } from "./digest";
import { cell, code, codeBlock, folded, table } from "./markdown";
import { violationTable } from "./policies";
import { Previewed } from "./preview";

/** Verbs as a headline counts them; bold where something is lost. */
const WORDS: Readonly<Record<Verb, string>> = {
  delete: "**to delete**",
  replace: "**to replace**",
  release: "to let go",
  update: "to update",
  create: "to create",
  import: "to import",
};

/** A preview for readers of a pull request, in markdown: the summary first. It names properties and shows no value of any. */
export function previewReport({ stack, digest, violations, failure }: Previewed): string {
  const changes = digest ? changesIn(digest) : [];
  const sections =
    failure === undefined
      ? [
          `### Preview of ${code(stack)}: ${headline(changes)}`,
          images(digest),
          dangers(changes),
          violationTable(violations),
          kinds(changes),
          warnings(digest),
          details(changes),
        ]
      : [
          `### Preview of ${code(stack)} failed`,
          codeBlock(failure),
          violationTable(violations),
          images(digest),
          warnings(digest),
        ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function headline(changes: readonly Change[]): string {
  const counts = VERBS.map(
    (verb) => [verb, changes.filter((change) => change.verb === verb).length] as const,
  );
  const said = counts.flatMap(([verb, count]) => (count > 0 ? [`${count} ${WORDS[verb]}`] : []));
  return said.length > 0 ? said.join(", ") : "nothing would change";
}

/** "backend 3f2a9c1d04be → 91bc07e6a2f1: will build", a line that the program says for each image. */
const IMAGE = /^(backend|frontend|database) (\S+(?: → \S+)?): (.+)$/;

function images(digest: Digest | undefined): string {
  const rows = (digest?.diagnostics ?? []).flatMap(({ severity, message }) => {
    const [, service = "", tags = "", what = ""] = (severity === "info" && IMAGE.exec(message.trim())) || [];
    if (service === "") return [];
    return [[service, cell(tags), /build|pinned/.test(what) ? `**${what}**` : what]];
  });
  return rows.length > 0 ? table(["image", "content", ""], rows) : "";
}

function dangers(changes: readonly Change[]): string {
  return changes
    .filter(({ verb }) => verb === "delete" || verb === "replace")
    .map(({ verb, kind, name, because }) => {
      const reason = because.length > 0 ? `, because of ${because.map(code).join(", ")}` : "";
      return `- **${verb} ${kind} ${code(name)}**${reason}`;
    })
    .join("\n");
}

function kinds(changes: readonly Change[]): string {
  const verbs = VERBS.filter((verb) => changes.some((change) => change.verb === verb));
  const names = [...new Set(changes.map(({ kind }) => kind))].sort();
  const count = (kind: string, verb: Verb) => {
    const number = changes.filter((change) => change.kind === kind && change.verb === verb).length;
    if (number === 0) return "";
    return verb === "delete" || verb === "replace" ? `**${number}**` : String(number);
  };
  const rows = names.map((kind) => [kind, ...verbs.map((verb) => count(kind, verb))]);
  return rows.length > 0 ? table(["resources", ...verbs.map((verb) => WORDS[verb])], rows) : "";
}

/** The lab's CLI and a machine's own differ in where their parts come from; that is nobody's concern here. */
const UNIMPORTANT = /^warning: using pulumi-\S+ from \$PATH/;

function warnings(digest: Digest | undefined): string {
  return (digest?.diagnostics ?? [])
    .filter(({ severity, message }) => severity === "warning" && !UNIMPORTANT.test(message))
    .map(({ message }) => `- warning: ${code(message.replace(/^warning: /, ""))}`)
    .join("\n");
}

function details(changes: readonly Change[]): string {
  if (changes.length === 0) return "";
  const lines = changes.map(({ verb, kind, name, properties }) => {
    const paths = properties.length > 0 ? `: ${properties.map(code).join(", ")}` : "";
    return `- ${verb === "release" ? "let go of" : verb} ${kind} ${code(name)}${paths}`;
  });
  return folded("Each change, and which properties it touches", lines.join("\n"));
}
