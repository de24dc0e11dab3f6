package pki

import (
	"bytes"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
)

func ensure(t *testing.T, directory string, hosts ...string) map[string][]byte {
	t.Helper()
	err := Ensure(directory, Cluster{NodeName: "node", NodeAddress: "10.0.0.2", APIServerHosts: hosts})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	names, _ := filepath.Glob(filepath.Join(directory, "*"))
	for _, name := range names {
		files[filepath.Base(name)], _ = os.ReadFile(name)
	}
	return files
}

func TestAnotherNameMakesAnotherServerCertificateAlone(t *testing.T) {
	directory := t.TempDir()
	first := ensure(t, directory, "localhost")
	again := ensure(t, directory, "localhost")
	other := ensure(t, directory, "localhost", "blog.example")
	for name := range first {
		if !bytes.Equal(first[name], again[name]) {
			t.Errorf("%s changed without need", name)
		}
		server := name == "apiserver.crt" || name == "apiserver.key"
		if kept := bytes.Equal(first[name], other[name]); kept == server {
			t.Errorf("%s: kept is %t after another name", name, kept)
		}
	}
}

func TestDamagedCertificateIsMadeAnew(t *testing.T) {
	directory := t.TempDir()
	first := ensure(t, directory, "localhost")
	if err := os.WriteFile(filepath.Join(directory, "admin.crt"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := ensure(t, directory, "localhost")
	if bytes.Equal(again["admin.crt"], []byte("half")) || !bytes.Equal(first["ca.crt"], again["ca.crt"]) {
		t.Error("a damaged certificate must be made anew by the same authority")
	}
}

func TestServerCertificateHoldsForItsNames(t *testing.T) {
	directory := t.TempDir()
	ensure(t, directory, "localhost", "10.43.0.1")
	authority, err := Open(directory, "ca")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(authority.pair.certificate)
	certificate := authority.load("apiserver").certificate
	for _, name := range []string{"localhost", "10.43.0.1"} {
		if _, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
