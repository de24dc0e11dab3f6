// Package pki keeps the cluster's certificates in a directory that outlives the container: what is there and still
// right is kept, so that a kubeconfig handed out once stays valid; what is missing, ending or changed is made anew.
package pki

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"time"
)

const (
	validity = 10 * 365 * 24 * time.Hour
	// renewal is the rest of a certificate's life at which it is made anew.
	renewal = 90 * 24 * time.Hour
)

// Authority is one certificate authority and the directory of what it signed.
type Authority struct {
	directory, name string
	pair            *pair
}

// Open loads the authority NAME from a directory, or makes it.
func Open(directory, name string) (*Authority, error) {
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return nil, err
	}
	authority := &Authority{directory: directory, name: name}
	if authority.pair = authority.load(name); authority.pair != nil {
		return authority, nil
	}
	template := newTemplate(pkix.Name{CommonName: "k3s-" + name})
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	return authority, authority.sign(name, template)
}

func newTemplate(subject pkix.Name) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, big.NewInt(0).Lsh(big.NewInt(1), 120))
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      subject,
		// A clock that is set back a little must not make a new cluster's certificates invalid.
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().Add(validity),
	}
}

// sign makes a key and a certificate; the authority's own is signed by itself.
func (a *Authority) sign(name string, template *x509.Certificate) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("key of %s: %w", name, err)
	}
	issuer := a.pair
	if issuer == nil {
		issuer = &pair{template, key}
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, issuer.certificate, &key.PublicKey, issuer.key)
	if err != nil {
		return fmt.Errorf("certificate of %s: %w", name, err)
	}
	if a.pair == nil {
		certificate, err := x509.ParseCertificate(signed)
		if err != nil {
			return fmt.Errorf("certificate of %s: %w", name, err)
		}
		a.pair = &pair{certificate, key}
	}
	return a.save(name, signed, key)
}
