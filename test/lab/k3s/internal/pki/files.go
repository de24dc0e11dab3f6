package pki

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
)

const (
	certificateBlock = "CERTIFICATE"
	keyBlock         = "PRIVATE KEY"
)

// pair is a certificate with its key.
type pair struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

// load reads NAME.crt and NAME.key; an absent or damaged pair is nil, and is then made anew.
func (a *Authority) load(name string) *pair {
	certificate, err := x509.ParseCertificate(block(a.path(name, "crt")))
	if err != nil {
		return nil
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block(a.path(name, "key")))
	if err != nil {
		return nil
	}
	key, ok := parsed.(crypto.Signer)
	if !ok {
		return nil
	}
	return &pair{certificate, key}
}

func block(file string) []byte {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	if first, _ := pem.Decode(text); first != nil {
		return first.Bytes
	}
	return nil
}

func (a *Authority) path(name, extension string) string {
	return filepath.Join(a.directory, name+"."+extension)
}

func (a *Authority) save(name string, certificate []byte, key crypto.Signer) error {
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("key of %s: %w", name, err)
	}
	if err := write(a.path(name, "key"), keyBlock, encoded); err != nil {
		return err
	}
	return write(a.path(name, "crt"), certificateBlock, certificate)
}

func write(file, kind string, content []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600)
}
