import type { handleUnaryCall, ServerUnaryCall } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { encodeDiff, encodeError, encodeFailure } from "./answers";
import { withFaults } from "./faults";
import type { Engine } from "./log";
import type { Call, StandIn } from "./provider";
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
    invoke: unary(async (request: proto.InvokeRequest) => {
      const token = request.getTok();
      if (!standIn.invoke)
        throw new Error(`${token} is not supported by the stand-in: run with the real provider`);
      const answer = await standIn.invoke(token, decode(request.getArgs()));
      return new proto.InvokeResponse().setReturn(encode(answer));
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
