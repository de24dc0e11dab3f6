#!/bin/sh
# Runs the end-to-end tests, and those of the proxy's configuration that need HAProxy itself: here its image is at hand.
PATH="$(dirname "$0")/bin:$PATH" exec mocha --require test/e2e/hooks.ts \
  'test/unit/haproxy*.test.ts' 'test/e2e/[!z]*.test.ts' 'test/e2e/*/*.test.ts' test/e2e/z-destroy.test.ts
