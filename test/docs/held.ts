/** Commands that are not executed as they stand in a document. */
export interface Held {
  /** Document, or "*" for all. */
  readonly document: string;
  /** Section of the document, where its other commands that begin so are executed. */
  readonly section?: string;
  readonly because: string;
  /** How each of them begins: so much that no other one is meant. */
  readonly begins: readonly string[];
}

const PRODUCTION = "docs/production.md";
const WORKFLOWS = "docs/workflows.md";
const OPERATIONS = "docs/operations.md";

export const HELD: readonly Held[] = [
  {
    document: "*",
    because: "it runs the tests, this one among them",
    begins: ["npm test", "npm run test:", "npx mocha", "npm run lab -- run --only"],
  },
  {
    document: "*",
    because: "it installs or asks for packages; each run of the tests begins with it",
    begins: ["npm ci", "npm outdated", "npm install"],
  },
  {
    document: "*",
    because: "test/e2e/hooks.ts ends with it",
    begins: ["npm run local -- down"],
  },
  {
    document: "README.md",
    because:
      "it needs AWS; test/engine/production brings the stack up in the double, test/engine/rollback goes back by such a pin",
    begins: [
      "pulumi preview -s prod",
      "pulumi up -s prod",
      "pulumi up --stack prod",
      "pulumi config set --stack prod --path --type string blog:backend.tag",
    ],
  },
  {
    document: "README.md",
    because: "docs/operations.md has the same, and is executed",
    begins: ["npm run local", "npm run releases", "npm run rollback"],
  },
  {
    document: "docs/your-own-application.md",
    because: "npm run test:own-application does it",
    begins: ["npm run local"],
  },
  {
    document: "docs/policies.md",
    because: "test/engine/policy runs the pack in previews and updates of the stack",
    begins: ["pulumi preview -s prod --policy-pack", "pulumi up -s prod --policy-pack"],
  },
  {
    document: "docs/plan.md",
    because: "test/unit/plan makes plans in all these forms",
    begins: ["npm run -s plan", "npm run plan"],
  },
  {
    document: "docs/doctor.md",
    because: "it needs a stack in AWS; test/engine/doctor has one in the double",
    begins: ["npm run doctor -- --stack prod"],
  },
  {
    document: WORKFLOWS,
    because: "docs/production.md has the same, and is executed",
    begins: ["pulumi config set --path 'blog:aws.", "pulumi up -s prod"],
  },
  {
    document: WORKFLOWS,
    because: "it needs a repository on GitHub",
    begins: ["gh variable set"],
  },
  {
    document: WORKFLOWS,
    because: "it makes a role for a cluster in AWS; the document says that it was not run",
    begins: ["ACCOUNT=", "ISSUER=", "cat > trust.json", "ROLE=", "aws iam", "aws eks"],
  },
  {
    document: "docs/workflows.md",
    because: "docs/production.md has the same, where it is executed",
    begins: ["pulumi config set --path", "pulumi up -s prod", "ACCOUNT="],
  },
  {
    document: "docs/workflows.md",
    because: "it needs a repository on GitHub",
    begins: ["gh variable set"],
  },
  {
    document: "docs/workflows.md",
    because: "test/engine/workflows makes the same role in the double of AWS, and looks for drift with it",
    begins: ["ISSUER=", "cat > trust.json", "ROLE=", "aws iam", "aws eks"],
  },
  {
    document: OPERATIONS,
    because: "it needs the cluster in AWS",
    begins: ["aws eks update-kubeconfig"],
  },
  {
    document: OPERATIONS,
    because: "it needs a pod that crashed",
    begins: ["kubectl logs -n blog deployment/backend --previous"],
  },
  {
    document: OPERATIONS,
    because: "test/e2e/last/destroy.test.ts does it when all others are done",
    begins: ["pulumi destroy -s local", "pulumi config set -s local --path 'blog:database.protect' false"],
  },
  {
    document: PRODUCTION,
    because: "the credentials of the double are not in a profile",
    begins: ["export AWS_PROFILE=…"],
  },
  {
    document: PRODUCTION,
    because: "the double is asked without TLS, which this policy forbids",
    begins: ["aws s3api put-bucket-policy"],
  },
  {
    document: PRODUCTION,
    because:
      "test/engine/production/production.test.ts brings the stack up, changes, refreshes and destroys it",
    begins: [
      "pulumi up -s prod",
      "pulumi refresh -s prod",
      "pulumi destroy -s prod",
      "pulumi config set --path 'blog:database.protect' false",
      "pulumi stack rm prod",
    ],
  },
  {
    document: PRODUCTION,
    because: "no blog answers behind the double; the smoke test asks the local one",
    begins: ["URL=", 'curl -sI "$URL/"', 'curl -s "$URL/api/posts"', "curl -sI", "curl -s https://"],
  },
  {
    document: PRODUCTION,
    because: "it needs the cluster in AWS; docs/operations.md asks the local one alike",
    begins: [
      'eval "$(pulumi stack output kubeconfig)"',
      "kubectl get nodes -L",
      "kubectl -n blog get pods,hpa,pvc",
      "kubectl -n blog-proxy get pods,service",
      "kubectl -n blog exec deploy/frontend",
      'kubectl -n blog exec database-0 -c mysql -- sh -c \\\n  \'MYSQL_PWD="$(cat /run/secrets/database-root/password)" exec mysqldump',
      "gunzip -c blog.sql.gz | tail",
      "kubectl -n blog get secret",
      "kubectl -n blog exec -it",
    ],
  },
  {
    document: PRODUCTION,
    because: "the newest Kubernetes of the double is 1.36",
    begins: ["pulumi config set --path 'blog:aws.kubernetesVersion' 1.37"],
  },
  {
    document: PRODUCTION,
    because: "it needs the load balancer that EKS makes",
    begins: ["HOST=$(kubectl", "LB=$(aws", "aws elbv2", "for TG in"],
  },
  {
    document: PRODUCTION,
    because: "the double does not know it, nor keys by their ARN there",
    begins: [
      "aws kms cancel-key-deletion",
      "aws kms enable-key --key-id",
      'aws kms schedule-key-deletion --key-id "$KEY"',
      "aws eks list-insights",
      "VERSION=$(aws eks describe-addon-versions",
      "aws eks update-addon",
      "aws cloudtrail lookup-events",
      "aws resourcegroupstaggingapi",
      "aws logs delete-log-group",
    ],
  },
  {
    document: PRODUCTION,
    because: "it deletes or moves what a stack in AWS has left, and the double has none left",
    begins: [
      "aws s3 cp",
      "VOLUME=",
      "SNAPSHOT=",
      "ZONE=",
      "aws ec2",
      "VPC=",
      "BACKUPS=",
      "BACKUP_KEY=",
      'empty "$BACKUPS"',
      'aws s3api delete-bucket --bucket "$BACKUPS"',
      'aws kms schedule-key-deletion --key-id "$BACKUP_KEY"',
    ],
  },
  {
    document: PRODUCTION,
    section: "State lost",
    because: 'it mends a lost bucket, and the double\'s is there: "State" has the same',
    begins: ["pulumi login", "pulumi stack init"],
  },
  {
    document: PRODUCTION,
    because: "it mends what was lost in AWS; the document says what of it was not tried",
    begins: [
      "aws eks describe-cluster --name",
      "PULUMI_K8S_DELETE_UNREACHABLE=true pulumi refresh",
      "kubectl -n blog scale",
      "kubectl -n blog wait",
      "kubectl -n blog delete pvc",
      "kubectl apply -f -",
      "sed '/^secretsprovider:",
      "pulumi stack init prod2",
      "pulumi config set aws:region eu-west-1",
      "ZONE_ID=",
      "aws route53 change-resource-record-sets",
      "pulumi up -s prod2",
      "aws s3api copy-object",
      "pulumi stack import",

      "ADMIN=",
      "aws eks create-access-entry",
      "aws eks associate-access-policy",
      "aws eks delete-access-entry",
    ],
  },
];
