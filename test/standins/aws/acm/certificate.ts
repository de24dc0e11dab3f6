import {
  AddTagsToCertificateCommand,
  type CertificateDetail,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  ListTagsForCertificateCommand,
  RemoveTagsFromCertificateCommand,
  RequestCertificateCommand,
  UpdateCertificateOptionsCommand,
} from "@aws-sdk/client-acm";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import { type Args, type Kind, REGION, TAGS } from "../kind/kind";
import { tagList, tagMap } from "../kind/tagging";
import { all, length, oneOf, pattern } from "../rules/rule";
import { block, flag, list, outputs, set, text, unsupported } from "../schema/property";

import { certificateState, optionsRequest } from "./certificateParts";

const MISSING = "ResourceNotFoundException";
const domain = all(length(1, 253), pattern(/^[^.](.*[^.])?$/, "a domain without a dot at either end"));
const ALGORITHMS = [
  "RSA_1024",
  "RSA_2048",
  "RSA_3072",
  "RSA_4096",
  "EC_prime256v1",
  "EC_secp384r1",
  "EC_secp521r1",
];

/** Certificates that AWS issues; imported ones and those of a private authority are not supported. */
export const certificate: Kind = {
  type: "aws:acm/certificate:Certificate",
  title: "ACM Certificate",
  limits: { delete: 1200 },
  schema: {
    domainName: text({ required: true, replaces: true, rule: domain }),
    keyAlgorithm: text({ computed: true, replaces: true, rule: oneOf(...ALGORITHMS) }),
    options: block(
      {
        certificateTransparencyLoggingPreference: text({
          fallback: "ENABLED",
          rule: oneOf("ENABLED", "DISABLED"),
        }),
        export: text({ computed: true, replaces: true, rule: oneOf("ENABLED", "DISABLED") }),
      },
      { computed: true },
    ),
    subjectAlternativeNames: set(text({ rule: domain }), { computed: true, replaces: true }),
    validationMethod: text({ required: true, replaces: true, rule: oneOf("DNS", "EMAIL") }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "notAfter", "notBefore", "renewalEligibility", "status", "type"),
    domainValidationOptions: list(
      block(outputs("domainName", "resourceRecordName", "resourceRecordType", "resourceRecordValue")),
      { output: true },
    ),
    pendingRenewal: flag({ output: true }),
    validationEmails: list(text(), { output: true }),
    ...unsupported("certificateAuthorityArn", "certificateBody", "certificateChain", "earlyRenewalDuration"),
    ...unsupported("privateKey", "privateKeyWo", "privateKeyWoVersion", "validationOptions"),
  },

  async create({ aws }, news) {
    const others = ((news.subjectAlternativeNames ?? []) as string[]).filter(
      (name) => name !== news.domainName,
    );
    const { CertificateArn } = await aws.acm.send(
      new RequestCertificateCommand({
        DomainName: news.domainName,
        KeyAlgorithm: news.keyAlgorithm,
        Options: optionsRequest(news),
        SubjectAlternativeNames: others.length > 0 ? others : undefined,
        ValidationMethod: news.validationMethod,
        Tags: tagList((news.tagsAll ?? {}) as never),
      }),
    );
    return CertificateArn!;
  },

  /** The records that prove the domain are known some seconds later. */
  async finish({ aws, patience }, id, { validationMethod }) {
    const state = async () => {
      const options = (await find(aws, id))?.DomainValidationOptions ?? [];
      const known = options.every(({ ResourceRecord }) => validationMethod !== "DNS" || ResourceRecord);
      return options.length > 0 && known ? "known" : "unknown";
    };
    const seconds = Math.min(patience.seconds, 300);
    await waitForState({ state, pending: ["unknown"], target: "known" }, { ...patience, seconds });
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const { Tags } = await aws.acm.send(new ListTagsForCertificateCommand({ CertificateArn: id }));
    return { ...certificateState(found, prior), tagsAll: tagMap(Tags) };
  },

  async update({ aws }, { id, news, changed }) {
    if (!changed("options")) return;
    await aws.acm.send(
      new UpdateCertificateOptionsCommand({ CertificateArn: id, Options: optionsRequest(news) }),
    );
  },

  async retag({ aws }, { id: CertificateArn, state, set, removed }) {
    const gone = tagList(
      Object.fromEntries(removed.map((key) => [key, (state.tagsAll as Args)[key] as string])),
    );
    if (gone.length > 0)
      await aws.acm.send(new RemoveTagsFromCertificateCommand({ CertificateArn, Tags: gone }));
    if (Object.keys(set).length > 0)
      await aws.acm.send(new AddTagsToCertificateCommand({ CertificateArn, Tags: tagList(set) }));
  },

  async delete({ aws, patience }, CertificateArn) {
    const call = () => aws.acm.send(new DeleteCertificateCommand({ CertificateArn }));
    const gone = whileRefused(patience, call, (error) => isCode(error, "ResourceInUseException"));
    await unlessMissing(gone, MISSING);
  },
};

export async function findCertificate(
  aws: Aws,
  CertificateArn: string,
): Promise<CertificateDetail | undefined> {
  return (await unlessMissing(aws.acm.send(new DescribeCertificateCommand({ CertificateArn })), MISSING))
    ?.Certificate;
}
const find = findCertificate;
