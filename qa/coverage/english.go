package coverage

import (
	"strings"

	snowball "github.com/kljensen/snowball/english"
)

// englishKey is the form in which English words are compared: their stem. Only
// plain words of four letters and more are stemmed: stemming ruins names and
// acronyms (aws would become aw). word is folded; source is how it was written.
func englishKey(word, source string) string {
	if k, ok := irregular[word]; ok {
		return k
	}
	if shouting(source) {
		if n := len(source); n > 2 && source[n-1] == 's' && source[n-2] != 's' { // APIs
			return word[:len(word)-1]
		}
		return word
	}
	if len(word) < 4 || !plainLetters(word) {
		return word
	}
	k := snowball.Stem(word, false)
	if b, ok := irregular[k]; ok {
		return b
	}
	return k
}

// shouting reports whether a word has a capital after its first letter.
func shouting(source string) bool {
	for i := 1; i < len(source); i++ {
		if source[i] >= 'A' && source[i] <= 'Z' {
			return true
		}
	}
	return false
}

func plainLetters(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// irregular maps forms that no rule of endings joins to one of them.
var irregular = pairsOf(`
took take taken take taking take built build wrote write written write ran run kept keep led lead left leave began begin begun begin
chose choose chosen choose drove drive driven drive gave give given give grew grow grown grow held hold knew know known know lost lose
made make met meet paid pay said say sent send sold sell spent spend taught teach thought think told tell understood understand
went go gone go won win brought bring bought buy caught catch felt feel found find fell fall fallen fall got get gotten get broke break
broken break spoke speak spoken speak wore wear rose rise risen rise shown show drew draw drawn draw saw see seen see came come
did do done do had have has have was be were be been be is be are be am be
fought fight dealt deal meant mean hired hire lent lend bound bind stood stand sat sit slept sleep swept sweep
people person children child men man women woman feet foot teeth tooth mice mouse lives life
better good best good worse bad worst bad fewer few less little least little more much most much further far
faster fast cheaper cheap higher high highest high lower low lowest low slower slow simpler simple easier easy harder hard larger large bigger big smaller small stronger strong weaker weak earlier early later late newer new older old
analyses analysis analyse analysis analyze analysis analysing analysis analyzing analysis analysed analysis analyzed analysis
data data rebuilt rebuild rewrote rewrite rewritten rewrite oversaw oversee ratio ratio
organisation organ organise organ organize organ
`)

func pairsOf(s string) map[string]string {
	f := strings.Fields(s)
	m := make(map[string]string, len(f)/2)
	for i := 0; i+1 < len(f); i += 2 {
		m[f[i]] = f[i+1]
	}
	return m
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// englishStops carry no content of their own.
var englishStops = wordSet(`
a an the this that these those it its he she his her him they them their we us our you your i me my mine myself yourself themselves itself
am is are was were be been being do does did done have has had having will would shall should can could may might must ought
to of in on at by for from with about into onto over under between among through during within against toward towards upon off out up down per via
and or but nor so if then else than as because while when where whereas although though since until unless whether which who whom whose what why how
not no yes never ever also too very really just only even still yet already again once here there now
s t d m ll re ve don doesn didn isn aren wasn weren haven hasn hadn won wouldn couldn shouldn can't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't shouldn't cannot
dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wont wouldnt couldnt shouldnt cant im ive id ill youre theyre weve thats whats theres its
i'm i've i'd i'll you're you've they're they've we're we've we'd we'll it's that's what's there's who's he's she's let's
um uh er hmm yeah okay ok well anyway actually basically sure right like kind sort lot lots bit thing things stuff something anything everything nothing someone somebody anybody everybody nobody one ones
some any all both each every other others another such same own few many much more most less least several
`)

// englishLight are content words that almost any answer could use.
var englishLight = wordSet(`
use make work do get take go come put give have want need know think say see look try keep let start begin help show tell ask find
good great new big small way time day part place case example experi respons respon
year month week side end point fact main mainli usual general differ import various certain
`)
