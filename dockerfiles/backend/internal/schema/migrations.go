package schema

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migration is one numbered step, as its file NNNN_name.sql holds it.
type migration struct {
	version    int
	name       string
	statements []string
}

var fileName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.sql$`)

// load reads the migrations below dir in order. The numbers start at 1 and have no gap.
func load(files fs.FS, dir string) ([]migration, error) {
	entries, err := fs.ReadDir(files, dir) // sorted by name, so by number
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, entry := range entries {
		parts := fileName.FindStringSubmatch(entry.Name())
		if parts == nil {
			return nil, fmt.Errorf("migration file %s has no name of the form 0001_name.sql", entry.Name())
		}
		version, _ := strconv.Atoi(parts[1]) // four digits always fit
		if version != len(all)+1 {
			return nil, fmt.Errorf("migration file %s is out of order: expected number %04d", entry.Name(), len(all)+1)
		}
		text, err := fs.ReadFile(files, path.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		all = append(all, migration{version, parts[2], split(string(text))})
	}
	return all, nil
}

// split cuts a file into statements at each semicolon that ends a line, and drops comment lines.
func split(text string) []string {
	var statements []string
	var current []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" && current == nil || strings.HasPrefix(line, "--") {
			continue
		}
		current = append(current, strings.TrimSuffix(line, ";"))
		if strings.HasSuffix(line, ";") {
			statements = append(statements, strings.Join(current, "\n"))
			current = nil
		}
	}
	if current != nil {
		statements = append(statements, strings.Join(current, "\n"))
	}
	return statements
}
