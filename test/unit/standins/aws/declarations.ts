import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const SDK = dirname(require.resolve("@pulumi/aws/package.json"));

/** What a class or interface of the provider's SDK declares: name of its type by property, without `undefined`. */
export type Declared = Readonly<Record<string, string>>;

/** Arguments, outputs and, by their name, the types of blocks of a type of resource. */
export class Declarations {
  private readonly files = new Map<string, ts.SourceFile>();

  /** `aws:ec2/vpc:Vpc` */
  arguments(token: string): Declared {
    return this.interfaceIn(this.fileOf(token), `${token.split(":")[2]}Args`);
  }

  outputs(token: string): Declared {
    const name = token.split(":")[2];
    const found = this.file(this.fileOf(token)).statements.find(
      (statement): statement is ts.ClassDeclaration =>
        ts.isClassDeclaration(statement) && statement.name?.text === name,
    );
    return declaredBy(found?.members.filter(ts.isPropertyDeclaration).filter(isOutput) ?? []);
  }

  /** `GetZoneResult` of `aws:route53/getZone:getZone`, or its arguments with the suffix `Args`. */
  ofFunction(token: string, suffix: "Args" | "Result"): Declared {
    const name = token.split(":")[2];
    return this.interfaceIn(this.fileOf(token), `${name[0].toUpperCase()}${name.slice(1)}${suffix}`);
  }

  /** Fields of `eks.ClusterVpcConfig`, as an argument (`input`) or an answer (`output`). */
  block(side: "input" | "output", name: string): Declared {
    const [module, type] = name.split(".");
    const file = this.file(join("types", `${side}.d.ts`));
    const namespace = file.statements.find(
      (statement): statement is ts.ModuleDeclaration =>
        ts.isModuleDeclaration(statement) && statement.name.text === module,
    );
    const body = namespace?.body as ts.ModuleBlock | undefined;
    return declaredIn(body?.statements ?? ts.factory.createNodeArray(), type);
  }

  private interfaceIn(path: string, name: string): Declared {
    return declaredIn(this.file(path).statements, name);
  }

  private fileOf(token: string): string {
    const [, path] = token.split(":");
    return `${path.replace("index/", "")}.d.ts`;
  }

  private file(path: string): ts.SourceFile {
    const known = this.files.get(path);
    if (known) return known;
    const text = readFileSync(join(SDK, path), "utf8");
    const parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    this.files.set(path, parsed);
    return parsed;
  }
}

function declaredIn(statements: readonly ts.Statement[], name: string): Declared {
  const found = statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  return declaredBy(found?.members.filter(ts.isPropertySignature) ?? []);
}

function declaredBy(members: readonly (ts.PropertyDeclaration | ts.PropertySignature)[]): Declared {
  return Object.fromEntries(
    members.map((member) => [(member.name as ts.Identifier).text, textOf(member.type)]),
  );
}

const isOutput = ({ type }: ts.PropertyDeclaration) => /^(pulumi\.)?Output</.test(textOf(type));
const printer = ts.createPrinter({ removeComments: true });
const blank = ts.createSourceFile("blank.ts", "", ts.ScriptTarget.Latest);

function textOf(node: ts.TypeNode | undefined): string {
  return node ? printer.printNode(ts.EmitHint.Unspecified, node, blank) : "";
}
