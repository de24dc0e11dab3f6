// Package addons applies the objects that a new cluster has from the start.
package addons

import (
	"bytes"
	"embed"
	"fmt"
	"os/exec"
	"path"
	"text/template"

	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/process"
)

//go:embed manifests
var manifests embed.FS

// Names are the addons of this image, as --disable calls them; base can't be disabled.
var Names = []string{"base", "coredns", "local-storage", "metrics-server"}

// Values are what the manifests refer to.
type Values struct{ DNSService string }

// Apply makes an addon's objects what the manifest says, whoever changed them since.
func Apply(name string, values Values) error {
	return kubectl(name, values, "apply", "--server-side", "--force-conflicts", "-f", "-")
}

// Delete removes an addon's objects, if there are any.
func Delete(name string, values Values) error {
	return kubectl(name, values, "delete", "--ignore-not-found", "--wait=false", "-f", "-")
}

func kubectl(name string, values Values, arguments ...string) error {
	manifest, err := render(name, values)
	if err != nil {
		return err
	}
	command := exec.Command(paths.Kube, append([]string{"kubectl"}, arguments...)...)
	command.Stdin = manifest
	if output, err := process.Run(command); err != nil {
		return fmt.Errorf("addon %s: kubectl %s: %w: %s", name, arguments[0], err, output)
	}
	return nil
}

func render(name string, values Values) (*bytes.Buffer, error) {
	parsed, err := template.ParseFS(manifests, path.Join("manifests", name+".yaml"))
	if err != nil {
		return nil, err
	}
	var manifest bytes.Buffer
	return &manifest, parsed.Execute(&manifest, values)
}
