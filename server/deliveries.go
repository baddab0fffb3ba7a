package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/qa/delivery"
)

// pastDeliveries bounds how many interviews are looked through for how the answers
// were spoken: each is a log to be read.
const pastDeliveries = 20

// deliveryView is how the answers of one interview were spoken.
type deliveryView struct {
	Interview string              `json:"interview"`
	At        int64               `json:"at"` // when it was finished, Unix milliseconds
	Summary   *qa.DeliverySummary `json:"summary"`
}

// listDeliveries tells how answers to a sheet's questions were spoken over time,
// the newest interview first. Those without a spoken answer are left out.
func (s *Server) listDeliveries(c echo.Context) error {
	ctx := c.Request().Context()
	e, err := s.library.find(ctx, owner(c), c.Param("id"))
	if err != nil {
		return err
	}
	history, err := s.Store.Interviews(ctx, owner(c), e.id)
	if err != nil {
		return err
	}
	views, read := []deliveryView{}, 0
	for _, h := range history {
		if h.FinishedAt == 0 || read == pastDeliveries {
			continue
		}
		read++
		state, err := s.folded(ctx, owner(c), h.ID)
		if err != nil {
			return err
		}
		if sum := delivery.OfReport(state.Report(h.ID)); sum != nil {
			views = append(views, deliveryView{h.ID, h.FinishedAt, sum})
		}
	}
	return writeJSON(c, http.StatusOK, map[string]any{"deliveries": views})
}
