package server_test

import (
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"mondo/server"
)

func TestHeaders(t *testing.T) {
	w := start(t)
	for _, path := range []string{"/", "/api/sheets", "/api/nothing", "/healthz"} {
		_, h, _ := w.call("GET", path, nil, nil)
		csp := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "ws://" + strings.TrimPrefix(w.URL, "http://")} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: policy %q lacks %s", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", path, h)
		}
		if strings.HasPrefix(path, "/api/") && h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, h.Get("Cache-Control"))
		}
	}
}

func TestRoutes(t *testing.T) {
	w := start(t)
	if code, _, body := w.call("GET", "/healthz", nil, nil); code != 200 || string(body) != "ok" {
		t.Errorf("healthz %d %s", code, body)
	}
	if code, _, body := w.call("GET", "/sheets/u_abc", nil, nil); code != 200 || !strings.Contains(string(body), "the page") {
		t.Errorf("a client route %d %s", code, body)
	}
	w.wantError(404, "not_found", "GET", "/api/nothing", nil, nil)
	w.wantError(404, "interview_not_found", "GET", "/api/interviews/i_none", nil, nil)
	w.wantError(404, "interview_not_found", "GET", "/api/interviews/i_none/report", nil, nil)
	w.wantError(404, "interview_not_found", "DELETE", "/api/interviews/i_none", nil, nil)
	if code, _, body := w.call("GET", "/metrics", nil, nil); code != 200 || !strings.Contains(string(body), `mondo_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1`) {
		t.Errorf("metrics %d %s", code, body)
	}
}

func TestErrorsSpeakTheReadersLanguage(t *testing.T) {
	w := start(t)
	for accept, want := range map[string]string{
		"":                       "There is no such sheet",
		"ja":                     "シートは見つかりません",
		"ja-JP,ja;q=0.9,en;q=.5": "シートは見つかりません",
		"fr, en;q=0.5":           "There is no such sheet",
		"fr":                     "There is no such sheet",
	} {
		if msg := w.wantError(404, "sheet_not_found", "GET", "/api/sheets/u_0", nil, header{"Accept-Language": accept}); !strings.Contains(msg, want) {
			t.Errorf("Accept-Language %q: %s", accept, msg)
		}
	}
}

func TestOrigin(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Origins = []string{"https://Mondo.example"} })
	body := map[string]string{"name": "n", "text": "Q: a?\nA: b is c.\n"}
	for _, c := range []struct {
		name string
		h    header
		ok   bool
	}{
		{"no page", header{}, true},
		{"our own page", header{"Origin": w.URL}, true},
		{"an allowed page", header{"Origin": "https://mondo.example"}, true},
		{"a stranger's", header{"Origin": "https://evil.example"}, false},
		{"a look-alike", header{"Origin": w.URL + ".evil.example"}, false},
		{"another port", header{"Origin": "http://127.0.0.1:1"}, false},
		{"a sandbox", header{"Origin": "null"}, false},
		{"a file", header{"Origin": "file://"}, false},
		{"a browser that hides it", header{"Sec-Fetch-Site": "cross-site"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !c.ok {
				w.wantError(403, "origin_refused", "POST", "/api/sheets/check", body, c.h)
				return
			}
			if code, _, answer := w.call("POST", "/api/sheets/check", body, c.h); code != 200 {
				t.Errorf("%d %s", code, answer)
			}
		})
	}
	// Without an Origin only what no form can send.
	w.wantError(415, "json_wanted", "DELETE", "/api/interviews/i_x", nil, header{"Content-Type": ""})
	w.wantError(415, "json_wanted", "POST", "/api/sheets", "{}", header{"Content-Type": "text/plain"})
}

