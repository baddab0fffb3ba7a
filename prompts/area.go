package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// Lengths of a label, in characters, beyond which it is content rather than the
// name of an area.
const (
	areaJapanese = 24
	areaEnglish  = 48
)

// areaOf is a point's label as an interviewer would name it, "" when it cannot
// be named: there is none, it says nothing, or it would say most of the point.
// The question's model answer tells names from other words.
func areaOf(lang qa.Lang, q qa.Question, point qa.KeyPoint) string {
	for _, label := range labelPaths(point.Label) {
		label = trimEdges(sentenceEnd.Split(brackets.ReplaceAllString(clean(label), ""), 2)[0])
		if nameable(label, point) {
			return inSpeech(lang, label, q.Text+"\n"+q.ModelAnswer+"\n"+body(point))
		}
	}
	return ""
}

// labelPaths are the ways to name a label: whole, or only the area outermost
// ("WAF運用: AWS WAF" is in the area WAF運用).
func labelPaths(label string) []string {
	outer, inner, nested := strings.Cut(label, ": ")
	if !nested {
		return []string{label}
	}
	if languageOf(label) == qa.Japanese {
		if emptyLabel.MatchString(inner) {
			return []string{outer}
		}
		return []string{outer + "の" + inner, outer}
	}
	return []string{outer}
}

// nameable reports whether a label can be said without giving the point away.
func nameable(label string, point qa.KeyPoint) bool {
	limit := areaEnglish
	if languageOf(label) == qa.Japanese {
		limit = areaJapanese
	}
	if label == "" || utf8.RuneCountInString(label) > limit || emptyLabel.MatchString(label) {
		return false
	}
	content, named := terms(clean(body(point))), fold(label)
	for _, t := range content {
		if !contains(named, t) {
			return true
		}
	}
	return false
}

// emptyLabel is a label that names no area.
var emptyLabel = regexp.MustCompile(`(?i)^(?:その他|そのほか|他|備考|補足|メモ|例|概要|回答|答え|ポイント|other|others|misc(?:ellaneous)?|notes?|examples?|answer|points?|etc)$`)

// inSpeech is a label as it stands in a spoken sentence.
func inSpeech(lang qa.Lang, label, sheet string) string {
	label = requote(lang, label)
	switch own := languageOf(label); {
	case lang == qa.Japanese && own == qa.English && lowerWord.MatchString(label):
		return "「" + label + "」"
	case lang == qa.English && own == qa.Japanese:
		return "“" + label + "”"
	case lang == qa.English:
		return withArticle(decapitalise(toYou(label), sheet))
	}
	return label
}

// lowerWord tells English prose from a name such as "New Relic".
var lowerWord = regexp.MustCompile(` \p{Ll}`)

// toYou turns a label that the candidate wrote of themself ("What I did") to
// how an interviewer says it ("what you did").
func toYou(label string) string {
	return firstPerson.ReplaceAllStringFunc(label, func(w string) string { return secondPerson[strings.ToLower(w)] })
}

var (
	firstPerson  = regexp.MustCompile(`(?i)\b(?:I am|I was|I'm|I've|I|we|my|our|me|us|myself|ourselves|mine|ours)\b`)
	secondPerson = map[string]string{
		"i am": "you are", "i was": "you were", "i'm": "you're", "i've": "you've", "i": "you", "we": "you", "my": "your",
		"our": "your", "me": "you", "us": "you", "myself": "yourself", "ourselves": "yourselves", "mine": "yours", "ours": "yours",
	}
)

// decapitalise takes the capital from the first word of a heading, unless the
// word is a name. The sheet tells: a word that it writes with a small letter
// somewhere is none, and one with a capital inside a sentence is.
func decapitalise(text, sheet string) string {
	word, rest, _ := strings.Cut(text, " ")
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || strings.ToLower(word[size:]) != word[size:] || titled.MatchString(rest) {
		return text
	}
	lower := strings.ToLower(word)
	if functionWords[lower] || regexp.MustCompile(`\b`+regexp.QuoteMeta(lower)+`\b`).MatchString(sheet) {
		return lower + text[len(word):]
	}
	if names[lower] || regexp.MustCompile(`[\p{Ll},] `+regexp.QuoteMeta(word)+`\b`).MatchString(sheet) {
		return text
	}
	return lower + text[len(word):]
}

// withArticle puts "the" before a single word that would miss it: "the rota",
// but "stages", "mentoring", "honesty".
func withArticle(area string) string {
	first, _ := utf8.DecodeRuneInString(area)
	if unicode.IsLower(first) && !strings.Contains(area, " ") && !bare.MatchString(area) {
		return "the " + area
	}
	return area
}

// bare are words that stand without an article: plurals and abstract nouns.
var bare = regexp.MustCompile(`(?:s|ing|ion|ment|ty|ance|ence|ship|work|ability|back|hood|ism|logy)$|\W`)

// titled is the rest of a heading whose next word has a capital too: a name
// ("New Relic") or a title ("Code Review"); neither is changed.
var titled = regexp.MustCompile(`^\p{Lu}`)

// names are names with which headings of prepared answers begin, for sheets
// that have them in the heading only.
var names = wordSet(`
	airflow amazon android angular ansible apache april arabic argo august azure bash cassandra chinese cloudflare cobol confluence
	datadog december dart deno django docker elasticsearch elixir english envoy erlang europe excel february figma firebase flask
	flink french friday germany german git go google grafana hadoop haskell helm heroku istio january japan japanese java jenkins jira
	july june kafka kibana kotlin kubernetes lambda laravel linux lua march microsoft monday mongo nagios nginx node november nomad
	october oracle pandas perl php postgres prometheus puppet python pytorch rabbit rails react redis redshift ruby rust salesforce
	saturday scala scrum sentry september shopify slack snowflake spanish spark splunk spring stripe sunday svelte swift tableau
	terraform thursday tokyo tuesday twilio ubuntu unix vault vue wednesday windows zabbix`)
