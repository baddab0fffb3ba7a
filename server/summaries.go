package server

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"mondo/prompts"
	"mondo/qa"
	"mondo/server/interview"
)

// sumUp has an interview that is over summed up, keeps the summary in its log,
// and answers with the report as it is then.
func (s *Server) sumUp(c echo.Context) error {
	id, err := s.newID("c_")
	if err != nil {
		return err
	}
	r, err := s.report(c)
	switch {
	case err != nil:
		return err
	case r.FinishedAt == 0:
		return errNotFinished
	}
	fence, err := newFence()
	if err != nil {
		return err
	}
	asked := prompts.Summary{Lang: r.Lang, Points: summedPoints(r), Fence: fence}
	if len(asked.Points) == 0 {
		return errNothingToSumUp
	}
	p, err := prompts.SummaryPrompt(asked)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	reply, by, err := s.Models.ask(ctx, r.Interview, p)
	if err != nil {
		return err
	}
	summary, err := prompts.ReadSummary(asked, reply)
	if err != nil {
		return modelFault(err)
	}
	opened, err := s.Host.Open(ctx, owner(c), r.Interview)
	if err != nil {
		return orMissing(err, errNoInterview)
	}
	_, err = opened.Do(ctx, interview.Command{
		ID: id, Kind: interview.CmdSumUp, Summary: interview.SummedUp{Summary: summary, By: by},
	})
	if err != nil {
		return orMissing(err, errNoInterview)
	}
	return s.showReport(c)
}

// summedPoints are the key points that were asked about, in the order of asking,
// without what speaks to a model.
func summedPoints(r *qa.Report) []prompts.SummedPoint {
	var all []prompts.SummedPoint
	for _, sec := range r.Sections {
		for _, t := range sec.Threads {
			for _, k := range t.Points {
				if k.Asked && !orders(k.Text) {
					all = append(all, summedPoint(t, k))
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b prompts.SummedPoint) int { return cmp.Compare(a.Thread, b.Thread) })
	return all
}

func summedPoint(t qa.ThreadReport, k qa.PointReport) prompts.SummedPoint {
	p := prompts.SummedPoint{Thread: t.Thread, Question: withoutOrders(t.Text), Point: k.KeyPoint, Level: k.Final}
	for _, e := range k.Evidence {
		if !orders(e.Text) {
			p.Said = append(p.Said, e.Text)
		}
	}
	return p
}