func TestHost(t *testing.T) {
	w := start(t, func(c *server.Config) { c.Origins = []string{"http://mondo.example:8080"} })
	_, port, _ := strings.Cut(strings.TrimPrefix(w.URL, "http://"), ":")
	for host, ok := range map[string]bool{
		"localhost:" + port: true, "127.0.0.1:" + port: true, "[::1]:" + port: true, "localhost": true,
		"mondo.example:8080": true, "evil.example": false, "evil.example:" + port: false,
		"127.0.0.1.evil.example": false, "mondo.example": false,
	} {
		if ok {
			if code, _, _ := w.call("GET", "/api/sheets", nil, header{"Host": host}); code != 200 {
				t.Errorf("%s: %d", host, code)
			}
			continue
		}
		w.wantError(421, "host_refused", "GET", "/api/sheets", nil, header{"Host": host})
	}
	open := start(t, func(c *server.Config) { c.Loopback, c.Token = false, "a token" })
	if code, _, _ := open.call("GET", "/api/sheets", nil, header{"Host": "any.example"}); code != 200 {
		t.Errorf("a server that is not on loopback only refused a name: %d", code)
	}
}

func TestToken(t *testing.T) {
	now := time.Now()
	w := start(t, func(c *server.Config) {
		c.Token = "correct horse"
		c.Now = func() time.Time { return now }
	})
	w.token = ""
	for _, path := range []string{"/api/sheets", "/api/interviews", "/api/interviews/x/report.md", "/metrics"} {
		w.wantError(401, "login_required", "GET", path, nil, nil)
	}
	for _, path := range []string{"/healthz", "/", "/api/status"} {
		if code, _, _ := w.call("GET", path, nil, nil); code != 200 {
			t.Errorf("%s: %d", path, code)
		}
	}
	authenticated := func() bool {
		var s struct{ Authenticated bool }
		w.want(200, "GET", "/api/status", nil, &s)
		return s.Authenticated
	}
	if authenticated() {
		t.Error("a stranger counts as known")
	}
	w.wantError(401, "wrong_token", "POST", "/api/login", map[string]string{"token": "wrong"}, nil)
	if code, _, _ := w.call("GET", "/api/sheets", nil, header{"Authorization": "Bearer correct horse"}); code != 200 {
		t.Errorf("with the token: %d", code)
	}

	code, h, _ := w.call("POST", "/api/login", map[string]string{"token": "correct horse"}, header{"X-Forwarded-Proto": "https"})
	cookie := h.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Secure", "Path=/"} {
		if code != 204 || !strings.Contains(cookie, want) {
			t.Errorf("login %d, cookie %q lacks %s", code, cookie, want)
		}
	}
	if strings.Contains(cookie, "correct") {
		t.Errorf("the cookie holds the token: %s", cookie)
	}
	jar, _ := cookiejar.New(nil)
	w.Client().Jar = jar
	w.want(204, "POST", "/api/login", map[string]string{"token": "correct horse"}, nil)
	w.want(200, "GET", "/api/sheets", nil, nil)
	if !authenticated() {
		t.Error("a session counts as a stranger")
	}
	now = now.Add(31 * 24 * time.Hour)
	w.wantError(401, "login_required", "GET", "/api/sheets", nil, nil)
	w.Client().Jar = nil
	forged := &http.Cookie{Name: "mondo_session", Value: "99999999999.AAAA"}
	w.wantError(401, "login_required", "GET", "/api/sheets", nil, header{"Cookie": forged.String()})
}

func TestGuessingIsHeldUp(t *testing.T) {
	now := time.Now()
	w := start(t, func(c *server.Config) {
		c.Token = "correct horse"
		c.Now = func() time.Time { return now }
	})
	w.token = ""
	for range 4 {
		w.wantError(401, "wrong_token", "POST", "/api/login", map[string]string{"token": "wrong"}, nil)
		w.wantError(401, "wrong_token", "GET", "/api/sheets", nil, header{"Authorization": "Bearer wrong"})
	}
	w.wantError(429, "too_many_attempts", "POST", "/api/login", map[string]string{"token": "correct horse"}, nil)
	w.wantError(429, "too_many_attempts", "GET", "/api/sheets", nil, header{"Authorization": "Bearer correct horse"})
	now = now.Add(time.Minute)
	w.want(204, "POST", "/api/login", map[string]string{"token": "correct horse"}, nil)
}

func TestAllowedOriginsAreChecked(t *testing.T) {
	for _, o := range []string{"mondo.example", "ftp://x", "https://", "https://x/path"} {
		if _, err := server.New(server.Config{Origins: []string{o}}); err == nil {
			t.Errorf("%q was taken", o)
		}
	}
}
