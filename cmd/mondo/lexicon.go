package main

import (
	"path/filepath"

	"mondo/qa/coverage"
)

// ownWords is the flag of commands that score.
type ownWords struct {
	Lexicon string `placeholder:"FILE" type:"path" help:"A file with words of your trade that mean the same, for the scorer; docs/format.md explains its form."`
}

// read reads the person's lexicon; nil when there is none.
func (o ownWords) read(w *world) (*coverage.Lexicon, error) {
	if o.Lexicon == "" {
		return nil, nil
	}
	text, err := readInput(w, o.Lexicon, maxLexicon)
	if err != nil {
		return nil, err
	}
	return coverage.ReadLexicon(filepath.Base(o.Lexicon), text)
}

// maxLexicon bounds what is read of a lexicon, in bytes.
const maxLexicon = 4 << 20
