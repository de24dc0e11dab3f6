package process

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// zombies are the children of this process that have ended and are not yet waited for.
// The kernel lists children by the thread they belong to.
func zombies() []int {
	var ended []int
	files, _ := filepath.Glob("/proc/self/task/*/children")
	for _, file := range files {
		children, _ := os.ReadFile(file)
		for _, text := range strings.Fields(string(children)) {
			if pid, err := strconv.Atoi(text); err == nil && state(text) == "Z" {
				ended = append(ended, pid)
			}
		}
	}
	return ended
}

// state is the letter after the parenthesised name in /proc/PID/stat.
func state(pid string) string {
	stat, _ := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	_, rest, _ := strings.Cut(string(stat), ") ")
	letter, _, _ := strings.Cut(rest, " ")
	return letter
}
