package qa

// Summary is an interview summed up in words: what was strong, and what to fix
// next. It adds no verdict; every item is about a key point that has one.
type Summary struct {
	Strong []SummaryItem `json:"strong"` // at most SummaryItems, the strongest first
	Fix    []SummaryItem `json:"fix"`    // at most SummaryItems, the most pressing first
}

// SummaryItem is a sentence or two about one key point.
type SummaryItem struct {
	Thread   int    `json:"thread"`    // its index in the order of asking, from 0
	KeyPoint string `json:"key_point"` // its id
	Text     string `json:"text"`      // in the interview's language
}

// SummaryItems is how many strengths, and how many things to fix, a summary has
// at most: more than three are not worked on before the next rehearsal.
const SummaryItems = 3
