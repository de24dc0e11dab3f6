import { type handleUnaryCall, Metadata, type ServerUnaryCall, status } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { InitializationFailure } from "./failure";
import { withFaults } from "./faults";
import type { Engine } from "./log";
import type { Call, Change, CheckFailure, DiffResult, StandIn } from "./provider";
import { parseUrn } from "./urn";
import { decode, encode } from "./wire";

type Handlers = Record<string, handleUnaryCall<never, never>>;

/** The provider protocol, method by method, on top of a stand-in. */
export function serviceOf(standIn: StandIn, engine: Engine, version: string): Handlers {
  const interrupted = new AbortController();
  const resourceOf = (type: string) => withFaults(standIn.resource(type));
  const about = (urn: string): Call => ({
    urn,
    ...parseUrn(urn),
    log: engine.logFor(urn),
    cancelled: interrupted.signal,
  });
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    checkConfig: unary((request: proto.CheckRequest) => {
      const news = decode(request.getNews());
      return new proto.CheckResponse()
        .setInputs(encode(news))
        .setFailuresList(standIn.checkConfig(news).map(encodeFailure));
    }),
    diffConfig: unary((request: proto.DiffRequest) =>
      encodeDiff(standIn.diffConfig(decode(request.getOlds()), decode(request.getNews()))),
    ),
    configure: unary(async (request: proto.ConfigureRequest) => {
      await standIn.configure(settingsOf(request));
      return new proto.ConfigureResponse().setAcceptsecrets(standIn.acceptSecrets).setSupportspreview(true);
    }),
    check: unary(async (request: proto.CheckRequest) => {
      const call = about(request.getUrn());
      const result = await resourceOf(call.type).check({
        ...call,
        olds: decode(request.getOlds()),
        news: decode(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
      });
      return new proto.CheckResponse()
        .setInputs(encode(result.inputs))
        .setFailuresList((result.failures ?? []).map(encodeFailure));
    }),
    diff: unary(async (request: proto.DiffRequest) => {
      const call = about(request.getUrn());
      return encodeDiff(
        await resourceOf(call.type).diff({
          ...call,
          id: request.getId(),
          olds: decode(request.getOlds()),
          oldInputs: decode(request.getOldInputs()),
          news: decode(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        }),
      );
    }),
    create: unary(async (request: proto.CreateRequest) => {
      const call = about(request.getUrn());
      const { id, state } = await resourceOf(call.type).create({
        ...call,
        news: decode(request.getProperties()),
        preview: request.getPreview(),
        timeoutSeconds: request.getTimeout(),
      });
      return new proto.CreateResponse().setId(id).setProperties(encode(state));
    }),
    read: unary(async (request: proto.ReadRequest) => {
      const call = about(request.getUrn());
      const result = await resourceOf(call.type).read({
        ...call,
        id: request.getId(),
        inputs: decode(request.getInputs()),
        state: decode(request.getProperties()),
      });
      if (!result) return new proto.ReadResponse();
      return new proto.ReadResponse()
        .setId(result.id)
        .setInputs(encode(result.inputs))
        .setProperties(encode(result.state));
    }),
    update: unary(async (request: proto.UpdateRequest) => {
      const call = about(request.getUrn());
      const state = await resourceOf(call.type).update({
        ...call,
        id: request.getId(),
        olds: decode(request.getOlds()),
        news: decode(request.getNews()),
        preview: request.getPreview(),
        timeoutSeconds: request.getTimeout(),
        ignoreChanges: request.getIgnorechangesList(),
      });
      return new proto.UpdateResponse().setProperties(encode(state));
    }),
    delete: unary(async (request: proto.DeleteRequest) => {
      const call = about(request.getUrn());
      await resourceOf(call.type).delete({
        ...call,
        id: request.getId(),
        state: decode(request.getProperties()),
        timeoutSeconds: request.getTimeout(),
      });
      return new Empty();
    }),
    invoke: unary((request: proto.InvokeRequest) => {
      throw new Error(`${request.getTok()} is not supported by the stand-in: run with the real provider`);
    }),
    cancel: unary(() => {
      interrupted.abort();
      return new Empty();
    }),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<never, never> {
  return ((
    call: ServerUnaryCall<Request, Response>,
    callback: (error: unknown, value?: Response) => void,
  ) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(encodeError(error)),
      );
  }) as unknown as handleUnaryCall<never, never>;
}

/** Settings arrive as `PACKAGE:config:NAME`. */
function settingsOf(request: proto.ConfigureRequest): Record<string, string> {
  const settings: Record<string, string> = {};
  request.getVariablesMap().forEach((value: string, key: string) => {
    settings[key.slice(key.lastIndexOf(":") + 1)] = value;
  });
  return settings;
}

function encodeFailure({ property, reason }: CheckFailure): proto.CheckFailure {
  return new proto.CheckFailure().setProperty(property ?? "").setReason(reason);
}

function encodeDiff({ changes, deleteBeforeReplace }: DiffResult): proto.DiffResponse {
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

function encodeError(error: unknown): { code: status; details: string; metadata?: Metadata } {
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
