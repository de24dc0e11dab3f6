package host

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// MayAdjustOOMScore says whether this container may lower a process's out-of-memory score.
// Some machines' root may not, and every pod would fail to start if it was tried.
func MayAdjustOOMScore() bool {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(status), "CapEff:")
	text, _, _ := strings.Cut(strings.TrimSpace(rest), "\n")
	effective, err := strconv.ParseUint(text, 16, 64)
	return err == nil && effective>>unix.CAP_SYS_RESOURCE&1 == 1
}
