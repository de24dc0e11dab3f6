package metrics

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"time"

	"blog/backend/internal/readiness"
)

var started = time.Now()

// Handler publishes the version, the requests, the state of the replica, its connections and its runtime.
func Handler(version string, requests *Requests, status func() readiness.Status, pool func() sql.DBStats) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		var page bytes.Buffer
		writeBuild(&page, version)
		requests.Write(&page)
		writeState(&page, status())
		writePool(&page, pool())
		writeRuntime(&page)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		_, _ = page.WriteTo(w)
	}
}

func writeBuild(w io.Writer, version string) {
	const name = "blog_build_info"
	fmt.Fprintf(w, "# HELP %s Always 1; the label is the tag of the image.\n# TYPE %s gauge\n%s{version=%q} 1\n",
		name, name, name, version)
}

func writeState(w io.Writer, s readiness.Status) {
	gauge(w, "blog_ready", "1 when this replica may get requests.", number(s.Ready))
	gauge(w, "blog_database_up", "1 when the latest ping of the database was answered.", number(s.DatabaseUp))
	gauge(w, "blog_schema_version", "Schema version of the database as last read, 0 until then.", float64(s.Schema))
}

func writePool(w io.Writer, s sql.DBStats) {
	gauge(w, "blog_database_connections_max", "Connections this replica may hold.", float64(s.MaxOpenConnections))
	gauge(w, "blog_database_connections_in_use", "Connections running a statement.", float64(s.InUse))
	gauge(w, "blog_database_connections_idle", "Connections waiting for work.", float64(s.Idle))
	counter(w, "blog_database_waits_total", "Requests that had to wait for a connection.", float64(s.WaitCount))
	counter(w, "blog_database_wait_seconds_total", "Time spent waiting for connections.", s.WaitDuration.Seconds())
}

func writeRuntime(w io.Writer) {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	gauge(w, "go_goroutines", "Goroutines that exist.", float64(runtime.NumGoroutine()))
	gauge(w, "go_memstats_heap_alloc_bytes", "Bytes of live and not yet swept objects.", float64(memory.HeapAlloc))
	gauge(w, "go_memstats_sys_bytes", "Bytes obtained from the system.", float64(memory.Sys))
	gauge(w, "process_start_time_seconds", "Start of the process, seconds since 1970.", float64(started.UnixMilli())/1000)
}

func gauge(w io.Writer, name, help string, value float64)   { sample(w, name, help, "gauge", value) }
func counter(w io.Writer, name, help string, value float64) { sample(w, name, help, "counter", value) }

func sample(w io.Writer, name, help, kind string, value float64) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %.15g\n", name, help, name, kind, name, value)
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
