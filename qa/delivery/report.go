package delivery

import "mondo/qa"

// OfReport sums up the spoken answers of an interview in its language; nil when
// there are none.
func OfReport(r *qa.Report) *qa.DeliverySummary {
	var all []qa.Delivery
	for _, section := range r.Sections {
		for _, thread := range section.Threads {
			for _, turn := range thread.Turns {
				if turn.Delivery != nil {
					all = append(all, *turn.Delivery)
				}
			}
		}
	}
	sum := Fold(r.Lang, all)
	if sum.Answers == 0 {
		return nil
	}
	return &sum
}
