import assert from "node:assert/strict";
import { areRefused, below, read, refusals, Wrong } from "../configRig";
import { changed, committed, OPERATOR, production } from "../stacks";

const good = production();

const aws = below(good, "blog:aws");

describe("a configuration of production", () => {
  it("asks at once for all that only the operator knows", async () => {
    const sentences = await refusals(committed("prod").config);
    assert.deepEqual(
      sentences.map((sentence) => sentence.replace(/,.*: set it with .*--path/, " …")),
      [
        "blog:aws.admins is missing … 'blog:aws.admins[0]' <value>\".",
        "blog:aws.apiAccess is missing … 'blog:aws.apiAccess[0]' <value>\".",
        "aws:region is missing … 'aws:region' <value>\".",
      ],
    );
  });

  it("has a default for all else", async () => {
    const config = await read(
      changed(committed("prod"), { "blog:backend": undefined, "blog:proxy": undefined, ...OPERATOR }).config,
    );
    assert.ok(config.platform === "aws");
    assert.deepEqual(config.aws, {
      ...OPERATOR["blog:aws"],
      kubernetesVersion: "1.36",
      network: {
        cidr: "10.20.0.0/16",
        serviceCidr: "172.20.0.0/16",
        zones: 3,
        natGateways: "single",
        flowLogs: "rejected",
      },
      logRetentionDays: 90,
    });
    assert.deepEqual(config.provider, { region: "eu-central-1" });
    assert.equal(config.database.backup.keepDays, 7);
  });

  const wrong: readonly Wrong[] = [
    [{ "aws:region": undefined }, /^aws:region is missing, and must be a region such as "eu-central-1": set/],
    [{ "aws:region": "Frankfurt" }, /^aws:region must be a region .*, got "Frankfurt": set it with/],
    [{ "aws:region": "eu-central-1a" }, /^aws:region must be a region .*, got "eu-central-1a"/],
    [{ "aws:profile": "my profile" }, /^aws:profile must be the name of a profile .*, got "my profile"/],
    [{ "aws:skipMetadataApiCheck": "true" }, /^aws:skipMetadataApiCheck is not a known key: correct/],
    [{ "blog:aws": undefined }, /^blog:aws is missing, and must be a group of keys: write its keys below it/],
    [{ "blog:cluster": {} }, /^blog:cluster is not a known key/],
    [aws({ zone: 3 }), /^blog:aws\.zone is not a known key/],
    [aws({ network: { cdir: "10.0.0.0/16" } }), /^blog:aws\.network\.cdir is not a known key/],

    [
      aws({ kubernetesVersion: 1.36 }),
      /^blog:aws\.kubernetesVersion must be a version in quotes .*, got 1\.36/,
    ],
    [aws({ kubernetesVersion: "1.36.2" }), /^blog:aws\.kubernetesVersion must be .*, got "1\.36\.2"/],
    [aws({ kubernetesVersion: "latest" }), /^blog:aws\.kubernetesVersion must be .*, got "latest"/],
    [aws({ logRetentionDays: 31 }), /^blog:aws\.logRetentionDays must be one of 1, 3, .* 3653, got 31/],
    [aws({ logRetentionDays: 0 }), /^blog:aws\.logRetentionDays must be a whole number .*, got 0/],
    [
      { "blog:database": { backup: { keepDays: 0 } } },
      /^blog:database\.backup\.keepDays .* 1 to 3650, got 0/,
    ],
    [{ "blog:rollbackDepth": "1" }, /^blog:rollbackDepth must be a whole number from 2 to 1000, got 1/],

    [
      { "blog:proxy": { domain: "Blog.example.com" } },
      /^blog:proxy\.domain must be .* lower case .*"Blog\.ex/,
    ],
    [
      { "blog:proxy": { domain: "https://blog.example.com" } },
      /^blog:proxy\.domain must be .*"https:\/\/blog/,
    ],
    [{ "blog:proxy": { domain: "blog" } }, /^blog:proxy\.domain must be a domain name .*, got "blog"/],
    [
      { "blog:proxy": { domain: "blog.example.com." } },
      /^blog:proxy\.domain must be .*, got "blog\.example\.com\."/,
    ],
    [
      aws({ hostedZone: "Z111111QQQQQQQ" }),
      /^blog:aws\.hostedZone must be a domain name .*, got "Z111111QQQQQQQ"/,
    ],
    [
      aws({ hostedZone: "example.com" }),
      /^blog:aws\.hostedZone is of no use without blog:proxy\.domain, got "example\.com": set that one too/,
    ],
    [
      { ...aws({ hostedZone: "example.org" }), "blog:proxy": { domain: "blog.example.com" } },
      /^blog:aws\.hostedZone is not a zone that blog:proxy\.domain "blog\.example\.com" lies in, got "example\.org": name/,
    ],
    [
      { ...aws({ hostedZone: "ample.com" }), "blog:proxy": { domain: "blog.example.com" } },
      /^blog:aws\.hostedZone is not a zone .*, got "ample\.com": name one that the domain ends with/,
    ],

    [aws({ github: "octocat" }), /^blog:aws\.github must be a GitHub repository .*, got "octocat"/],
    [aws({ github: "https://github.com/octocat/blog" }), /^blog:aws\.github must be .*"https:\/\/github/],
    [
      aws({ github: "octocat/blog" }),
      /^blog:aws has github "octocat\/blog", but not where the state lies: set state\.bucket and state\.key/,
    ],
    [aws({ githubOidcProvider: "github" }), /^blog:aws\.githubOidcProvider must be the ARN .*, got "github"/],
    [
      aws({ state: { bucket: "blog-state" } }),
      /^blog:aws\.state\.key is missing, and must be the ARN of a KMS key/,
    ],
    [
      aws({
        state: {
          bucket: "Blog_State",
          key: "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555",
        },
      }),
      /^blog:aws\.state\.bucket must be the name of an S3 bucket, got "Blog_State"/,
    ],
    [
      aws({ state: { bucket: "blog-state", key: "alias/state" } }),
      /^blog:aws\.state\.key must be the ARN of a KMS key .*, got "alias\/state"/,
    ],
  ];
  areRefused(good, wrong);

  it("may have a profile that is named after an account", async () => {
    const config = await read(changed(good, { "aws:profile": "111122223333" }).config);
    assert.ok(config.platform === "aws");
    assert.equal(config.provider.profile, "111122223333");
  });

  it("may have a domain that is its zone itself", async () => {
    const config = await read(
      changed(good, { ...aws({ hostedZone: "example.com" }), "blog:proxy": { domain: "example.com" } })
        .config,
    );
    assert.ok(config.platform === "aws");
    assert.equal(config.proxy.domain, "example.com");
  });
});
