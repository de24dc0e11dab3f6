package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"blog/backend/internal/post"
)

// One statement, waiting for a free connection included.
const statementTimeout = 5 * time.Second

// Posts is the table of posts.
type Posts struct{ db *sql.DB }

// NewPosts returns the posts that db holds.
func NewPosts(db *sql.DB) *Posts { return &Posts{db} }

// List returns at most limit posts that are older than the post before, newest first.
func (p *Posts) List(ctx context.Context, before int64, limit int) ([]post.Post, error) {
	ctx, cancel := context.WithTimeout(ctx, statementTimeout)
	defer cancel()
	rows, err := p.db.QueryContext(ctx,
		`SELECT id, title, body, author, created_at FROM posts WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	posts := []post.Post{}
	for rows.Next() {
		var one post.Post
		if err := rows.Scan(&one.ID, &one.Title, &one.Body, &one.Author, &one.CreatedAt); err != nil {
			return nil, classify(err)
		}
		posts = append(posts, one)
	}
	return posts, classify(rows.Err())
}

// Get returns one post, or ErrNotFound.
func (p *Posts) Get(ctx context.Context, id int64) (post.Post, error) {
	ctx, cancel := context.WithTimeout(ctx, statementTimeout)
	defer cancel()
	one := post.Post{ID: id}
	err := p.db.QueryRowContext(ctx, `SELECT title, body, author, created_at FROM posts WHERE id = ?`, id).
		Scan(&one.Title, &one.Body, &one.Author, &one.CreatedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return post.Post{}, ErrNotFound
	}
	return one, classify(err)
}

// Create stores a draft and returns it as a post once it is durable.
func (p *Posts) Create(ctx context.Context, d post.Draft) (post.Post, error) {
	ctx, cancel := context.WithTimeout(ctx, statementTimeout)
	defer cancel()
	// The column keeps milliseconds: what is returned now is what is read later.
	created := time.Now().UTC().Truncate(time.Millisecond)
	result, err := p.db.ExecContext(ctx,
		`INSERT INTO posts (title, body, author, created_at) VALUES (?, ?, ?, ?)`, d.Title, d.Body, d.Author, created)
	if err != nil {
		return post.Post{}, classify(err)
	}
	id, err := result.LastInsertId()
	return post.Post{ID: id, Title: d.Title, Body: d.Body, Author: d.Author, CreatedAt: created}, err
}
