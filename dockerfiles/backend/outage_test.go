package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"blog/backend/internal/testdb"
)

func TestAnOutageOfTheDatabaseIsSurvived(t *testing.T) {
	database := testdb.New(t)
	cable := plug(t, "127.0.0.1:0", fmt.Sprintf("%s:%d", database.Host, database.Port))
	database.Host, database.Port = "127.0.0.1", cable.port()
	backend := start(t, database)
	backend.waitFor("ready")

	cable.pull()
	backend.waitFor("the database cannot be reached")
	if status, body := backend.get("/readyz"); status != 200 || body != `{"database":"down","schema":1,"status":"ready"}`+"\n" {
		t.Errorf("readyz says %d %s", status, body)
	}
	if _, body := backend.get("/api/version"); !strings.Contains(body, `"live":1}`) {
		t.Errorf("version says %s", body)
	}
	if status, body := backend.get("/api/posts"); status != 503 {
		t.Errorf("the list is answered with %d %s", status, body)
	}

	plug(t, cable.address, cable.server)
	backend.waitFor("the database can be reached")
	if status, body := backend.get("/api/posts"); status != 200 || body != `{"posts":[]}`+"\n" {
		t.Errorf("the list is answered with %d %s", status, body)
	}
}

// cable carries connections to a server until it is pulled.
type cable struct {
	net.Listener
	address, server string
	mu              sync.Mutex
	pulled          bool
	ends            []net.Conn
}

func plug(t *testing.T, address, server string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{Listener: listener, address: listener.Addr().String(), server: server}
	t.Cleanup(c.pull)
	go c.carry()
	return c
}

func (c *cable) port() uint16 { return uint16(c.Addr().(*net.TCPAddr).Port) }

func (c *cable) carry() {
	for {
		near, err := c.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", c.server)
		if err != nil {
			_ = near.Close()
			continue
		}
		c.join(near, far)
	}
}

func (c *cable) join(near, far net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ends = append(c.ends, near, far)
	if c.pulled {
		_, _ = near.Close(), far.Close()
	}
	go func() { _, _ = io.Copy(near, far); _ = near.Close() }()
	go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
}

func (c *cable) pull() {
	_ = c.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulled = true
	for _, end := range c.ends {
		_ = end.Close()
	}
}
