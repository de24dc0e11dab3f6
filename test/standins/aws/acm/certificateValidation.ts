import type { CertificateDetail } from "@aws-sdk/client-acm";
import { waitForState } from "../account/wait";
import { type Kind, REGION } from "../kind/kind";
import { arn } from "../rules/arn";
import { set, text } from "../schema/property";
import { findCertificate } from "./certificate";

/** Nothing of AWS's own: it waits until a certificate has been issued. */
export const certificateValidation: Kind = {
  type: "aws:acm/certificateValidation:CertificateValidation",
  title: "ACM Certificate Validation",
  limits: { create: 4500 },
  schema: {
    certificateArn: text({ required: true, replaces: true, rule: arn }),
    validationRecordFqdns: set(text(), { replaces: true }),
    ...REGION,
  },

  async create({ aws, patience }, { certificateArn, validationRecordFqdns }) {
    const found = await findCertificate(aws, certificateArn as string);
    if (!found) throw new Error(`there is no certificate ${certificateArn}`);
    if (found.Type !== "AMAZON_ISSUED")
      throw new Error(`the certificate has the type ${found.Type}, so there is nothing to validate`);
    if (validationRecordFqdns) requireRecords(found, validationRecordFqdns as string[]);
    const state = async () => (await findCertificate(aws, certificateArn as string))?.Status;
    const reason = async () => (await findCertificate(aws, certificateArn as string))?.FailureReason;
    await waitForState({ state, pending: ["PENDING_VALIDATION"], target: "ISSUED", reason }, patience);
    const issued = await findCertificate(aws, certificateArn as string);
    return issued?.IssuedAt?.toISOString() ?? (certificateArn as string);
  },

  async read({ aws }, _id, { certificateArn, validationRecordFqdns }) {
    const found = await findCertificate(aws, certificateArn as string);
    return found?.Status === "ISSUED" ? { certificateArn, validationRecordFqdns } : undefined;
  },

  delete: () => Promise.resolve(),
};

function requireRecords(found: CertificateDetail, given: string[]): void {
  const names = given.map(withoutDot);
  const options = (found.DomainValidationOptions ?? []).filter(
    ({ ValidationMethod }) => ValidationMethod === "DNS",
  );
  if (options.length === 0)
    throw new Error("validationRecordFqdns is only for certificates that DNS validates");
  const missing = options.find(
    ({ ResourceRecord }) => !names.includes(withoutDot(ResourceRecord?.Name ?? "")),
  );
  if (missing)
    throw new Error(`missing ${missing.DomainName} DNS validation record: ${missing.ResourceRecord?.Name}`);
}

const withoutDot = (name: string) => name.replace(/\.$/, "");
