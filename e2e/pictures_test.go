package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// rehearsed is an interview that somebody plausible has had, for the pictures in
// the READMEs.
type rehearsed struct {
	lang, sheet, rehearse, start, report, field string
	section                                     int
	answers                                     []string
}

var rehearsals = []rehearsed{
	{
		lang: "ja", sheet: "../examples/product-manager-ja.md", section: 1,
		rehearse: "練習する", start: "面接を始める", report: "レポートを読む", field: "あなたの答え",
		answers: []string{
			"打刻漏れを減らすプロジェクトを、企画から公開まで担当しました。もともと打刻漏れが一人あたり月1.8回ありまして、管理者は毎月の締めに平均で6時間ほどかけていました。12社の締め作業に立ち会ってみると、漏れの7割は直行直帰と休憩戻りで起きていたんです。そこで予定とのずれを翌朝に一度だけ尋ねる形にして、打刻漏れは0.5回まで減りました。",
			"まず3社で4週間試して、回答率が8割を超えたのを見てから全社に広げました。",
			"シフトの自動作成機能です。半年かけて開発したのですが、ほとんど使われませんでした。要望の件数だけを見て開発を決めてしまって、店長が実際にどうシフトを組んでいるのかを見ていなかったんですね。",
			"私から経営会議に中止を提案して、翌月に機能を閉じました。",
		},
	},
	{
		lang: "en", sheet: "../examples/phd-defence-en.md", section: 2,
		rehearse: "Rehearse", start: "Start", report: "Read the report", field: "Your answer",
		answers: []string{
			"On streets with new lamps, crossings fell from 6.1 to 4.0 per night, and on the control streets they stayed level. When the lamps were dimmed to 30 percent after midnight, crossings came back to 5.6.",
			"Yes, they had to go around, mostly along hedges and unlit paths. That came to about 180 m further each night.",
			"The weakest part is the link from fewer crossings to the health of the population. I measured movement; I did not measure survival or breeding.",
			"With two more years I would have tagged juveniles, since they have to settle somewhere new.",
			"Weather, for one: the second summer was drier, but control streets in the same town did not change.",
			"Counters on 14 streets recorded 3 percent less traffic, which makes crossing easier.",
		},
	},
}

// pace is how long one of them takes to answer.
const pace = 6 * time.Second

// TestPictures takes the pictures in docs/images, when MONDO_IMAGES says where to.
func TestPictures(t *testing.T) {
	dir := os.Getenv("MONDO_IMAGES")
	if dir == "" {
		t.Skip("make pictures takes them")
	}
	needsBrowser(t)
	for _, r := range rehearsals {
		t.Run(r.lang, func(t *testing.T) { r.take(t, dir) })
	}
}

func (r rehearsed) take(t *testing.T, dir string) {
	sheet := read(t, r.sheet)
	p := browse(t, serve(t, sheet.path))
	p.open("/")
	if r.lang == "en" {
		p.press("button", "English")
	}
	p.window(1120, 860)
	p.press("link", r.rehearse)
	for i, s := range sheet.sheet.Sections {
		p.tick("checkbox", s.Title, i == r.section)
	}
	p.tick("radio", "1", true) // one follow-up, so that more than one question has room
	p.press("button", r.start)
	at := p.await(room{})
	for i, text := range r.answers {
		if at.Stage != "answer" {
			break
		}
		p.write("textbox", r.field, text)
		time.Sleep(pace) // the report shows how long an answer took
		p.enter()
		at = p.await(at)
		if i == 0 {
			p.shoot(dir, "interview-"+r.lang)
		}
	}
	for at.Stage == "answer" {
		p.alt("s")
		at = p.await(at)
	}
	p.press("link", r.report)
	p.until("the report", `location.pathname.endsWith('/report') && document.querySelector('article')`)
	js[bool](p, `(document.querySelector('.questions').scrollIntoView(), scrollBy(0, -24), true)`)
	p.shoot(dir, "report-"+r.lang)
}

// window makes the page as large as a picture, and as sharp as paper wants it.
func (p *tab) window(width, height int64) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1.5,
	}); err != nil {
		p.t.Fatal(err)
	}
}

// shoot takes the visible page in light and in dark.
func (p *tab) shoot(dir, name string) {
	p.t.Helper()
	for _, scheme := range []string{"dark", "light"} {
		p.media("prefers-color-scheme", scheme)
		shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+"-"+scheme+".png"), small(p.t, shot), 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
}

// small writes a picture with the 256 colours that it uses most. A page of text
// has hardly more, and takes a third of the room.
func small(t testing.TB, source []byte) []byte {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	uses := map[color.Color]int{}
	area := picture.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			uses[picture.At(x, y)]++
		}
	}
	colors := slices.SortedFunc(maps.Keys(uses), func(a, b color.Color) int { return uses[b] - uses[a] })
	reduced := image.NewPaletted(area, colors[:min(len(colors), 256)])
	nearest := map[color.Color]uint8{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := picture.At(x, y)
			n, known := nearest[c]
			if !known {
				n = uint8(reduced.Palette.Index(c))
				nearest[c] = n
			}
			reduced.SetColorIndex(x, y, n)
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, reduced); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
