package coverage

// polarity is what a clause does with what it names.
type polarity uint8

const (
	affirmed polarity = iota
	negated           // says that it is not so, was not done, is not known
	desired           // says that it is wanted, planned, to come
	notYet            // denies it so far, and so leaves it to come
	shunned           // sees to it that it does not happen: 起きないようにする
)

// polarise reads the polarity of a clause from its predicate, and what part of
// it alone is denied. Its scope is the clause and no more.
func polarise(t *text, c *clause) {
	if english(t, c) {
		englishPolarity(t, c)
		return
	}
	c.polarity = japanesePolarity(t, c)
	if c.polarity == affirmed && mixedPolarity(t, c) {
		c.polarity = negated
	}
}

// denies reports whether a polarity says that something is not so.
func (p polarity) denies() bool { return p == negated || p == notYet }
