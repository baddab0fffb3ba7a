// Package speechtest is a speech server for tests: it answers
// /v1/audio/transcriptions and /v1/audio/speech over real HTTP, in the dialects
// of the servers that people use, with words and times that it was given. It
// looks at what it gets: sound is decoded and measured, fields that a dialect
// does not know are refused, and faults come when they are asked for.
//
// It recognises nothing, and it shares no code with what it tests: a mistake in
// reading WAV files must not hide itself.
//
// Start from [Start] in a test, and from cmd on the command line.
package speechtest
