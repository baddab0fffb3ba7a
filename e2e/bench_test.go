package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// BenchmarkStart is from the start of the process to its first answer, on a
// data folder that has been used before.
func BenchmarkStart(b *testing.B) {
	needsBrowser(b)
	sheet := example(b)
	m := serve(b, sheet.path)
	for b.Loop() {
		b.StopTimer()
		m.kill()
		b.StartTimer()
		m.start()
	}
}

// whenReady notes the moment at which the page has its heading, and so can be used.
const whenReady = `new MutationObserver((_, o) => {
	if (!document.querySelector('main h1')) return;
	window.readyAt = performance.now();
	o.disconnect();
}).observe(document, {childList: true, subtree: true});`

// BenchmarkFirstPage is from the first byte of the server's answer to a page
// that can be used, with nothing in the browser's cache.
func BenchmarkFirstPage(b *testing.B) {
	needsBrowser(b)
	sheet := example(b)
	p := browse(b, serve(b, sheet.path))
	p.before(whenReady)
	if _, err := chromedp.Call(p.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		b.Fatal(err)
	}
	var sum float64
	for b.Loop() {
		p.open("/")
		p.until("the library", `window.readyAt`)
		sum += js[float64](p, `window.readyAt - performance.getEntriesByType('navigation')[0].responseStart`)
	}
	b.ReportMetric(sum/float64(b.N), "ms/page")
	b.ReportMetric(0, "ns/op") // the waiting for it is not what is measured
}
