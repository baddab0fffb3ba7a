package web

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestApp(t *testing.T) {
	built := newApp(fstest.MapFS{
		"index.html":            {Data: []byte("<!doctype html>the page")},
		"assets/main-4f3a21.js": {Data: []byte("js")},
		"favicon.svg":           {Data: []byte("<svg/>")},
		".gitkeep":              {},
	})
	for _, c := range []struct {
		name, method, path string
		status             int
		body, typ, cache   string
	}{
		{"the page", "GET", "/", 200, "the page", "text/html; charset=utf-8", "no-cache"},
		{"a route of the application", "GET", "/interviews/i_abc/report", 200, "the page", "text/html; charset=utf-8", "no-cache"},
		{"a hashed asset", "GET", "/assets/main-4f3a21.js", 200, "js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"an asset of an older build", "GET", "/assets/main-000000.js", 404, "", "", ""},
		{"another file", "GET", "/favicon.svg", 200, "<svg/>", "image/svg+xml", "no-cache"},
		{"no hidden file", "GET", "/.gitkeep", 404, "", "", ""},
		{"no way out", "GET", "/../../etc/passwd", 200, "the page", "text/html; charset=utf-8", "no-cache"},
		{"nothing to change", "POST", "/", 405, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, "http://localhost/", nil)
			r.URL.Path = c.path
			w := httptest.NewRecorder()
			built.ServeHTTP(w, r)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
				t.Errorf("%d %q", w.Code, w.Body)
			}
			if h := w.Header(); c.status == 200 && (h.Get("Content-Type") != c.typ || h.Get("Cache-Control") != c.cache) {
				t.Errorf("headers %v", h)
			}
		})
	}
}

func TestAppNotModified(t *testing.T) {
	built := newApp(fstest.MapFS{"index.html": {Data: []byte("page")}})
	w := httptest.NewRecorder()
	built.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	built.ServeHTTP(w, r)
	if w.Code != http.StatusNotModified {
		t.Errorf("asked again with the ETag: %d", w.Code)
	}
}

func TestAppNotBuilt(t *testing.T) {
	var empty fs.FS = fstest.MapFS{".gitkeep": {}}
	w := httptest.NewRecorder()
	newApp(empty).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "make build") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
