package schema

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// Who rolls back reads the range from the image's labels, without running it.
func TestTheImageIsLabelledWithTheRange(t *testing.T) {
	dockerfile, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]int{"blog-stack.schema.min": Min, "blog-stack.schema.max": Max} {
		line := regexp.MustCompile(`(?m)^LABEL ` + regexp.QuoteMeta(label) + `="(\d+)"$`)
		found := line.FindAllSubmatch(dockerfile, -1)
		if len(found) != 1 || string(found[0][1]) != strconv.Itoa(want) {
			t.Errorf("Dockerfile must say once LABEL %s=\"%d\", as version.go does; it says %q", label, want, found)
		}
	}
}
