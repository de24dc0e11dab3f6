// Package registries turns k3s's registries.yaml into containerd's own files.
package registries

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"sigs.k8s.io/yaml"
)

// File is registries.yaml.
type File struct {
	// Mirrors by registry host; "*" is every registry that is not named.
	Mirrors map[string]Mirror `json:"mirrors"`
	// Configs by host of an endpoint.
	Configs map[string]Config `json:"configs"`
}

// Mirror is where images of a registry are looked for before the registry itself.
type Mirror struct {
	Endpoints []string `json:"endpoint"`
}

// Config is how one host is spoken to.
type Config struct {
	TLS  *TLS  `json:"tls"`
	Auth *Auth `json:"auth"`
}

type TLS struct {
	CAFile             string `json:"ca_file"`
	CertFile           string `json:"cert_file"`
	KeyFile            string `json:"key_file"`
	InsecureSkipVerify bool   `json:"insecure_skip_verify"`
}

type Auth struct {
	Username      string `json:"username"`
	Password      string `json:"password"`
	Auth          string `json:"auth"`
	IdentityToken string `json:"identity_token"`
}

// Read reads registries.yaml; without one there are no mirrors. An unknown key is an error: k3s would ignore it,
// and a misspelt mirror would show as an image that can't be pulled.
func Read(file string) (File, error) {
	var read File
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return read, nil
	}
	if err != nil {
		return read, err
	}
	if err := yaml.UnmarshalStrict(content, &read); err != nil {
		return read, fmt.Errorf("%s: %w", file, err)
	}
	for name, mirror := range read.Mirrors {
		for _, endpoint := range mirror.Endpoints {
			if _, err := parse(endpoint); err != nil {
				return read, fmt.Errorf("%s: mirror %s: %w", file, name, err)
			}
		}
	}
	return read, nil
}

func parse(endpoint string) (*url.URL, error) {
	parsed, err := url.Parse(endpoint)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		return nil, fmt.Errorf("endpoint %q: use http://HOST:PORT or https://HOST:PORT", endpoint)
	}
	return parsed, nil
}
