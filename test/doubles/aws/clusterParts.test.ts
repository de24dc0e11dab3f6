import assert from "node:assert/strict";
import { ACCOUNT, type Clients, clientsOf, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { type ClusterFixture, prepareCluster, removeClusters } from "./eksFixture";
import { trust } from "./policyTexts";

const VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy";
const CLUSTER = { type: "cluster" } as const;

describe("in a cluster of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  let fixture: ClusterFixture;
  const clusterName = "blog";
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
    fixture = await prepareCluster(clients);
  });
  beforeEach(() => clients.eks.createCluster(fixture.request));
  afterEach(() => removeClusters(clients));
  after(() => aws.stop());

  const enter = (change: object = {}) =>
    clients.eks.createAccessEntry({ clusterName, principalArn: fixture.podRoleArn, ...change });

  it("an access entry comes, changes, is tagged and goes", async () => {
    const { accessEntry } = await enter({ kubernetesGroups: ["readers"], tags: { a: "b" } });
    await clients.eks.updateAccessEntry({
      clusterName,
      principalArn: fixture.podRoleArn,
      kubernetesGroups: ["writers"],
    });
    await clients.eks.tagResource({ resourceArn: accessEntry!.accessEntryArn, tags: { c: "d" } });
    const changed = await clients.eks.describeAccessEntry({ clusterName, principalArn: fixture.podRoleArn });
    assert.deepEqual(changed.accessEntry?.kubernetesGroups, ["writers"]);
    assert.deepEqual(changed.accessEntry?.tags, { a: "b", c: "d" });

    await clients.eks.deleteAccessEntry({ clusterName, principalArn: fixture.podRoleArn });

    const { accessEntries } = await clients.eks.listAccessEntries({ clusterName });
    assert.deepEqual(accessEntries, [fixture.nodeRoleArn]);
  });

  it("the nodes of Auto Mode have an access entry that nobody made", async () => {
    const made = clients.eks.createAccessEntry({
      clusterName,
      principalArn: fixture.nodeRoleArn,
      type: "EC2",
    });

    await refuses("ResourceInUseException", /already in use/, made);
  });

  it("an access entry is refused where AWS refuses it", async () => {
    const wrong = "InvalidParameterException";
    await refuses(wrong, /does not exist/, enter({ principalArn: `arn:aws:iam::${ACCOUNT}:role/none` }));
    await refuses(
      wrong,
      /invalid principal/,
      enter({ principalArn: `arn:aws:sts::${ACCOUNT}:assumed-role/pod/x` }),
    );
    await refuses(wrong, /type/, enter({ type: "HUMAN" }));
    await refuses(wrong, /system:/, enter({ kubernetesGroups: ["system:masters"] }));
    await refuses(wrong, /username/, enter({ username: "aws:me" }));
    await enter();
    await refuses("ResourceInUseException", /in use/, enter());
  });

  it("an access entry of nodes is a role's, and not to be changed", async () => {
    const principalArn = fixture.nodeRoleArn;
    const change = clients.eks.updateAccessEntry({ clusterName, principalArn, username: "me" });
    await refuses("InvalidRequestException", /type EC2/, change);
    const wrong = "InvalidParameterException";
    await refuses(wrong, /kubernetesGroups/, enter({ type: "EC2", kubernetesGroups: ["nodes"] }));
    const { User } = await clients.iam.createUser({ UserName: "me" });
    await refuses(wrong, /must be a role/, enter({ type: "EC2", principalArn: User!.Arn }));
    await enter({ principalArn: User!.Arn });
  });

  it("an access policy is one of EKS's list", async () => {
    const { accessPolicies } = await clients.eks.listAccessPolicies({});

    assert.ok(accessPolicies?.some((one) => one.arn === VIEW));
  });

  it("an access policy is associated, listed and taken away", async () => {
    await enter();
    const principal = { clusterName, principalArn: fixture.podRoleArn };
    await clients.eks.associateAccessPolicy({ ...principal, policyArn: VIEW, accessScope: CLUSTER });
    const { associatedAccessPolicies } = await clients.eks.listAssociatedAccessPolicies(principal);
    assert.deepEqual(
      associatedAccessPolicies?.map((one) => [one.policyArn, one.accessScope?.type]),
      [[VIEW, "cluster"]],
    );

    await clients.eks.disassociateAccessPolicy({ ...principal, policyArn: VIEW });

    assert.deepEqual(
      (await clients.eks.listAssociatedAccessPolicies(principal)).associatedAccessPolicies,
      [],
    );
  });

  it("an access policy is refused where AWS refuses it", async () => {
    const associate = (policyArn: string, accessScope: object, principalArn = fixture.podRoleArn) =>
      clients.eks.associateAccessPolicy({ clusterName, principalArn, policyArn, accessScope });
    await refuses("ResourceNotFoundException", /principalArn/, associate(VIEW, CLUSTER));
    await enter();
    await refuses("InvalidParameterException", /needs a type/, associate(VIEW, {}));
    const principal = { clusterName, principalArn: fixture.podRoleArn };
    const taken = clients.eks.disassociateAccessPolicy({ ...principal, policyArn: VIEW });
    await refuses("ResourceNotFoundException", /No associated policy/, taken);
    await refuses("InvalidParameterException", /no access policy/, associate(`${VIEW}2`, CLUSTER));
    await refuses("InvalidParameterException", /namespace/, associate(VIEW, { type: "namespace" }));
    await refuses(
      "InvalidParameterException",
      /namespaces/,
      associate(VIEW, { ...CLUSTER, namespaces: ["a"] }),
    );
    await refuses("InvalidParameterException", /one of/, associate(VIEW, { type: "everywhere" }));
    await refuses("InvalidRequestException", /type EC2/, associate(VIEW, CLUSTER, fixture.nodeRoleArn));
  });

  it("an add-on comes in a version that suits, is updated and goes", async () => {
    const { addons } = await clients.eks.describeAddonVersions({
      addonName: "metrics-server",
      kubernetesVersion: "1.35",
    });
    const [newest, older] = addons![0].addonVersions!.map((one) => one.addonVersion!);
    const named = { clusterName, addonName: "metrics-server" };
    await clients.eks.createAddon({ ...named, addonVersion: older });
    const { update } = await clients.eks.updateAddon({ ...named, addonVersion: newest });
    assert.equal(update?.type, "AddonUpdate");
    const asked = { name: clusterName, addonName: "metrics-server", updateId: update.id };
    assert.equal((await clients.eks.describeUpdate(asked)).update?.status, "Successful");
    assert.equal((await clients.eks.describeAddon(named)).addon?.addonVersion, newest);

    await clients.eks.deleteAddon(named);

    assert.deepEqual((await clients.eks.listAddons({ clusterName })).addons, []);
  });

  it("an add-on is refused where AWS refuses it", async () => {
    const add = (change: object) =>
      clients.eks.createAddon({ clusterName, addonName: "metrics-server", ...change });
    const wrong = "InvalidParameterException";
    await refuses(wrong, /not supported/, add({ addonName: "metrics" }));
    await refuses(wrong, /not supported/, add({ addonVersion: "v0.0.1-eksbuild.1" }));
    await refuses(wrong, /format/, add({ configurationValues: "{replicas: " }));
    await refuses(wrong, /does not exist/, add({ serviceAccountRoleArn: `${fixture.podRoleArn}2` }));
    const identities = [{ serviceAccount: "metrics", roleArn: fixture.podRoleArn }];
    await refuses(wrong, /pod identity/, add({ podIdentityAssociations: identities }));
    const unknown = clients.eks.describeAddon({ clusterName, addonName: "coredns" });
    await refuses("ResourceNotFoundException", /coredns/, unknown);
    await refuses(wrong, /resolveConflicts/, add({ resolveConflicts: "PRESERVE" }));
    await add({});
    await refuses("ResourceInUseException", /already exists/, add({}));
  });

  const identity = (change: object = {}) =>
    clients.eks.createPodIdentityAssociation({
      clusterName,
      namespace: "blog",
      serviceAccount: "backup",
      roleArn: fixture.podRoleArn,
      ...change,
    });

  it("a pod identity comes, is found by its place, and goes", async () => {
    const { association } = await identity();
    const { associations } = await clients.eks.listPodIdentityAssociations({
      clusterName,
      namespace: "blog",
    });
    assert.deepEqual(
      associations?.map((one) => one.associationId),
      [association!.associationId],
    );

    await clients.eks.deletePodIdentityAssociation({
      clusterName,
      associationId: association!.associationId,
    });

    assert.deepEqual((await clients.eks.listPodIdentityAssociations({ clusterName })).associations, []);
  });

  it("a pod identity is given another role", async () => {
    const { association } = await identity();
    const named = { clusterName, associationId: association!.associationId };
    const { Role } = await clients.iam.createRole({
      RoleName: "pod-2",
      AssumeRolePolicyDocument: trust("pods.eks.amazonaws.com"),
    });
    await clients.eks.updatePodIdentityAssociation({ ...named, roleArn: Role!.Arn });
    const described = await clients.eks.describePodIdentityAssociation(named);
    assert.equal(described.association?.roleArn, Role!.Arn);

    const unknown = clients.eks.describePodIdentityAssociation({ clusterName, associationId: "a-0" });
    await refuses("ResourceNotFoundException", /a-0/, unknown);
  });

  it("tags come and go, and none is AWS's own", async () => {
    const { cluster } = await clients.eks.describeCluster({ name: clusterName });
    const resourceArn = cluster!.arn;
    await clients.eks.tagResource({ resourceArn, tags: { a: "b" } });
    await clients.eks.untagResource({ resourceArn, tagKeys: ["owner"] });
    assert.deepEqual((await clients.eks.listTagsForResource({ resourceArn })).tags, { a: "b" });

    await refuses(
      "BadRequestException",
      /aws:/,
      clients.eks.tagResource({ resourceArn, tags: { "aws:a": "b" } }),
    );
    const unknown = clients.eks.listTagsForResource({ resourceArn: `${resourceArn}-2` });
    await refuses("NotFoundException", /blog-2/, unknown);
  });

  it("a pod identity is refused where AWS refuses it", async () => {
    await refuses("InvalidParameterException", /Trust policy/, identity({ roleArn: fixture.nodeRoleArn }));
    await refuses(
      "InvalidParameterException",
      /does not exist/,
      identity({ roleArn: `${fixture.podRoleArn}2` }),
    );
    await identity();
    await refuses("ResourceInUseException", /already exists/, identity());
  });

  it("versions of Kubernetes are listed by their support", async () => {
    const names = async (asked: object) =>
      (await clients.eks.describeClusterVersions(asked)).clusterVersions?.map((one) => one.clusterVersion);

    assert.deepEqual(await names({ versionStatus: "STANDARD_SUPPORT" }), ["1.36", "1.35", "1.34"]);
    assert.deepEqual(await names({ versionStatus: "EXTENDED_SUPPORT" }), ["1.33", "1.32"]);
    assert.deepEqual(await names({ defaultOnly: true }), ["1.35"]);
    assert.deepEqual(await names({ clusterVersions: ["1.31"] }), ["1.31"]);
  });
});
