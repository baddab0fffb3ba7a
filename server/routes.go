package server

import (
	"github.com/labstack/echo/v4"
)

// routes is every request that the server answers.
func (s *Server) routes() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = s.answerError
	e.Use(s.observe, s.recovered, secured, s.access.hosts, s.access.origins)

	e.GET("/healthz", s.healthz)
	e.GET("/metrics", s.metrics.show, s.access.signedIn)

	api := e.Group("/api", fresh)
	api.GET("/status", s.status)
	api.POST("/login", s.login)
	// The socket tells a stranger by a close code: a browser's script cannot see
	// the status of an upgrade that was refused.
	api.GET("/interviews/:id/socket", s.socket)

	in := api.Group("", s.access.signedIn)
	in.GET("/sheets", s.listSheets)
	in.POST("/sheets", s.addSheet)
	in.POST("/sheets/check", s.checkSheet)
	in.GET("/sheets/:id", s.showSheet)
	in.PUT("/sheets/:id", s.replaceSheet)
	in.DELETE("/sheets/:id", s.removeSheet)
	in.GET("/sheets/:id/source", s.showSource)
	in.DELETE("/sheets/:id/aliases/:alias", s.removeAlias)
	in.GET("/sheets/:id/deliveries", s.listDeliveries)
	in.PUT("/sheets/:id/notes/:point", s.putNote)
	in.GET("/sheets/:id/speech", s.showSheetSpeech)
	in.PUT("/sheets/:id/speech", s.putReadings)
	in.DELETE("/sheets/:id/corrections/:correction", s.removeCorrection)
	in.POST("/sheets/:id/questions/:question/proposals", s.propose, patient)
	in.POST("/sheets/:id/questions/:question/short", s.shortAnswer, patient)

	in.POST("/interviews", s.planInterview)
	in.GET("/interviews", s.listInterviews)
	in.GET("/interviews/:id", s.showInterview)
	in.DELETE("/interviews/:id", s.removeInterview)
	in.POST("/interviews/:id/ticks", s.tickPoint)
	in.POST("/interviews/:id/summary", s.sumUp, patient)
	in.GET("/interviews/:id/report", s.showReport)
	in.GET("/interviews/:id/report.md", s.downloadMarkdown)
	in.GET("/interviews/:id/report.json", s.downloadJSON)
	in.GET("/interviews/:id/report.csv", s.downloadCSV)

	in.GET("/interviews/:id/answers/:answer/sound", s.showSound)
	in.DELETE("/interviews/:id/answers/:answer/sound", s.removeSound)

	in.GET("/model", s.showModel)
	in.PUT("/model", s.chooseModel)
	in.DELETE("/model", s.removeModel)
	in.POST("/model/try", s.tryModel, patient)

	in.GET("/speech", s.showSpeech)
	in.PUT("/speech", s.chooseSpeech)
	in.DELETE("/speech", s.removeSpeech)
	in.POST("/speech/try", s.trySpeech, patient)
	in.GET("/speech/say", s.say, patient)

	api.Any("/*", func(echo.Context) error { return errNoRoute })
	e.Any("/*", echo.WrapHandler(s.App))
	return e
}
