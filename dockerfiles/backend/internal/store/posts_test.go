package store_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"blog/backend/internal/post"
	"blog/backend/internal/schema"
	"blog/backend/internal/store"
	"blog/backend/internal/testdb"
)

func TestAPostIsReadAsItWasWritten(t *testing.T) {
	posts := migrated(t)
	for name, draft := range map[string]post.Draft{
		"Korean":           {Title: "뷁! 꽃값", Body: "첫 단락\n\n둘째 단락", Author: "한미나"},
		"emoji":            {Title: "🌱👩‍👩‍👧", Body: "🇰🇷 flag", Author: "🧑🏽‍💻"},
		"quotes and signs": {Title: `"'; DROP TABLE posts; --`, Body: `\ % _ \' \0 \n`, Author: "O'Neil"},
		"combining":        {Title: "é versus é", Body: "각", Author: "ﬀ"},
		"the longest": {Title: strings.Repeat("🌱", post.MaxTitle), Body: strings.Repeat("🌱", post.MaxBody),
			Author: strings.Repeat("🌱", post.MaxAuthor)},
	} {
		t.Run(name, func(t *testing.T) {
			before := time.Now().Add(-time.Millisecond)
			written, err := posts.Create(context.Background(), draft)
			if err != nil {
				t.Fatal(err)
			}
			read, err := posts.Get(context.Background(), written.ID)
			if err != nil || read != written {
				t.Errorf("wrote %+v, read %+v, %v", written, read, err)
			}
			if got := (post.Draft{Title: read.Title, Body: read.Body, Author: read.Author}); got != draft {
				t.Errorf("sent %q, read %q", draft, got)
			}
			if read.CreatedAt.Before(before) || read.CreatedAt.After(time.Now()) || read.CreatedAt.Location() != time.UTC {
				t.Errorf("created at %v", read.CreatedAt)
			}
		})
	}
}

func TestTheListIsNewestFirstInPages(t *testing.T) {
	posts := migrated(t)
	var ids []int64
	for range 5 {
		one, err := posts.Create(context.Background(), post.Draft{Title: "t", Body: "b", Author: "a"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, one.ID)
	}
	for name, test := range map[string]struct {
		before int64
		limit  int
		want   []int64
	}{
		"all":         {math.MaxInt64, 9, []int64{ids[4], ids[3], ids[2], ids[1], ids[0]}},
		"first page":  {math.MaxInt64, 2, []int64{ids[4], ids[3]}},
		"second page": {ids[3], 2, []int64{ids[2], ids[1]}},
		"beyond":      {ids[0], 2, []int64{}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := posts.List(context.Background(), test.before, test.limit)
			if err != nil || len(got) != len(test.want) {
				t.Fatalf("got %v, %v; want %v", got, err, test.want)
			}
			for i, id := range test.want {
				if got[i].ID != id || got[i].Title != "t" || got[i].CreatedAt.IsZero() {
					t.Errorf("at %d: got %+v; want %d", i, got[i], id)
				}
			}
		})
	}
}

func TestAMissingPostIsNotAnOutage(t *testing.T) {
	posts := migrated(t)
	if _, err := posts.Get(context.Background(), 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestAStatementTheServerRefusesIsNotAnOutage(t *testing.T) {
	posts := store.NewPosts(testdb.Open(t, testdb.New(t))) // no table
	if _, err := posts.Get(context.Background(), 1); err == nil || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func migrated(t *testing.T) *store.Posts {
	t.Helper()
	db := testdb.Open(t, testdb.New(t))
	m, err := schema.NewMigrator(db, testdb.Quiet())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return store.NewPosts(db)
}
