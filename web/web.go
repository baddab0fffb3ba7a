// Package web serves the browser application: the files that Vite built into
// dist, carried in the binary. It knows nothing of the server's API. Start from
// [Handler].
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed all:dist
var dist embed.FS

// Handler serves the application. A path without a file behind it is one of the
// application's own routes, and gets its page.
func Handler() http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a constant and embedded
	}
	return newApp(files)
}

// app holds the built files by path. They are a few hundred kilobytes, and
// embedded in memory already.
type app struct{ files map[string]file }

type file struct {
	body  []byte
	typ   string
	etag  string
	cache string
}

const index = "index.html"

func newApp(files fs.FS) *app {
	a := &app{files: map[string]file{}}
	// An error cannot come from an embedded tree; what could not be read is
	// missing, and the handler says so.
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		a.files[name] = file{
			body:  body,
			typ:   contentType(name),
			etag:  `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
			cache: cacheControl(name),
		}
		return nil
	})
	return a
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	if _, built := a.files[index]; !built {
		notBuilt(w)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	f, ok := a.files[name]
	if !ok && path.Ext(name) == "" {
		f, ok = a.files[index], true
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.typ)
	h.Set("Cache-Control", f.cache)
	h.Set("ETag", f.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
}

// cacheControl lets a browser keep what Vite named by its content for a year,
// and ask again for everything else.
func cacheControl(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// types are those of files that a build makes. The system's table is not asked:
// it differs between machines, and a wrong type under nosniff is a blank page.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".webmanifest": "application/manifest+json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
	".txt":         "text/plain; charset=utf-8",
}

func contentType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// notBuilt is what a binary says that was compiled before the application was.
func notBuilt(w http.ResponseWriter) {
	w.Header().Set("Content-Type", types[".html"])
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte(notBuiltPage)) // a client that is gone needs no page
}

const notBuiltPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mondo</title>
<h1>Mondo</h1>
<p>The server runs, but this binary was built without the browser application.
Run <code>make build</code> in the project and start <code>bin/mondo serve</code> again.</p>
<p lang="ja">サーバーは動いていますが、画面が組み込まれていません。
プロジェクトのフォルダーで <code>make build</code> を実行し、<code>bin/mondo serve</code> を起動し直してください。</p>
<p><code>mondo rehearse SHEET</code> works in the terminal without it.</p>
</html>
`
