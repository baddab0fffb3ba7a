package server

import (
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
)

// secured sets what a browser needs to know to keep the page closed to anything
// that is not the application's own. There is no inline script and no inline
// style, so that nothing that a person wrote can become one.
func secured(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy(c.Request().Host))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// With no-referrer some browsers would send "Origin: null" for our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()")
		return next(c)
	}
}

// hostName is what may be written into a policy: a name or an address, and a port.
var hostName = regexp.MustCompile(`^(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(:[0-9]+)?$`)

func policy(host string) string {
	connect := "connect-src 'self'"
	if hostName.MatchString(host) {
		// Older Safaris do not count the page's own socket as 'self'.
		connect += " ws://" + host + " wss://" + host
	}
	return strings.Join([]string{
		"default-src 'self'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		"media-src 'self' blob:",
		connect,
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	}, "; ")
}

// fresh keeps answers of the API out of every cache: they are personal, and
// they change.
func fresh(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Cache-Control", "no-store")
		return next(c)
	}
}
