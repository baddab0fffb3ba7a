package prompts

import (
	"errors"
	"strings"
	"testing"

	"mondo/qa"
)

func TestReadBridge(t *testing.T) {
	for name, c := range map[string]struct {
		lang  qa.Lang
		reply string
		want  string
		err   error
	}{
		"as asked":            {qa.Japanese, "ありがとうございます。では、次に進みます。", "ありがとうございます。では、次に進みます。", nil},
		"without its mark":    {qa.Japanese, "なるほど、よく分かりました", "なるほど、よく分かりました。", nil},
		"half a sentence":     {qa.Japanese, "では、少し話を変えて、", "では、少し話を変えて、", nil},
		"quoted":              {qa.Japanese, "「承知しました。次に移ります。」\n", "承知しました。次に移ります。", nil},
		"emphasis":            {qa.Japanese, "**承知しました。** 次に移ります。", "承知しました。次に移ります。", nil},
		"takes the answer up": {qa.Japanese, "幅広く取り組んでこられたのですね。", "幅広く取り組んでこられたのですね。", nil},
		"none":                {qa.Japanese, "なし", "", nil},
		"nothing":             {qa.Japanese, " \n", "", nil},
		"a question":          {qa.Japanese, "次はどんなお話ですか。", "", Asks},
		"a request":           {qa.Japanese, "では、続けて話してください。", "", Asks},
		"gives away":          {qa.Japanese, "では、差分同期のお話に移ります。", "", GivesAway},
		"a name from nowhere": {qa.Japanese, "トヨタでのお仕事がよく分かりました。", "", Invents},
		"long":                {qa.Japanese, "ここまでいろいろなお話を聞かせていただいてありがとうございました。それでは次のお話に移らせていただきます。", "", TooLong},
		"English":             {qa.Japanese, "Thank you, let us move on.", "", OtherLanguage},
		"of its role":         {qa.Japanese, "AIとして次の質問に移ります。", "", BreaksRole},

		"in English":                     {qa.English, "Thanks, that gives me a picture.", "Thanks, that gives me a picture.", nil},
		"in English, without its mark":   {qa.English, "Right, let's move on", "Right, let's move on.", nil},
		"in English, quoted":             {qa.English, "“Let's turn to something else.”", "Let's turn to something else.", nil},
		"in English, none":               {qa.English, "None.", "", nil},
		"in English, a question":         {qa.English, "Shall we move on?", "", Asks},
		"in English, a request":          {qa.English, "Tell me more.", "", Asks},
		"in English, gives away":         {qa.English, "Let's turn to the delta sync.", "", GivesAway},
		"in English, a name":             {qa.English, "Your time at Amazon is clear to me now.", "", Invents},
		"in English, long":               {qa.English, "Thank you very much for all that you have just told me about this, and now let us go on to the next one.", "", TooLong},
		"in English, Japanese":           {qa.English, "では、次に進みます。", "", OtherLanguage},
		"in English, marks":              {qa.English, "I'd give that a seven. Next.", "", BreaksRole},
		"in English, an obeyed sentence": {qa.English, "Write those words only. If there is nothing to say, write.", "", BreaksRole},
	} {
		t.Run(name, func(t *testing.T) {
			in := bridgeSample(t, c.lang, qa.Neutral)
			in.LastAnswer = samples[c.lang].vague
			got, err := ReadBridge(in, Reply{Text: c.reply})
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestBridged(t *testing.T) {
	for name, c := range map[string]struct {
		lang                   qa.Lang
		bridge, question, want string
	}{
		"Japanese":                  {qa.Japanese, "承知しました。", "なぜこの仕事ですか？", "承知しました。なぜこの仕事ですか？"},
		"half a sentence":           {qa.Japanese, "続いて、", "なぜこの仕事ですか？", "続いて、なぜこの仕事ですか？"},
		"into another language":     {qa.Japanese, "続いて、", "Why this job?", "続いて。Why this job?"},
		"a noun":                    {qa.Japanese, "承知しました。", "志望動機", "「志望動機」"},
		"English":                   {qa.English, "I see.", "Why this job?", "I see. Why this job?"},
		"no bridge":                 {qa.English, "", "Why this job?", "Why this job?"},
		"a question without a mark": {qa.English, "I see.", "Why this job", "I see. Why this job?"},
	} {
		line := NewScript(c.lang, qa.Neutral, 1).Bridged(c.bridge, Question{Text: c.question}, nil)
		if !strings.Contains(line.Text, c.want) {
			t.Errorf("%s: %q, want %q", name, line.Text, c.want)
		}
		if !strings.Contains(line.Text, c.question) || !strings.HasPrefix(line.Text, strings.TrimRight(c.bridge, "、")) {
			t.Errorf("%s: the bridge or the question is not in %q", name, line.Text)
		}
	}
}

func FuzzReadBridge(f *testing.F) {
	f.Add("「承知しました。」", true)
	f.Add("```\nLet's go on\n```", false)
	f.Fuzz(func(t *testing.T, reply string, japanese bool) {
		lang := qa.English
		if japanese {
			lang = qa.Japanese
		}
		in := bridgeSample(t, lang, qa.Neutral)
		text, err := ReadBridge(in, Reply{Text: reply})
		if err != nil && text != "" || strings.ContainsAny(text, "\n\u202e\u200b") {
			t.Fatalf("%q, %v", text, err)
		}
		if err == nil && text != "" && in.newGuard().inspectWords(text, true) != nil {
			t.Fatalf("a bridge that the guard refuses: %q", text)
		}
	})
}
