/** What Pulumi knows of a resource. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  /** Absent for what only groups others. */
  readonly id?: string;
  readonly outputs?: any;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/** What Pulumi knows of a stack. */
export interface State {
  readonly resources?: readonly ResourceState[];
  readonly pending_operations?: readonly { type: string; resource: { urn: string } }[];
}

/** The generated passwords in a state that was exported with its secrets. */
export function passwordsIn({ resources = [] }: State): string[] {
  return resources
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ outputs }) => JSON.parse(outputs.result.plaintext as string) as string);
}
