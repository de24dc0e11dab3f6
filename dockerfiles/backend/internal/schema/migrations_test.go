package schema

import (
	"os"
	"slices"
	"testing"
	"testing/fstest"
)

func TestTheRangeCoversTheMigrationsShipped(t *testing.T) {
	steps, err := load(embedded, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	newest := steps[len(steps)-1].version
	if Min < 1 || Min > newest || newest > Max {
		t.Errorf("1 <= Min %d <= newest migration %d <= Max %d does not hold", Min, newest, Max)
	}
}

func TestTheDatabaseImageMakesTheSameFirstTable(t *testing.T) {
	steps, err := load(embedded, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(initialSQL(t, "01-schema.sql"), steps[0].statements[0]) {
		t.Errorf("01-schema.sql has no statement\n%s", steps[0].statements[0])
	}
}

func TestLoadRefusesFilesOutOfOrder(t *testing.T) {
	for name, test := range map[string]struct {
		files []string
		want  string
	}{
		"a gap":         {[]string{"0001_a.sql", "0003_b.sql"}, "migration file 0003_b.sql is out of order: expected number 0002"},
		"a number used": {[]string{"0001_a.sql", "0001_b.sql"}, "migration file 0001_b.sql is out of order: expected number 0002"},
		"no number":     {[]string{"posts.sql"}, "migration file posts.sql has no name of the form 0001_name.sql"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, file := range test.files {
				files["m/"+file] = &fstest.MapFile{}
			}
			if _, err := load(files, "m"); err == nil || err.Error() != test.want {
				t.Errorf("got %v; want %s", err, test.want)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"nothing":                {"-- only a comment\n\n", nil},
		"one, no semicolon":      {"SELECT 1", []string{"SELECT 1"}},
		"two over several lines": {"A\n  b;\n-- why\nC;\n", []string{"A\n  b", "C"}},
		"semicolon inside":       {"SELECT ';' , 1;\n", []string{"SELECT ';' , 1"}},
		"blank lines":            {"\nSELECT 'a\n\nb';\n\n", []string{"SELECT 'a\n\nb'"}},
		"windows line ends":      {"A;\r\nB;\r\n", []string{"A", "B"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := split(test.text); !slices.Equal(got, test.want) {
				t.Errorf("got %q; want %q", got, test.want)
			}
		})
	}
}

// initialSQL returns the statements of a file that the database image runs on an empty volume.
func initialSQL(t *testing.T, name string) []string {
	t.Helper()
	const context = "../../../database"
	if _, err := os.Stat(context); os.IsNotExist(err) {
		t.Skip("the context of the database image is not beside this one")
	}
	text, err := os.ReadFile(context + "/sqls/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return split(string(text))
}
