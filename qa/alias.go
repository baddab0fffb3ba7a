package qa

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Words that mean the same in a sheet stand in its front matter, a group an item:
//
//	aliases:
//	  - New Relic = ニューレリック, NR
//
// A name that is written in several ways, an abbreviation, a trade's own word.

// maxAliasWord is how long a word of a group may be, in characters: what is
// longer is a sentence, and nobody says a sentence twice in the same words.
const maxAliasWord = 60

// maxAliases bounds the groups of a sheet, well within its front matter.
const maxAliases = 150

var (
	aliasEquals = regexp.MustCompile(`\s*[=＝]\s*`)
	aliasComma  = regexp.MustCompile(`\s*[,，、]\s*`)
)

// item keeps a line of the list of aliases as it stands.
func (fm *frontMatter) item(l line) {
	text := strings.TrimSpace(l.text)
	if !fm.list || text == "" || strings.HasPrefix(text, "#") {
		return
	}
	rest, ok := strings.CutPrefix(text, "-")
	if !ok {
		rest = text
	}
	fm.aliases = append(fm.aliases, line{strings.Trim(rest, ` "'`), l.num})
}

// readAliases reads the groups of words and tells which lines are none.
func readAliases(list []line, f *findings) [][]string {
	var groups [][]string
	for _, l := range list {
		if len(groups) == maxAliases {
			f.warn(l.num, say("aliases は %d 組までです。この行から先は読みませんでした。",
				"A sheet may have up to %d aliases. From this line on they were not read.", maxAliases))
			break
		}
		if group, wrong := aliasGroup(l.text); wrong != (saying{}) {
			f.warn(l.num, wrong)
		} else {
			groups = append(groups, group)
		}
	}
	return groups
}

// aliasGroup reads one group, or says what is wrong with it.
func aliasGroup(text string) (group []string, wrong saying) {
	sides := aliasEquals.Split(text, -1)
	if len(sides) < 2 {
		return nil, say("「%s」は同じ意味の語として読めません。「New Relic = ニューレリック, NR」のように = でつないでください。",
			"“%s” cannot be read as words of one meaning. Join them with =, such as “New Relic = NR, newrelic”.", short(text))
	}
	for _, side := range sides {
		for _, word := range aliasComma.Split(side, -1) {
			switch word = strings.Trim(word, ` "'`); {
			case word == "":
			case utf8.RuneCountInString(word) > maxAliasWord:
				return nil, say("「%s」は長すぎます。語は %d 文字までにしてください。",
					"“%s” is too long. A word may have up to %d characters.", short(word), maxAliasWord)
			default:
				group = append(group, word)
			}
		}
	}
	if len(group) < 2 {
		return nil, say("「%s」には語が一つしかありません。= の両側に書いてください。",
			"“%s” has only one word. Write words on both sides of the =.", short(text))
	}
	return group, saying{}
}
