package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/protocol"
)

// tick is the person's own verdict on a key point, as a client sends it.
type tick struct {
	ID       string   `json:"id"` // made by the client
	Thread   *int     `json:"thread"`
	KeyPoint string   `json:"key_point"`
	Answer   string   `json:"answer"`
	Level    qa.Level `json:"level"`
	Words    struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"words"`
}

// tickPoint answers with the report as it is then. The command goes through the
// interview's own goroutine like any other, so that open tabs hear of it.
func (s *Server) tickPoint(c echo.Context) error {
	var in tick
	if err := readJSON(c, bodyBytes, &in); err != nil {
		return err
	}
	if !protocol.ValidID(in.ID) || in.Thread == nil {
		return errBadRequest
	}
	opened, err := s.Host.Open(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return orMissing(err, errNoInterview)
	}
	_, err = opened.Do(c.Request().Context(), interview.Command{
		ID: in.ID, Kind: interview.CmdTick,
		Tick: interview.PointTicked{
			Thread: *in.Thread, KeyPoint: in.KeyPoint, Answer: in.Answer, Level: in.Level,
			Words: qa.Span{Start: in.Words.Start, End: in.Words.End},
		},
	})
	if err != nil {
		return orMissing(err, errNoInterview)
	}
	return s.showReport(c)
}

func (s *Server) removeAlias(c echo.Context) error {
	if err := s.Store.DeleteAlias(c.Request().Context(), owner(c), c.Param("id"), c.Param("alias")); err != nil {
		return orMissing(err, errNoAlias)
	}
	return c.NoContent(http.StatusNoContent)
}
