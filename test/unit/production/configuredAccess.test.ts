import assert from "node:assert/strict";
import { areRefused, below, read } from "../configRig";
import { changed, production } from "../stacks";
import { DEPLOYER as role } from "./deployed";

const good = production();
const aws = below(good, "blog:aws");

describe("where a configuration of production lets people come from", () => {
  const open =
    /^blog:aws\.apiAccess\[0\] is open to a large part of the internet, got "[^"]*": write "anywhere"/;
  const hidden =
    /^blog:aws\.apiAccess\[0\] is a private network, which EKS refuses, got "[^"]*": name the public/;
  areRefused(good, [
    [
      aws({ apiAccess: undefined }),
      /^blog:aws\.apiAccess is missing, and must be a list of networks .*apiAccess\[0\]'/,
    ],
    [
      aws({ apiAccess: "anywhere" }),
      /^blog:aws\.apiAccess must be a list of networks .*, got "anywhere": set it/,
    ],
    [aws({ apiAccess: ["0.0.0.0/0"] }), open],
    [aws({ apiAccess: ["0.0.0.0/1"] }), open],
    [aws({ apiAccess: ["64.0.0.0/7"] }), open],
    [aws({ apiAccess: ["10.0.0.0/16"] }), hidden],
    [aws({ apiAccess: ["192.168.1.0/24"] }), hidden],
    [
      aws({ apiAccess: ["203.0.113.7"] }),
      /^blog:aws\.apiAccess\[0\] must be .* "203\.0\.113\.7\/32", .*, got "203\.0\.113\.7"/,
    ],
    [
      aws({ apiAccess: ["anywere"] }),
      /^blog:aws\.apiAccess\[0\] must be an IPv4 network .*, or "anywhere", got "anywere"/,
    ],
    [
      aws({ apiAccess: ["203.0.113.7/24"] }),
      /^blog:aws\.apiAccess\[0\] has address bits .*, got "203\.0\.113\.7\/24"/,
    ],
    [
      aws({ apiAccess: ["203.0.113.7/32", "::/0"] }),
      /^blog:aws\.apiAccess\[1\] must be .*, got "::\/0": set it with .*\[1\]'/,
    ],
  ]);

  it("may be anywhere, or nowhere, if it says so", async () => {
    for (const [given, networks] of [
      [["anywhere"], ["0.0.0.0/0"]],
      [[], []],
    ]) {
      const config = await read(changed(good, aws({ apiAccess: given })).config);
      assert.ok(config.platform === "aws");
      assert.deepEqual(config.aws.apiAccess, networks);
    }
  });
});

describe("the administrators in a configuration of production", () => {
  areRefused(good, [
    [
      aws({ admins: undefined }),
      /^blog:aws\.admins is missing, and must be a list of ARNs .*'blog:aws\.admins\[0\]'/,
    ],
    [
      aws({ admins: [] }),
      /^blog:aws\.admins must be a list of at least one IAM role or user, got \[\]: set it .*\[0\]'/,
    ],
    [aws({ admins: role }), /^blog:aws\.admins must be a list of ARNs .*, got "arn:aws:iam/],
    [
      aws({ admins: ["deployer"] }),
      /^blog:aws\.admins\[0\] must be the ARN of an IAM role or user .*, got "deployer"/,
    ],
    [
      aws({ admins: ["arn:aws:sts::111122223333:assumed-role/deployer/me"] }),
      /^blog:aws\.admins\[0\] must be the ARN of an IAM role or user .*, got "arn:aws:sts::111122223333:assumed-role/,
    ],
    [aws({ admins: ["arn:aws:iam::111122223333:root"] }), /^blog:aws\.admins\[0\] must be .*, got ".*:root"/],
    [
      aws({ admins: [role, "arn:aws:iam::444455556666:role/deployer"] }),
      /^blog:aws\.admins must all be of one AWS account, got \[.*444455556666.*\]: name those of the account/,
    ],
    [aws({ admins: [role, role] }), /^blog:aws\.admins names somebody twice, got \[.*\]: remove one/],
    [
      aws({ admins: [role, "arn:aws:iam::111122223333:role/team/deployer"] }),
      /^blog:aws\.admins names somebody twice, got \[.*\]: remove one/,
    ],
  ]);
});
