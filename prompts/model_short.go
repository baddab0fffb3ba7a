package prompts

import (
	"time"

	"mondo/qa"
)

// shortVersion changes with the wording of models/*/short.txt.
const shortVersion = 1

// ShortAnswer asks for a model answer that can be said in a time, in the facts of
// the person's own.
type ShortAnswer struct {
	Lang     qa.Lang
	Question qa.Question
	Time     time.Duration // from 10 s
	Fence    Fence
}

// leastTime is the shortest answer that is one.
const leastTime = 10 * time.Second

func (in ShortAnswer) time() time.Duration { return max(in.Time, leastTime) }

// ShortAnswerPrompt asks a model to shorten the model answer. [ReadShortAnswer]
// reads the reply.
func ShortAnswerPrompt(in ShortAnswer) (Prompt, error) {
	type point struct {
		Text  Foreign `json:"text"`
		Vital bool    `json:"vital"`
	}
	data := struct {
		Question Foreign `json:"question"`
		Answer   Foreign `json:"answer"`
		Points   []point `json:"points"`
	}{Question: Foreign(in.Question.Text), Answer: excerpt(in.Question.ModelAnswer, 2*lastAnswer)}
	for _, k := range in.Question.KeyPoints {
		data.Points = append(data.Points, point{excerpt(k.Text, 300), k.Vital})
	}
	length := qa.SpeakingLength(spokenLang(in.Lang), in.time())
	w, err := newWording("", in.Fence, length, data)
	if err != nil {
		return Prompt{}, err
	}
	view := struct {
		wording
		Seconds, Length int
	}{w, int(in.time().Seconds()), length * 9 / 10}
	msgs, err := messages(in.Lang, "short", view)
	return Prompt{
		Name: "short", Version: shortVersion, Role: Interviewer, Messages: msgs,
		MaxTokens: 100 + 2*length, Temperature: 0.3,
	}, err
}

// ReadShortAnswer reads the reply to [ShortAnswerPrompt]. An error is a [Breach]:
// it takes longer to say than was asked, it states a number or a name that the
// sheet has not, or it is no answer at all.
func ReadShortAnswer(in ShortAnswer, reply Reply) (string, error) {
	text := oneLine(in.Lang, reply.Text)
	lang := spokenLang(in.Lang)
	q := in.Question
	texts := []string{q.Text, q.ModelAnswer}
	for _, k := range q.KeyPoints {
		texts = append(texts, k.Text)
	}
	g := &guard{
		lang: lang, known: newKnown(texts...), word: in.Fence.word, limit: len(text),
		prompt: promptPieces(in.Lang, "short"), coach: true,
	}
	if err := g.inspectWords(text, true); err != nil {
		return "", err
	}
	if float64(qa.SpeakingTime(lang, text)) > float64(in.time())*tolerance {
		return "", TooLong
	}
	if countAsked(lang, text, sentencesOf(lang, text)) > 0 {
		return "", Asks
	}
	return text, nil
}
