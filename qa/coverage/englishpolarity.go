package coverage

import "strings"

// englishPolarity reads an English clause. A negation at its start or of its
// verb (don't, never, "have no") denies all of it; another denies what follows
// ("it was mine, not theirs", "done without a check"), and one in a clause that
// hangs on a question word denies that ("what clicks can't see").
func englishPolarity(t *text, c *clause) {
	whole, local, n := 0, -1, 0
	for k := c.m0; k < c.m1; k++ {
		if !englishNegation(t, c, k) {
			continue
		}
		n++
		switch {
		case englishDeniesAll(t, c, k):
			if from := questionWord(t, c, k); from > 0 {
				local = from
			} else {
				whole++
			}
		case local < 0:
			local = k
		}
	}
	text := " " + t.text(c.start, c.end) + " "
	if whole == 0 && containsAny(text, englishLacks) {
		whole++
	}
	switch {
	case n == 2 && strings.Contains(text, " without "): // "never without"
	case whole > 0 && (strings.Contains(text, " yet ") || strings.Contains(text, " so far ")):
		c.polarity = notYet
	case whole > 0:
		c.polarity = negated
	case local >= 0:
		c.offFrom, c.offTo = int(t.morphs[local].start), withoutEnd(t, c, local)
	case containsAny(text, englishFuture):
		c.polarity = desired
	}
}

// englishNegation reports whether the word at k negates.
func englishNegation(t *text, c *clause, k int) bool {
	w := t.morphs[k].base
	if t.morphs[k].class != classLatin || !englishNegations[w] && !strings.HasSuffix(w, "n't") {
		return false
	}
	return !englishLookalike(t, c, k)
}

// englishDeniesAll reports whether the negation at k denies all of its clause.
func englishDeniesAll(t *text, c *clause, k int) bool {
	first := k
	for first > c.m0 && englishLinks[t.morphs[first-1].base] {
		first--
	}
	switch t.morphs[k].base {
	case "without":
		return false
	case "hardly", "barely":
		return first == c.m0 || k+1 >= c.m1 || t.morphs[k+1].base != "any"
	case "no", "nothing", "none", "neither", "nor":
		return first == c.m0 || englishHaves[t.morphs[k-1].base]
	case "not":
		return first == c.m0 || englishAuxiliaries[t.morphs[k-1].base] || k-2 >= c.m0 && englishAuxiliaries[t.morphs[k-2].base]
	}
	return true
}

// questionWord finds the word before k on which the clause of a negation hangs,
// 0 when there is none but the clause's own first word.
func questionWord(t *text, c *clause, k int) int {
	for j := k - 1; j > c.m0+1; j-- {
		switch t.morphs[j].base {
		case "what", "who", "that", "which", "where", "whether", "if", "when":
			return j
		}
	}
	return 0
}

// withoutEnd is how far a local negation at k reaches: to the end of the clause,
// but "the one without a lid is cheap" denies the lid only.
func withoutEnd(t *text, c *clause, k int) int {
	if t.morphs[k].base == "without" {
		for j := k + 2; j < c.m1; j++ {
			if englishPredicates[t.morphs[j].base] {
				return int(t.morphs[j].start)
			}
		}
	}
	return c.end
}

var (
	englishLinks       = wordSet(`and but or so well um uh er`)
	englishHaves       = wordSet(`have has had having i've we've is are was were there's be been i'd we'd got`)
	englishAuxiliaries = wordSet(`am is are was were be been do does did have has had can could will would shall should may might must i'm i've we've i'd we'd i'll we'll we're it's that's there's they're they've he's she's you're`)
)

var englishNegations = wordSet(`not no never none nobody nothing neither nor without hardly barely cannot cant dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wont wouldnt couldnt shouldnt nowhere unable`)

// englishLacks say that something is lacking, or was someone else's.
var englishLacks = []string{" lack of ", " lacks ", " lack ", " failed to ", " yet to ", " instead of ", " rather than ", " another team", " someone else", " somebody else", " other team", " new to me", " unfamiliar ", " outside my ", " have no ", " zero experience"}

// englishFuture say that something is wanted or to come.
var englishFuture = []string{" want to ", " would like to ", "'d like to ", " plan to ", " planning to ", " hope to ", " hoping to ", " intend to ", " aim to ", " looking forward ", " eager to ", " keen to ", " some day ", " someday ", " in the future "}

// englishLookalike reports whether the negation at k is none: "not only",
// "no later than", "no doubt".
func englishLookalike(t *text, c *clause, k int) bool {
	next, after := "", ""
	if k+1 < c.m1 {
		next = t.morphs[k+1].base
	}
	if k+2 < c.m1 {
		after = t.morphs[k+2].base
	}
	w := t.morphs[k].base
	switch {
	case w == "no" && (k+1 == c.m1 || t.morphs[k+1].class == classMark): // "fifty, no, thirty-five"
		return true
	case w == "not" && (next == "only" || next == "just" || next == "least" || next == "surprisingly" || next == "to" && after == "mention"):
		return true
	case w == "no" && (next == "later" || next == "longer" && after == "than" || next == "doubt" || next == "matter" || next == "problem" || next == "question" || next == "sooner" || next == "more" && after == "than" || next == "less" && after == "than" || next == "fewer" || next == "wait" || next == "sulking"):
		return true
	case w == "nothing" && (next == "but" || next == "less"):
		return true
	case (w == "nothing" || w == "no") && k+2 == c.m1 && (next == "more" || next == "less" || next == "longer" || next == "else"): // "thirty days and no longer"
		return true
	case w == "without" && englishPointers[next]:
		return true
	case strings.HasSuffix(w, "n't") && (next == "only" || next == "just" || next == "hesitate" || next == "forget" || next == "help"):
		return true
	case (w == "cannot" || w == "can't") && next == "wait":
		return true
	}
	return false
}

// englishPointers point back to what was said: "without it" denies nothing new.
var englishPointers = wordSet(`it that this them these those`)
