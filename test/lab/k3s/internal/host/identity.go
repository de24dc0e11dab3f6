package host

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ClaimNode makes sure that a node of this name is the one that was here before: as in k3s, the node holds a
// password in a file and the cluster its hash, so that a second machine can't take its name.
func ClaimNode(name, passwordFile, known string) error {
	password, err := readOrMake(passwordFile, func() string { return rand.Text() })
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(password))
	hash := hex.EncodeToString(sum[:])
	registered, err := readOrMake(filepath.Join(known, name), func() string { return hash })
	if err != nil {
		return err
	}
	if registered != hash {
		return fmt.Errorf("node password of %q rejected: %s is not the one that this cluster's node was made with: "+
			"keep %s in a volume or use another --node-name", name, passwordFile, filepath.Dir(passwordFile))
	}
	return nil
}

func readOrMake(file string, content func() string) (string, error) {
	held, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(held)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return "", err
	}
	made := content()
	return made, os.WriteFile(file, []byte(made), 0o600)
}
