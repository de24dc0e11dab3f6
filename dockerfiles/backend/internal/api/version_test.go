package api

import (
	"fmt"
	"testing"

	"blog/backend/internal/readiness"
	"blog/backend/internal/schema"
)

func TestTheVersionIsToldInAnyState(t *testing.T) {
	outage, tooNew, migrated := ready, starting, ready
	outage.DatabaseUp = false
	tooNew.Schema, migrated.Schema = 9, 3
	for name, test := range map[string]struct {
		status readiness.Status
		live   string
	}{
		"ready":                      {ready, "1"},
		"starting":                   {starting, "null"},
		"an outage":                  {outage, "1"},
		"a schema it does not serve": {tooNew, "9"},
		"migrated by another":        {migrated, "3"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, &fakePosts{failure: fmt.Errorf("no database")}, test.status, "GET /api/version", "")
			expect(t, got, 200, fmt.Sprintf(`{"version":"3f2a9c1d04be","schema":{"min":%d,"max":%d,"live":%s}}`,
				schema.Min, schema.Max, test.live))
			if cache := got.Header().Get("Cache-Control"); cache != "no-store" {
				t.Errorf("Cache-Control is %q", cache)
			}
		})
	}
}
