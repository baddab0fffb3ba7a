package prompts

import (
	"embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
	texttemplate "text/template"

	"mondo/qa"
)

//go:embed models/*/*.txt
var modelFiles embed.FS

// modelTemplates are what a model is told, by language, read once. The files are
// part of the program, so one that is wrong is a bug and panics.
var modelTemplates = sync.OnceValue(func() map[qa.Lang]*texttemplate.Template {
	all := map[qa.Lang]*texttemplate.Template{}
	for _, lang := range []qa.Lang{qa.Japanese, qa.English} {
		all[lang] = texttemplate.Must(texttemplate.New("").Option("missingkey=error").ParseFS(modelFiles, "models/"+string(lang)+"/*.txt"))
	}
	return all
})

// wording is what every template gets. Data is foreign text in its fence; all
// else is ours.
type wording struct {
	Persona qa.Persona
	Data    string
	Limit   int // of what is to be written: characters in Japanese, words in English
}

func newWording(persona qa.Persona, fence Fence, limit int, data any) (wording, error) {
	enclosed, err := fence.Enclose(data)
	if err != nil {
		return wording{}, err
	}
	return wording{Persona: persona, Data: enclosed, Limit: limit}, nil
}

// messages fills a prompt's two messages: what the model is to do, and the data.
// The first has nothing foreign and nothing random in it, so that a server which
// keeps the beginnings of prompts need not read it again.
func messages(lang qa.Lang, name string, view any) ([]Message, error) {
	var all []Message
	for _, m := range []struct {
		part    string
		speaker Speaker
	}{{"system", System}, {"user", User}} {
		var b strings.Builder
		if err := modelTemplates()[spokenLang(lang)].ExecuteTemplate(&b, name+"."+m.part, view); err != nil {
			return nil, fmt.Errorf("fill the prompt %s: %w", name, err)
		}
		all = append(all, Message{m.speaker, b.String()})
	}
	return all, nil
}

// spokenLang is a language that Mondo speaks: English for any that it does not.
func spokenLang(lang qa.Lang) qa.Lang {
	if lang != qa.Japanese {
		return qa.English
	}
	return lang
}

// promptPieces are the pieces of a prompt's template and of the frame: sentences
// that no reply may recite.
func promptPieces(lang qa.Lang, name string) map[string]bool {
	return allPromptPieces()[spokenLang(lang)][name]
}

var allPromptPieces = sync.OnceValue(func() map[qa.Lang]map[string]map[string]bool {
	all := map[qa.Lang]map[string]map[string]bool{qa.Japanese: {}, qa.English: {}}
	for lang, byName := range all {
		for _, name := range []string{"followup", "bridge", "short"} {
			byName[name] = piecesOf(lang, fold(templateText(lang, name)))
		}
	}
	return all
})

// templateText is what stands in a prompt's template and in the frame, without
// its actions.
func templateText(lang qa.Lang, name string) string {
	var b strings.Builder
	for _, file := range []string{"frame", name} {
		src, err := modelFiles.ReadFile("models/" + string(spokenLang(lang)) + "/" + file + ".txt")
		if err != nil {
			panic(err)
		}
		b.WriteString(templateAction.ReplaceAllString(string(src), " "))
	}
	return b.String()
}

var templateAction = regexp.MustCompile(`\{\{.*?\}\}`)

// excerpt bounds a text to about so many characters: what stands at the edges of
// an answer tells more than its middle.
func excerpt(text string, limit int) Foreign {
	rs := []rune(text)
	if len(rs) <= limit {
		return Foreign(text)
	}
	head := limit * 2 / 3
	return Foreign(string(rs[:head]) + " … " + string(rs[len(rs)-(limit-head):]))
}
