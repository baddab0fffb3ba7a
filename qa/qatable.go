package qa

import "regexp"

// qaTable is a table with a column of questions and one of answers.
type qaTable struct {
	question, answer int // columns
}

var (
	questionColumn = regexp.MustCompile(`(?i)^(?:q|questions?|prompts?|質問(?:内容|文|項目|例)?|想定質問|想定問|予想質問|設問|問題?|問い|聞かれること)$`)
	answerColumn   = regexp.MustCompile(`(?i)^(?:a|answers?|(?:model|my|sample|suggested) answers?|responses?|reply|key points?|points?|what (?:to|i) say|回答(?:例|案|内容|文|の?要点|ポイント|の?方針)?|答え?|解答(?:例)?|模範(?:解答|回答)|想定回答|返答|話すこと|答えること|要点|ポイント)$`)
)

// readQATable looks for the two columns in a table's headings.
func readQATable(b *block) *qaTable {
	t := qaTable{question: -1, answer: -1}
	for i, cell := range tableCells(b.lines[0].text) {
		name := plainText(cell)
		switch {
		case t.question < 0 && questionColumn.MatchString(name):
			t.question = i
		case t.answer < 0 && answerColumn.MatchString(name):
			t.answer = i
		}
	}
	if t.question < 0 || t.answer < 0 {
		return nil
	}
	return &t
}
