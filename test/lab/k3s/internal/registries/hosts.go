package registries

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// WriteHosts makes DIRECTORY/HOST/hosts.toml for each registry and removes what an earlier start left there.
func (f File) WriteHosts(directory string) error {
	if err := os.RemoveAll(directory); err != nil {
		return err
	}
	for host, content := range f.hosts() {
		folder := filepath.Join(directory, host)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "hosts.toml"), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// hosts are the hosts.toml files by registry; containerd itself falls back to the registry after the endpoints.
// The node's loopback holds no registry: the fallback's "connection refused" would only hide the mirror's answer.
func (f File) hosts() map[string]string {
	files := map[string]string{}
	for host := range f.Configs {
		files[host] = f.endpoint("https://" + host)
	}
	for host, mirror := range f.Mirrors {
		var text strings.Builder
		for _, endpoint := range mirror.Endpoints {
			text.WriteString(f.endpoint(endpoint))
		}
		fallback := ""
		if isLoopback(host) && len(mirror.Endpoints) > 0 {
			fallback = fmt.Sprintf("server = %q\n\n", mirror.Endpoints[len(mirror.Endpoints)-1])
		}
		if host == "*" {
			host = "_default"
		}
		files[host] = fallback + text.String()
	}
	return files
}

func isLoopback(registry string) bool {
	host, _, err := net.SplitHostPort(registry)
	if err != nil {
		host = registry
	}
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func (f File) endpoint(address string) string {
	text := fmt.Sprintf("[host.%q]\n  capabilities = [\"pull\", \"resolve\"]\n", strings.TrimSuffix(address, "/"))
	parsed, err := parse(address)
	if err != nil {
		return text
	}
	tls := f.Configs[parsed.Host].TLS
	if tls == nil {
		return text
	}
	if tls.CAFile != "" {
		text += fmt.Sprintf("  ca = %q\n", tls.CAFile)
	}
	if tls.CertFile != "" {
		text += fmt.Sprintf("  client = [[%q, %q]]\n", tls.CertFile, tls.KeyFile)
	}
	if tls.InsecureSkipVerify {
		text += "  skip_verify = true\n"
	}
	return text
}

// Credentials are the tables of containerd's own configuration that hold credentials.
func (f File) Credentials() string {
	var text strings.Builder
	for host, config := range f.Configs {
		if auth := config.Auth; auth != nil {
			fmt.Fprintf(&text, "[plugins.\"io.containerd.grpc.v1.cri\".registry.configs.%q.auth]\n", host)
			fmt.Fprintf(&text, "  username = %q\n  password = %q\n", auth.Username, auth.Password)
			fmt.Fprintf(&text, "  auth = %q\n  identitytoken = %q\n", auth.Auth, auth.IdentityToken)
		}
	}
	return text.String()
}
