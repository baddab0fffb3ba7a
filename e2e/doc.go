// Package e2e tests the whole of Mondo the way a person meets it: the built
// binary as a process of its own, and Chromium in front of it. It holds tests
// only. They are skipped, with a word, where Chromium or the built browser
// application is missing. Start from rehearsal_test.go.
package e2e
