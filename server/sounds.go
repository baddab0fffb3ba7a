package server

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/interview"
)

// showSound plays the recording of an answer; a player may ask for parts of it.
func (s *Server) showSound(c echo.Context) error {
	ctx := c.Request().Context()
	take, err := s.takeOf(c)
	if err != nil {
		return err
	}
	wav, err := s.Store.Recording(ctx, owner(c), c.Param("id"), take)
	if err != nil {
		return orMissing(err, errNoSound)
	}
	c.Response().Header().Set("Content-Type", "audio/wav")
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, bytes.NewReader(wav))
	return nil
}

func (s *Server) removeSound(c echo.Context) error {
	take, err := s.takeOf(c)
	if err != nil {
		return err
	}
	if err := s.Store.DeleteRecording(c.Request().Context(), owner(c), c.Param("id"), take); err != nil {
		return orMissing(err, errNoSound)
	}
	return c.NoContent(http.StatusNoContent)
}

// takeOf finds the name of the answer's recording, kept or not.
func (s *Server) takeOf(c echo.Context) (string, error) {
	state, err := s.folded(c.Request().Context(), owner(c), c.Param("id"))
	if err != nil {
		return "", err
	}
	take := takesIn(state)[c.Param("answer")]
	if take == "" {
		return "", errNoSound
	}
	return take, nil
}

// takesIn are the names of recordings by the answers that were spoken in them.
func takesIn(s interview.State) map[string]string {
	all := map[string]string{}
	for _, t := range s.Threads {
		for _, a := range t.Answers {
			if a.Take != "" {
				all[a.ID] = a.Take
			}
		}
	}
	return all
}

// markSounds says in a report of which answers the sound is kept.
func (s *Server) markSounds(ctx context.Context, owner string, state interview.State, r *qa.Report) error {
	named := takesIn(state)
	if len(named) == 0 {
		return nil
	}
	kept, err := s.Store.Recordings(ctx, owner, r.Interview)
	if err != nil {
		return err
	}
	for _, sec := range r.Sections {
		for _, t := range sec.Threads {
			for i, turn := range t.Turns {
				t.Turns[i].Sound = named[turn.ID] != "" && slices.Contains(kept, named[turn.ID])
			}
		}
	}
	return nil
}
