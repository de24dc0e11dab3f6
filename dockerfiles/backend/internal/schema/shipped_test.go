package schema

import (
	"context"
	"database/sql"
	"testing"

	"blog/backend/internal/testdb"
)

func TestTheSchemaShippedIsTheOneTheDatabaseImageStartsWith(t *testing.T) {
	database := testdb.New(t)
	db := testdb.Open(t, database)
	testdb.Exec(t, db, initialSQL(t, "01-schema.sql")[1])
	made := showTable(t, db)
	testdb.Exec(t, db, "DROP TABLE posts")

	m, err := NewMigrator(db, testdb.Quiet())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing to do
		if version, err := m.Migrate(context.Background()); version < Min || version > Max || err != nil {
			t.Fatalf("got %d, %v", version, err)
		}
	}
	if migrated := showTable(t, db); migrated != made {
		t.Errorf("the backend makes\n%s\nthe image makes\n%s", migrated, made)
	}
}

func TestThePostsOfTheDatabaseImageSurviveTheFirstMigration(t *testing.T) {
	database := testdb.New(t)
	db := testdb.Open(t, database)
	testdb.Exec(t, db, initialSQL(t, "01-schema.sql")[1])
	testdb.Exec(t, db, initialSQL(t, "02-posts.sql")...)
	m, err := NewMigrator(db, testdb.Quiet())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	expect(t, db, "SELECT COUNT(*) FROM posts", 5)
	expect(t, db, "SELECT COUNT(*) FROM posts WHERE body LIKE '%습니다.\n\n이 글은%‘뷁’%🌱%' AND title LIKE '작은 블로그%'", 1)
}

func showTable(t *testing.T, db *sql.DB) (definition string) {
	t.Helper()
	var name string
	if err := db.QueryRow("SHOW CREATE TABLE posts").Scan(&name, &definition); err != nil {
		t.Fatal(err)
	}
	return definition
}
