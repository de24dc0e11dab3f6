/** A problem the user can act on: one sentence that says what is wrong, where, and what to do. */
export class LabFailure extends Error {
  override readonly name = "LabFailure";
}
