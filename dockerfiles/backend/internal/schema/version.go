// Package schema brings the database to the tables this release works with,
// forward only, and refuses a database that is too new for it.
package schema

// The schema versions this release can serve on. Only the labels in the Dockerfile repeat
// them, and a test compares the two.
//
// Max may be ahead of the migrations shipped here: a release can understand a schema
// that only a later release will make, and so stays a target to roll back to.
const (
	// Min is the oldest version, after this release's own migrations have run.
	Min = 1
	// Max is the newest version; a database beyond it keeps this release from becoming ready.
	Max = 1
)
