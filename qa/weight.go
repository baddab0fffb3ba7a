package qa

import (
	"regexp"
	"strings"
)

var (
	vitalMark    = regexp.MustCompile(`(?i)[★⭐]\x{FE0F}?\s*|[（(\[【]\s*(?:必須|vital|必ず言う|must)\s*[）)\]】]\s*`)
	optionalMark = regexp.MustCompile(`(?i)[（(\[【]\s*(?:補足|optional|任意|余談)\s*[）)\]】]\s*`)
	// optionalLabel is a label that says the same of all below it.
	optionalLabel = regexp.MustCompile(`(?i)^(?:補足(?:事項|説明|情報)?|余談|余裕があれば|時間があれば|optional|aside|if (?:there is )?time(?: (?:permits|allows))?)$`)
)

// weight is what a sheet says of a point's weight.
type weight int

const (
	unweighted weight = iota
	vital
	optional
)

// cutWeight takes the marks of weight out of text.
func cutWeight(text string) (string, weight) {
	w := unweighted
	if strings.ContainsAny(text, "(（[【") {
		if cut := optionalMark.ReplaceAllString(text, ""); cut != text {
			text, w = cut, optional
		}
	}
	if strings.ContainsAny(text, "★⭐(（[【") {
		if cut := vitalMark.ReplaceAllString(text, ""); cut != text {
			text, w = cut, vital
		}
	}
	return strings.TrimSpace(text), w
}

func isWeightWord(label string) bool {
	_, w := cutWeight("(" + label + ")")
	return w != unweighted
}

// under gives the weight of a point below one of weight outer.
func (w weight) under(outer weight) weight {
	if w == unweighted {
		return outer
	}
	return w
}
