package server

import (
	"net/http"

	"golang.org/x/text/language"

	"mondo/qa"
)

// languages are matched in this order; the first is for those who name none of them.
var languages = language.NewMatcher([]language.Tag{language.English, language.Japanese})

// langOf is the language that a person reads errors in: the one that the page
// was switched to (?lang, which a socket needs because a script cannot set its
// headers), else the browser's.
func langOf(r *http.Request) qa.Lang {
	switch lang := qa.Lang(r.URL.Query().Get("lang")); lang {
	case qa.Japanese, qa.English:
		return lang
	}
	_, i := language.MatchStrings(languages, r.Header.Get("Accept-Language"))
	return [...]qa.Lang{qa.English, qa.Japanese}[i]
}
