package server

import (
	"mondo/qa"
)

// keyPointView is a key point with what stands beside the sheet about it.
type keyPointView struct {
	qa.KeyPoint
	Aliases []aliasView `json:"aliases"` // that ticks have taught
	Note    *noteView   `json:"note"`    // null when there is none
}

type aliasView struct {
	ID        string `json:"id"`
	Words     string `json:"words"`
	CreatedAt int64  `json:"created_at"`
}

type noteView struct {
	Elements    []string `json:"elements"`
	Paraphrases []string `json:"paraphrases"`
	Vital       *bool    `json:"vital"` // null leaves the sheet's own mark
}

func viewKeyPoints(points []qa.KeyPoint, known history) []keyPointView {
	views := make([]keyPointView, len(points)) // a list is never null
	for i, k := range points {
		views[i] = keyPointView{KeyPoint: k, Aliases: []aliasView{}}
		for _, a := range known.taught {
			if a.KeyPoint == k.ID {
				views[i].Aliases = append(views[i].Aliases, aliasView{a.ID, a.Words, a.CreatedAt})
			}
		}
		for _, n := range known.notes {
			if n.KeyPoint == k.ID {
				views[i].Note = &noteView{listed(n.Elements), listed(n.Paraphrases), n.Vital}
			}
		}
	}
	return views
}

// listed makes a list that JSON shows as one.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
