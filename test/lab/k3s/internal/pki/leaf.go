package pki

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"net"
	"slices"
	"time"
)

// Client makes sure of a client certificate for a user of the cluster and its groups.
func (a *Authority) Client(name, user string, groups ...string) error {
	template := newTemplate(pkix.Name{CommonName: user, Organization: groups})
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	return a.ensure(name, template)
}

// Server makes sure of a server certificate for names and addresses; another set of them makes a new one.
func (a *Authority) Server(name, user string, hosts []string) error {
	template := newTemplate(pkix.Name{CommonName: user})
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, host := range hosts {
		if address := net.ParseIP(host); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	return a.ensure(name, template)
}

func (a *Authority) ensure(name string, template *x509.Certificate) error {
	template.KeyUsage = x509.KeyUsageDigitalSignature
	if kept := a.load(name); kept != nil && a.serves(kept.certificate, template) {
		return nil
	}
	return a.sign(name, template)
}

// serves says whether a certificate is what the template asks for and will be for a while.
func (a *Authority) serves(kept, wanted *x509.Certificate) bool {
	return kept.CheckSignatureFrom(a.pair.certificate) == nil &&
		time.Until(kept.NotAfter) > renewal &&
		kept.Subject.String() == wanted.Subject.String() &&
		slices.Equal(hosts(kept), hosts(wanted))
}

func hosts(certificate *x509.Certificate) []string {
	names := slices.Clone(certificate.DNSNames)
	for _, address := range certificate.IPAddresses {
		names = append(names, address.String())
	}
	slices.Sort(names)
	return slices.Compact(names)
}
