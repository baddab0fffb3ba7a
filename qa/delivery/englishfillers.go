package delivery

// englishFillers are what can be a filler, in words.
var englishFillers = phrases(`
you know
i mean
kind of
sort of
like
so
actually
basically
well
`)

// connectives begin a clause: what follows them stands at its start.
var connectives = wordSet("and but because so or then also though although cos")

// subjects are words that begin a clause of their own.
var subjects = wordSet("i we they he she it you there this that these those i'm i've i'd i'll we're we've we'd we'll it's that's there's you're they're they've he's she's my our the")

// setting is where a phrase stands.
type setting struct {
	opens, closes bool   // a clause's beginning; before a break or a breath
	before, after string // the words beside it, "" where a break comes between
	next          int    // the index of the word after it
}

// englishFiller gives the last word of the filler that begins with word i.
func (t *talk) englishFiller(i int) (last int, found bool) {
	for _, p := range englishFillers {
		if t.startsWith(i, p) {
			last = i + len(p) - 1
			return last, t.repeated(i, last) && p[0] != "so" || t.idleEnglish(p[0], t.settingOf(i, last))
		}
	}
	return 0, false
}

func (t *talk) settingOf(i, last int) setting {
	s := setting{opens: t.opens(i), closes: t.closes(last), next: last + 1}
	if i > 0 && t.words[i].cut == cutNone {
		s.before = t.words[i-1].key
	}
	if !t.parts(last) {
		s.after = t.words[last+1].key
	}
	return s
}

// repeated tells whether words i to last are said twice in a row.
func (t *talk) repeated(i, last int) bool {
	n := last - i + 1
	return t.sameWords(i, last+1, n) || t.sameWords(i-n, i, n)
}

// sameWords tells whether the n words at i are those at j, in one sentence.
func (t *talk) sameWords(i, j, n int) bool {
	if i < 0 || j+n > len(t.words) || t.words[j].cut == cutStop {
		return false
	}
	for k := range n {
		if t.words[i+k].key != t.words[j+k].key {
			return false
		}
	}
	return true
}

// idleEnglish tells whether the phrase that begins with head has no work to do
// where it stands.
func (t *talk) idleEnglish(head string, s setting) bool {
	switch head {
	case "like":
		return s.closes && !likened[s.before] || s.opens && pronouns[s.after] && !t.saying(s.next+1)
	case "so": // "and so on", "so that"
		return s.opens && !connectives[s.before] && (s.closes || s.next == 1 && !measured[s.after])
	case "actually", "basically":
		return s.opens && (s.closes || subjects[s.after]) || s.closes && s.next < len(t.words) && t.words[s.next].kind == hesitation
	case "well":
		return s.opens && s.before != "so" && (s.closes || subjects[s.after])
	case "you":
		return !knowers[s.before] && (s.closes || s.opens && pronouns[s.after])
	case "i":
		return !meaners[s.before] && !t.meant(s.next) && (s.closes || s.opens && (subjects[s.after] || connectives[s.after]))
	}
	return !kindBefore[s.before] && (s.closes || s.opens)
}

// pronouns are subjects that are never what one likes or knows.
var pronouns = wordSet("i we they he she i'm i've i'd i'll we're we've we'd we'll they're they've he's she's it's that's there's")

// likened are words whose like does its work although a break follows: "what it
// looks like,".
var likened = wordSet("look looks looked looking feel feels felt feeling sound sounds sounded seem seems seemed i i'd we we'd you you'd they they'd would be is was it it's more something anything nothing things")

// saying tells whether word i is the verb of "like I said".
func (t *talk) saying(i int) bool { return i < len(t.words) && sayers[t.words[i].key] }

var sayers = wordSet("say said mentioned told know explained described see discussed")

// measured are what so does its work with: "so that", "so far".
var measured = wordSet("that far much many long as called to")

// knowers stand before a you know that is said in earnest.
var knowers = wordSet("do did don't didn't if as what how who when that whether let because since than until before all things thing everything might may should could can can't won't the to")

// meaners stand before an I mean that is said in earnest.
var meaners = wordSet("what which that do did all how if whatever thing")

// meant tells whether word i is what is meant: "I mean it.", "I mean the price".
func (t *talk) meant(i int) bool {
	if i >= len(t.words) || t.words[i].cut > cutNone {
		return false
	}
	switch t.words[i].key {
	case "that", "the":
		return true
	case "it", "this", "you":
		return t.parts(i)
	}
	return false
}

// kindBefore are words after which kind and sort are nouns.
var kindBefore = wordSet("a an the this that these those what which some any every each one same another no my our your their his her its different certain new other of first second right wrong best worst only particular special two three all many various similar")
