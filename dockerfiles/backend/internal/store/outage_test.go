package store_test

import (
	"context"
	"errors"
	"net"
	"os"
	"regexp"
	"strconv"
	"testing"

	"blog/backend/internal/config"
	"blog/backend/internal/post"
	"blog/backend/internal/store"
	"blog/backend/internal/testdb"
)

func TestAServerThatIsGoneIsAnOutage(t *testing.T) {
	posts := store.NewPosts(testdb.Open(t, nobodyListens(t)))
	ctx := context.Background()
	for name, call := range map[string]func() error{
		"list":   func() error { _, err := posts.List(ctx, 1, 1); return err },
		"get":    func() error { _, err := posts.Get(ctx, 1); return err },
		"create": func() error { _, err := posts.Create(ctx, post.Draft{}); return err },
	} {
		if err := call(); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestTenReplicasAndARolloutFitTheDatabase(t *testing.T) {
	settings, err := os.ReadFile("../../../database/sqls/my.cnf")
	if os.IsNotExist(err) {
		t.Skip("the context of the database image is not beside this one")
	}
	line := regexp.MustCompile(`(?m)^max_connections\s*=\s*(\d+)$`).FindSubmatch(settings)
	if line == nil {
		t.Fatal("my.cnf sets no max_connections")
	}
	allowed, _ := strconv.Atoi(string(line[1]))
	db := testdb.Open(t, config.Database{Host: "database", Port: 3306})
	each := db.Stats().MaxOpenConnections
	if each < 1 || 10*each+10*each/2 > allowed {
		t.Errorf("10 replicas and 5 that are leaving hold %d connections of %d", 15*each, allowed)
	}
}

func nobodyListens(t *testing.T) config.Database {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return config.Database{Host: "127.0.0.1", Port: uint16(listener.Addr().(*net.TCPAddr).Port), Name: "blog", User: "blog"}
}
