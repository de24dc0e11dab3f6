import { Metadata, status } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { InitializationFailure } from "./failure";
import type { Change, CheckFailure, DiffResult } from "./provider";
import { encode } from "./wire";

export function encodeFailure({ property, reason }: CheckFailure): proto.CheckFailure {
  return new proto.CheckFailure().setProperty(property ?? "").setReason(reason);
}

export function encodeDiff({ changes, deleteBeforeReplace }: DiffResult): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(changes.map(({ path }) => path.split(/[.[]/, 1)[0]))])
    .setReplacesList(changes.filter(({ replaces }) => replaces).map(({ path }) => path))
    .setDeletebeforereplace(deleteBeforeReplace ?? false)
    .setHasdetaileddiff(true);
  for (const change of changes) {
    response.getDetaileddiffMap().set(change.path, new proto.PropertyDiff().setKind(kindOf(change)));
  }
  return response;
}

function kindOf({ kind, replaces }: Change): proto.PropertyDiff.Kind {
  const { Kind } = proto.PropertyDiff;
  switch (kind) {
    case "add":
      return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    case "delete":
      return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
    case "update":
      return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
  }
}

/** Failed initialisations travel with what the engine shall record of the resource. */
export function encodeError(error: unknown): { code: status; details: string; metadata?: Metadata } {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof InitializationFailure)) return { code: status.UNKNOWN, details };
  const failure = new proto.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(encode(error.state))
    .setReasonsList([error.message, ...error.reasons]);
  if (error.inputs) failure.setInputs(encode(error.inputs));
  const any = new Any();
  any.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const carrier = new Status().setCode(status.UNKNOWN).setMessage(details);
  // Not in the chain above: it returns what was added.
  carrier.addDetails(any);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(carrier.serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}
