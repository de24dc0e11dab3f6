package process

import (
	"fmt"
	"os"
	"strings"
)

// lastLines is how much of a dead component's log is shown.
const lastLines = 20

// Death says which component ended, how, and with which last words.
func (p *Process) Death() error {
	how := "by itself"
	if p.err != nil {
		how = "with " + p.err.Error()
	}
	return fmt.Errorf("%s ended %s; the last lines of %s:\n%s", p.Name, how, p.log, p.tail())
}

func (p *Process) tail() string {
	content, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimRight(string(content), "\n"), "\n")
	if len(lines) > lastLines {
		lines = lines[len(lines)-lastLines:]
	}
	return strings.Join(lines, "\n")
}
