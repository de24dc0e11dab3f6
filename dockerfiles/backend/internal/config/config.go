// Package config reads the environment, once, at start.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// Config is everything that can be set from outside.
type Config struct {
	// ListenAddress is LISTEN_ADDRESS, by default ":8080".
	ListenAddress string
	// LogLevel is LOG_LEVEL: debug, info, warn or error; by default info.
	LogLevel slog.Level
	// Version is VERSION, the tag of the image, or "unknown" where that is absent or no tag.
	Version  string
	Database Database
}

// Database says where the posts are.
type Database struct {
	// Host is DATABASE_HOST and has no default.
	Host string
	// Port is DATABASE_PORT, by default 3306.
	Port uint16
	// Name is DATABASE_NAME, by default blog.
	Name string
	// User is DATABASE_USER, by default blog.
	User string
	// Password is the content of the file DATABASE_PASSWORD_FILE without its final line break.
	Password string
}

// Read returns the configuration, or every fault it has, one sentence each.
func Read(getenv func(string) string) (Config, error) {
	c := Config{
		ListenAddress: cmp.Or(getenv("LISTEN_ADDRESS"), ":8080"),
		Version:       version(getenv("VERSION")),
		Database: Database{
			Host: getenv("DATABASE_HOST"),
			Name: cmp.Or(getenv("DATABASE_NAME"), "blog"),
			User: cmp.Or(getenv("DATABASE_USER"), "blog"),
		},
	}
	var missing error
	if c.Database.Host == "" {
		missing = errors.New("DATABASE_HOST is not set: give the host name of the database server")
	}
	var badPort, badPassword, badLevel error
	c.Database.Port, badPort = port(cmp.Or(getenv("DATABASE_PORT"), "3306"))
	c.Database.Password, badPassword = password(getenv("DATABASE_PASSWORD_FILE"))
	c.LogLevel, badLevel = level(cmp.Or(getenv("LOG_LEVEL"), "info"))
	return c, errors.Join(missing, badPort, badPassword, badLevel)
}

// What a registry takes as a tag goes into headers and metrics as it is.
var tag = regexp.MustCompile(`^[A-Za-z0-9._-]{1,128}$`)

func version(value string) string {
	if !tag.MatchString(value) {
		return "unknown"
	}
	return value
}

func port(value string) (uint16, error) {
	n, err := strconv.ParseUint(value, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("DATABASE_PORT must be a number from 1 to 65535, got %q", value)
	}
	return uint16(n), nil
}

func password(file string) (string, error) {
	if file == "" {
		return "", errors.New("DATABASE_PASSWORD_FILE is not set: give the path of a file that holds the password")
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("DATABASE_PASSWORD_FILE cannot be read: %w", err)
	}
	return strings.TrimRight(string(content), "\r\n"), nil
}

func level(value string) (slog.Level, error) {
	switch value {
	case "debug":
		return slog.LevelDebug, nil
	case "info":
		return slog.LevelInfo, nil
	case "warn":
		return slog.LevelWarn, nil
	case "error":
		return slog.LevelError, nil
	}
	return 0, fmt.Errorf("LOG_LEVEL must be debug, info, warn or error, got %q", value)
}
