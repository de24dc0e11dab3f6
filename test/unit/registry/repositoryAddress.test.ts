import assert from "node:assert/strict";
import { repositoryAddress } from "../../../components/registry/repositoryAddress";

describe("the address of a repository", () => {
  const table: [url: string, name: string, api: string][] = [
    ["127.0.0.1:5000/backend", "127.0.0.1:5000/backend", "http://127.0.0.1:5000/v2/backend/"],
    ["127.1.2.3/backend", "127.1.2.3/backend", "http://127.1.2.3/v2/backend/"],
    ["localhost/backend", "localhost/backend", "http://localhost/v2/backend/"],
    ["localhost:5000/a/b", "localhost:5000/a/b", "http://localhost:5000/v2/a/b/"],
    ["blog.localhost:5000/a", "blog.localhost:5000/a", "http://blog.localhost:5000/v2/a/"],
    ["[::1]:5000/a", "[::1]:5000/a", "http://[::1]:5000/v2/a/"],
    ["registry.example.com/a/b_c", "registry.example.com/a/b_c", "https://registry.example.com/v2/a/b_c/"],
    ["10.0.0.1:5000/a", "10.0.0.1:5000/a", "https://10.0.0.1:5000/v2/a/"],
    ["notlocalhost.example:5000/a", "notlocalhost.example:5000/a", "https://notlocalhost.example:5000/v2/a/"],
    ["127.0.0.1.example.com/a", "127.0.0.1.example.com/a", "https://127.0.0.1.example.com/v2/a/"],
    ["registry:5000/a", "registry:5000/a", "https://registry:5000/v2/a/"],
    ["someone/backend", "docker.io/someone/backend", "https://registry-1.docker.io/v2/someone/backend/"],
    ["mysql", "docker.io/library/mysql", "https://registry-1.docker.io/v2/library/mysql/"],
    ["docker.io/mysql", "docker.io/library/mysql", "https://registry-1.docker.io/v2/library/mysql/"],
    [
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/blog/backend",
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/blog/backend",
      "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/blog/backend/",
    ],
  ];
  for (const [url, name, api] of table) {
    it(`${url} is at ${api}`, () => {
      const address = repositoryAddress(url);
      assert.equal(address.name, name);
      assert.equal(address.api.href, api);
    });
  }

  const malformed = [
    "",
    "https://registry.example.com/a",
    "registry.example.com/",
    "registry.example.com/a:tag",
    "registry.example.com/a@sha256:00",
    "registry.example.com/Backend",
    "registry.example.com/a//b",
    "registry.example.com/a/../b",
    "user@registry.example.com/a",
    "registry.example.com:port/a",
    "registry.example.com/a?b",
  ];
  for (const url of malformed) {
    it(`"${url}" is refused`, () => {
      assert.throws(() => repositoryAddress(url), {
        message: `"${url}" is not a repository: write the registry's host and a path in lower case, without a scheme or a tag.`,
      });
    });
  }
});
