package config

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadTakesDefaultsForWhatIsAbsent(t *testing.T) {
	got, err := Read(env(valid(t)))
	want := Config{":8080", slog.LevelInfo, "unknown", Database{"database", 3306, "blog", "blog", "s3cret"}}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestReadTakesWhatIsGiven(t *testing.T) {
	values := valid(t)
	for key, value := range map[string]string{"LISTEN_ADDRESS": "127.0.0.1:1", "LOG_LEVEL": "debug",
		"VERSION": "3f2a9c1d04be", "DATABASE_PORT": "3307", "DATABASE_NAME": "n", "DATABASE_USER": "u"} {
		values[key] = value
	}
	got, err := Read(env(values))
	want := Config{"127.0.0.1:1", slog.LevelDebug, "3f2a9c1d04be", Database{"database", 3307, "n", "u", "s3cret"}}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestAVersionThatIsNoTagIsUnknown(t *testing.T) {
	values := valid(t)
	for given, want := range map[string]string{
		"v1.2_a-B": "v1.2_a-B", strings.Repeat("a", 128): strings.Repeat("a", 128),
		"": "unknown", strings.Repeat("a", 129): "unknown", "a b": "unknown", "a\n": "unknown", `a"`: "unknown", "é": "unknown",
	} {
		values["VERSION"] = given
		if got, err := Read(env(values)); err != nil || got.Version != want {
			t.Errorf("%q: got %q, %v; want %q", given, got.Version, err, want)
		}
	}
}

func TestReadNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ key, value, want string }{
		{"DATABASE_HOST", "", "DATABASE_HOST is not set: give the host name of the database server"},
		{"DATABASE_PORT", "0", `DATABASE_PORT must be a number from 1 to 65535, got "0"`},
		{"DATABASE_PORT", "65536", `DATABASE_PORT must be a number from 1 to 65535, got "65536"`},
		{"DATABASE_PORT", "x", `DATABASE_PORT must be a number from 1 to 65535, got "x"`},
		{"LOG_LEVEL", "loud", `LOG_LEVEL must be debug, info, warn or error, got "loud"`},
		{"DATABASE_PASSWORD_FILE", "", "DATABASE_PASSWORD_FILE is not set: give the path of a file that holds the password"},
		{"DATABASE_PASSWORD_FILE", "/no/such", "DATABASE_PASSWORD_FILE cannot be read: open /no/such: no such file or directory"},
	} {
		t.Run(test.key+"="+test.value, func(t *testing.T) {
			values := valid(t)
			values[test.key] = test.value
			if _, err := Read(env(values)); err == nil || err.Error() != test.want {
				t.Errorf("got %v; want %s", err, test.want)
			}
		})
	}
}

func valid(t *testing.T) map[string]string {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"DATABASE_HOST": "database", "DATABASE_PASSWORD_FILE": file}
}

func env(values map[string]string) func(string) string {
	return func(key string) string { return values[key] }
}
