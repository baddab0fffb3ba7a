package prompts

import (
	"regexp"
	"strings"

	"mondo/qa"
)

// bridgeVersion changes with the wording of models/*/bridge.txt.
const bridgeVersion = 1

// Lengths of a bridge: half a sentence, said in passing.
const (
	bridgeJapanese = 40 // characters
	bridgeEnglish  = 20 // words
)

// Bridge is what a model needs to know to lead over to a prepared question.
type Bridge struct {
	Lang    qa.Lang
	Persona qa.Persona
	// Question is the question to come, whose answer is not given away; Place is
	// where it stands in the interview.
	Question qa.Question
	Place    Question
	// LastQuestion and LastAnswer are of the thread that is over, "" before the
	// first question.
	LastQuestion, LastAnswer string
	Reading                  Reading // may be nil
	Fence                    Fence
}

// BridgePrompt asks a model for the words before a prepared question. [ReadBridge]
// reads the reply, and [Script.Bridged] puts the question behind them.
func BridgePrompt(in Bridge) (Prompt, error) {
	data := struct {
		LastQuestion Foreign `json:"last_question,omitempty"`
		LastAnswer   Foreign `json:"last_answer,omitempty"`
		NextQuestion Foreign `json:"next_question"`
	}{Foreign(in.LastQuestion), excerpt(in.LastAnswer, earlierTurn), Foreign(in.Question.Text)}
	w, err := newWording(in.Persona, in.Fence, bridgeLimit(in.Lang), data)
	if err != nil {
		return Prompt{}, err
	}
	view := struct {
		wording
		After       After
		First, Last bool
	}{w, in.Place.After, in.Place.Number <= 1, in.Place.Of > 1 && in.Place.Number == in.Place.Of}
	msgs, err := messages(in.Lang, "bridge", view)
	return Prompt{
		Name: "bridge", Version: bridgeVersion, Role: Interviewer, Messages: msgs,
		MaxTokens: 80, Temperature: 0.7,
	}, err
}

func bridgeLimit(lang qa.Lang) int {
	if lang == qa.Japanese {
		return bridgeJapanese
	}
	return bridgeEnglish
}

// ReadBridge reads the reply to [BridgePrompt]: a sentence, or "" where the model
// has nothing to say. An error is a [Breach]; then the question needs no bridge,
// or a scripted one.
func ReadBridge(in Bridge, reply Reply) (string, error) {
	text := oneLine(in.Lang, reply.Text)
	if nothingToSay[strings.ToLower(strings.Trim(text, " 。.「」()（）"))] {
		return "", nil
	}
	text = finished(in.Lang, text)
	g := in.newGuard()
	if err := g.inspectWords(text, true); err != nil {
		return "", err
	}
	if countAsked(g.lang, text, sentencesOf(g.lang, text)) > 0 {
		return "", Asks
	}
	return text, nil
}

// nothingToSay is how a model says that it has no bridge.
var nothingToSay = map[string]bool{"": true, "なし": true, "無し": true, "特になし": true, "none": true, "nothing": true}

// newGuard is the guard over a bridge: what is coming is a secret, and known is
// only what a bridge may take up.
func (b Bridge) newGuard() *guard {
	heard := newKnown(b.LastQuestion, b.LastAnswer, b.Question.Text, b.Place.Section)
	return &guard{
		lang: spokenLang(b.Lang), known: heard, secrets: newSecrets(b.Question.KeyPoints, heard, b.Reading), word: b.Fence.word, limit: bridgeLimit(b.Lang),
		prompt: promptPieces(b.Lang, "bridge"),
	}
}

var spaceInJapanese = regexp.MustCompile(`([^ -~]) +| +([^ -~])`)

// oneLine is a short reply as one line: without a code fence, emphasis and the
// quotation marks around it, and without what nobody sees.
func oneLine(lang qa.Lang, reply string) string {
	text := strings.Join(strings.Fields(clean(reply)), " ")
	if lang == qa.Japanese {
		text = spaceInJapanese.ReplaceAllString(text, "$1$2")
	}
	for opener, closer := range closers {
		inner, opened := strings.CutPrefix(text, string(opener))
		inner, closed := strings.CutSuffix(inner, string(closer))
		if opened && closed && !strings.ContainsRune(inner, opener) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

// finished is a text with the mark that its sentence lacks. A Japanese bridge may
// end in a comma, and the question goes on from there.
func finished(lang qa.Lang, text string) string {
	if text == "" || strings.HasSuffix(text, "、") {
		return text
	}
	all := sentencesOf(spokenLang(lang), text)
	switch {
	case all[len(all)-1].whole:
		return text
	case lang == qa.Japanese:
		return text + "。"
	default:
		return strings.TrimRight(text, ",;:— ") + "."
	}
}

// Bridged asks a prepared question after a bridge of a model's; the question
// stays as it is. Without a bridge, ask it with [Script.Question].
func (s Script) Bridged(bridge string, in Question, used Used) Line {
	asked := Line{Text: ended(in.Text)}
	if bareNoun(in.Text) {
		asked = s.say("question.noun", slots{"question": strings.TrimSpace(in.Text)}, used)
	}
	if strings.HasSuffix(bridge, "、") && languageOf(in.Text) != s.lang {
		bridge = strings.TrimSuffix(bridge, "、") + "。"
	}
	line := s.join(Line{Text: bridge}, asked)
	line.ID = asked.ID
	return line
}
