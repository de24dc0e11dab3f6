import assert from "node:assert/strict";
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { InitializationFailure } from "../../../standins/protocol/failure";
import type { Engine } from "../../../standins/protocol/log";
import type { Change, CreateCall, Resource, StandIn } from "../../../standins/protocol/provider";
import { serviceOf } from "../../../standins/protocol/service";
import { Secret } from "../../../standins/protocol/value";
import { decode, encode } from "../../../standins/protocol/wire";
import { callOf } from "../call";

const URN = "urn:pulumi:stack::project::parent$pkg:module:Type::my::name";

describe("a stand-in behind the provider protocol", () => {
  let server: Server;
  let client: ResourceProviderClient;
  let resource: Partial<Resource>;
  let standIn: Partial<StandIn>;

  beforeEach(async () => {
    server = new Server();
    standIn = { acceptSecrets: true, resource: () => resource as Resource };
    const engine = { logFor: () => callOf("").log } as unknown as Engine;
    server.addService(ResourceProviderService, serviceOf(standIn as StandIn, engine, "1.2.3") as never);
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });

  afterEach(() => {
    client.close();
    server.forceShutdown();
  });

  const create = (request: proto.CreateRequest): Promise<proto.CreateResponse> =>
    new Promise((resolve, reject) =>
      client.create(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );

  it("knows the type and name of what it is asked for", async () => {
    let asked: CreateCall | undefined;
    resource = {
      create: (call) => Promise.resolve({ id: "x", state: { got: ((asked = call), call.news.a) } }),
    };
    const answer = await create(
      new proto.CreateRequest().setUrn(URN).setProperties(encode({ a: new Secret("s") })),
    );
    assert.deepEqual([asked?.type, asked?.name], ["pkg:module:Type", "my::name"]);
    assert.deepEqual(decode(answer.getProperties()), { got: new Secret("s") });
  });

  it("hands a failed initialisation over with the state to record and its reasons", async () => {
    resource = {
      create: () => Promise.reject(new InitializationFailure("x/y", { a: 1 }, "not ready", ["no pods"])),
    };
    const error = await create(new proto.CreateRequest().setUrn(URN)).then(
      () => assert.fail("it was created"),
      (reason: ServiceError) => reason,
    );
    const [details] = error.metadata.get("grpc-status-details-bin") as Buffer[];
    const [packed] = Status.deserializeBinary(details).getDetailsList();
    const failure = proto.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
    assert.equal(packed.getTypeUrl(), "type.googleapis.com/pulumirpc.ErrorResourceInitFailed");
    assert.deepEqual([failure.getId(), failure.getReasonsList()], ["x/y", ["not ready", "no pods"]]);
    assert.deepEqual(decode(failure.getProperties()), { a: 1 });
  });

  it("answers a difference with each path, and which of them replace", async () => {
    const changes: Change[] = [
      { path: "spec.a", kind: "add", replaces: false },
      { path: "spec.b", kind: "update", replaces: true },
    ];
    resource = { diff: () => Promise.resolve({ changes, deleteBeforeReplace: true }) };
    const answer = await new Promise<proto.DiffResponse>((resolve, reject) =>
      client.diff(new proto.DiffRequest().setUrn(URN), (error, found) =>
        error ? reject(error) : resolve(found),
      ),
    );
    const { Kind } = proto.PropertyDiff;
    const kinds = [...answer.getDetaileddiffMap().entries()].map(([path, diff]) => [path, diff.getKind()]);
    assert.deepEqual(kinds, [
      ["spec.a", Kind.ADD],
      ["spec.b", Kind.UPDATE_REPLACE],
    ]);
    assert.deepEqual(answer.getReplacesList(), ["spec.b"]);
    assert.equal(answer.getDeletebeforereplace(), true);
  });

  const invoke = (token: string): Promise<proto.InvokeResponse> =>
    new Promise((resolve, reject) =>
      client.invoke(new proto.InvokeRequest().setTok(token).setArgs(encode({ a: 1 })), (error, answer) =>
        error ? reject(error) : resolve(answer),
      ),
    );

  it("answers functions", async () => {
    standIn.invoke = (token, args) => Promise.resolve({ token, ...args });
    const answer = await invoke("pkg:module:get");
    assert.deepEqual(decode(answer.getReturn()), { token: "pkg:module:get", a: 1 });
  });

  it("refuses functions where the stand-in has none", async () => {
    await assert.rejects(invoke("pkg:module:get"), /pkg:module:get is not supported by the stand-in/);
  });
});
