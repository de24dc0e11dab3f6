// Lets a command reach the tests' registry under the name that ECR gives to that of the account.
const original = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input);
  if (!/\.dkr\.ecr\./.test(hostname)) return original(input, init);
  return original(`http://${process.env.REGISTRY_OF_THE_TESTS}${pathname}${search}`, init);
};
