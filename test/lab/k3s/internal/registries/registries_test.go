package registries

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func read(t *testing.T, content string) (File, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "registries.yaml")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(file)
}

func TestMirrorsBecomeHosts(t *testing.T) {
	parsed, err := read(t, `
mirrors:
  "127.0.0.1:5001": {endpoint: ["http://registry:5000"]}
  docker.io: {endpoint: ["https://one.example", "https://two.example/"]}
  "*": {endpoint: ["https://any.example"]}
configs:
  one.example:
    tls: {ca_file: /ca.crt, insecure_skip_verify: true}
    auth: {username: blog, password: 'a"b'}
`)
	if err != nil {
		t.Fatal(err)
	}
	hosts := parsed.hosts()
	for host, want := range map[string]string{
		"127.0.0.1:5001": "server = \"http://registry:5000\"\n\n" + host("http://registry:5000"),
		"docker.io": host("https://one.example") + "  ca = \"/ca.crt\"\n  skip_verify = true\n" +
			host("https://two.example"),
		"_default": host("https://any.example"),
	} {
		if hosts[host] != want {
			t.Errorf("%s:\n%s\nwant:\n%s", host, hosts[host], want)
		}
	}
	if credentials := parsed.Credentials(); !strings.Contains(credentials, `password = "a\"b"`) {
		t.Errorf("credentials are\n%s", credentials)
	}
}

func host(endpoint string) string {
	return "[host.\"" + endpoint + "\"]\n  capabilities = [\"pull\", \"resolve\"]\n"
}

func TestNoFileMeansNoMirrors(t *testing.T) {
	parsed, err := Read(filepath.Join(t.TempDir(), "absent"))
	if err != nil || len(parsed.hosts()) != 0 {
		t.Errorf("got %v, %v", parsed, err)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for content, want := range map[string]string{
		"mirors: {}": "mirors",
		"mirrors: {a: {endpoint: [registry:5000]}}": `mirror a: endpoint "registry:5000"`,
	} {
		if _, err := read(t, content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want a mention of %s", content, err, want)
		}
	}
}
