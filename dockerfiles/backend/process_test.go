package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"blog/backend/internal/config"
)

// process is a backend of its own, and what it logs.
type process struct {
	*exec.Cmd
	t   *testing.T
	log *bufio.Scanner
	url string
}

func start(t *testing.T, database config.Database) *process {
	t.Helper()
	p := &process{Cmd: exec.CommandContext(t.Context(), os.Args[0]), t: t}
	p.Env = append(os.Environ(), actAsBackend+"=1")
	for key, value := range environment(t, database) {
		p.Env = append(p.Env, key+"="+value)
	}
	output, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	p.log = bufio.NewScanner(output)
	p.url = fmt.Sprintf("http://%s", p.waitFor("listening")["address"])
	return p
}

func environment(t *testing.T, database config.Database) map[string]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte(database.Password), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"LISTEN_ADDRESS":         "127.0.0.1:0",
		"VERSION":                "3f2a9c1d04be",
		"DATABASE_HOST":          database.Host,
		"DATABASE_PORT":          fmt.Sprint(database.Port),
		"DATABASE_NAME":          database.Name,
		"DATABASE_USER":          database.User,
		"DATABASE_PASSWORD_FILE": file,
	}
}

// waitFor reads the log up to the line with this message and returns it.
func (p *process) waitFor(message string) map[string]any {
	p.t.Helper()
	for p.log.Scan() {
		line := map[string]any{}
		if err := json.Unmarshal(p.log.Bytes(), &line); err != nil {
			p.t.Fatalf("a log line is no JSON: %s", p.log.Bytes())
		}
		if line["msg"] == message {
			return line
		}
	}
	p.t.Fatalf("it ended without logging %q", message)
	return nil
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) write(post string) string {
	response, err := http.Post(p.url+"/api/posts", "application/json", strings.NewReader(post))
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return fmt.Sprint(response.StatusCode, " ", string(body))
}

// get returns the status and the body of a path.
func (p *process) get(path string) (int, string) {
	p.t.Helper()
	response, err := http.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(body)
}
