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

// Apply makes the addons' objects what the manifests say, whoever changed them since.
func Apply(names []string, values Values) error {
	return kubectl(names, values, "apply", "--server-side", "--force-conflicts", "-f", "-")
}

// Delete removes the addons' objects, if there are any.
func Delete(names []string, values Values) error {
	return kubectl(names, values, "delete", "--ignore-not-found", "--wait=false", "-f", "-")
}

// kubectl runs once for all addons: its start takes longer than its work.
func kubectl(names []string, values Values, arguments ...string) error {
	if len(names) == 0 {
		return nil
	}
	var objects bytes.Buffer
	for _, name := range names {
		objects.WriteString("---\n")
		parsed, err := template.ParseFS(manifests, path.Join("manifests", name+".yaml"))
		if err != nil {
			return err
		}
		if err := parsed.Execute(&objects, values); err != nil {
			return err
		}
	}
	command := exec.Command(paths.Kube, append([]string{"kubectl"}, arguments...)...)
	command.Stdin = &objects
	if output, err := process.Run(command); err != nil {
		return fmt.Errorf("addons %v: kubectl %s: %w: %s", names, arguments[0], err, output)
	}
	return nil
}
