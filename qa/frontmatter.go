package qa

import (
	"regexp"
	"strings"
)

// maxFrontMatter is how many lines front matter is looked for; a rule at the top
// of a file without front matter must not swallow it.
const maxFrontMatter = 200

// frontMatter is what a sheet says of itself above its text.
type frontMatter struct {
	title string
	lang  Lang // "" when it does not say
	// canonical says that the sheet was written by Print: nothing is guessed.
	canonical bool
	// aliases are the lines of the list of that name, as they stand.
	aliases []line
	list    bool // the lines being read belong to it
}

var frontMatterField = regexp.MustCompile(`^([A-Za-z][\w-]*)\s*[:=](?:\s+(.*))?$`)

// cutFrontMatter takes YAML (---) or TOML (+++) front matter off the lines.
func cutFrontMatter(lines []line) (frontMatter, []line) {
	var fm frontMatter
	if len(lines) == 0 {
		return fm, lines
	}
	fence := strings.TrimRight(lines[0].text, " \t")
	if fence != "---" && fence != "+++" {
		return fm, lines
	}
	for i, l := range lines[1:min(len(lines), maxFrontMatter)] {
		text := strings.TrimRight(l.text, " \t")
		if text == fence || fence == "---" && text == "..." {
			return fm, lines[i+2:]
		}
		if !fm.read(line{text, l.num}) {
			return frontMatter{}, lines
		}
	}
	return frontMatter{}, lines
}

// read takes one line of front matter; it says no to a line that cannot be one.
func (fm *frontMatter) read(l line) bool {
	text := l.text
	if text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, " ") ||
		strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "- ") {
		fm.item(l)
		return !strings.HasPrefix(text, "# ") && !strings.HasPrefix(text, "##")
	}
	m := frontMatterField.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	value := strings.Trim(strings.TrimSpace(m[2]), `"'`)
	fm.list = false
	switch strings.ToLower(m[1]) {
	case "aliases":
		fm.list = true
		if value != "" {
			fm.aliases = append(fm.aliases, line{value, l.num})
		}
	case "title":
		fm.title = value
	case "format":
		fm.canonical = value == canonicalFormat
	case "lang", "language", "locale":
		fm.lang = namedLang(value)
	}
	return true
}

// namedLang reads a language as people write it in front matter.
func namedLang(s string) Lang {
	s = strings.ToLower(s)
	switch {
	case s == "ja" || s == "jp" || strings.HasPrefix(s, "ja-") || strings.HasPrefix(s, "ja_") || s == "japanese" || s == "日本語":
		return Japanese
	case s == "en" || strings.HasPrefix(s, "en-") || strings.HasPrefix(s, "en_") || s == "english" || s == "英語":
		return English
	}
	return ""
}
