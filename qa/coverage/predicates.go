package coverage

// verbal reports whether a clause has a predicate, so that it can stand alone.
func verbal(t *text, c *clause) bool {
	if english(t, c) {
		return englishVerbal(t, c)
	}
	if closed(t, c.m0, c.m1) {
		return true
	}
	last := c.m1 - 1
	for last > c.m0 && (t.morphs[last].class == classParticle || t.morphs[last].class == classMark || t.morphs[last].class == classFiller) {
		if p := &t.morphs[last]; p.class == classParticle && topicParticles[p.base] && !t.morphs[last].joining {
			return false
		}
		last--
	}
	switch m := &t.morphs[last]; m.class {
	case classVerb, classAux:
		return !dependentNouns[m.base]
	case classAdj:
		return true
	case classLatin: // "downtimeをminimize"
		return englishVerbal(t, c)
	}
	return false
}

// topicParticles leave a clause open for a predicate to come.
var topicParticles = wordSet(`は も を が に で と の や へ とか だと では には とは`)

// dependentNouns are of the class of auxiliaries without being predicates.
var dependentNouns = wordSet(`こと もの の ため とき 時 ところ ほう 方 よう 中 際 以上 以下`)

// english reports whether a clause is mostly in a script with spaces.
func english(t *text, c *clause) bool {
	latin, japanese := 0, 0
	for k := c.m0; k < c.m1; k++ {
		switch t.morphs[k].class {
		case classLatin:
			latin++
		case classMark, classNumber:
		default:
			japanese++
		}
	}
	return latin > 0 && japanese*2 < latin
}

// englishVerbal guesses by its function words whether an English clause states
// something. A bare list has none.
func englishVerbal(t *text, c *clause) bool {
	for k := c.m0; k < c.m1; k++ {
		if englishPredicates[t.morphs[k].base] {
			return true
		}
	}
	return false
}

var englishPredicates = wordSet(`
i we they he she it you there that this nobody somebody everyone someone who which
am is are was were be been being do does did have has had will would shall should can could may might must
i'm i've i'd i'll we're we've we'd we'll it's that's there's they're they've he's she's you're don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't shouldn't can't cannot
dont didnt doesnt isnt wasnt cant couldnt im ive its thats
`)
