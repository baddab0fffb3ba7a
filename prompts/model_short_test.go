package prompts

import (
	"errors"
	"strings"
	"testing"
	"time"

	"mondo/qa"
)

func TestReadShortAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		lang  qa.Lang
		reply string
		want  string
		err   error
	}{
		"as asked": {
			qa.Japanese, "倉庫の担当者と毎週話し合い、誤出荷を月40件から6件に減らしました。在庫照合は、夜間バッチをやめて15分ごとの差分同期に変えました。",
			"倉庫の担当者と毎週話し合い、誤出荷を月40件から6件に減らしました。在庫照合は、夜間バッチをやめて15分ごとの差分同期に変えました。", nil,
		},
		"over lines":              {qa.Japanese, "「誤出荷を減らしました。\n15分ごとの差分同期です。」", "誤出荷を減らしました。15分ごとの差分同期です。", nil},
		"a number of its own":     {qa.Japanese, "誤出荷を月50件から6件に減らしました。", "", Invents},
		"a name of its own":       {qa.Japanese, "オラクルで差分同期に変えました。", "", Invents},
		"a place of its own":      {qa.Japanese, "大阪の倉庫で差分同期に変えました。", "", Invents},
		"longer than can be said": {qa.Japanese, strings.Repeat("倉庫の担当者と毎週話し合いました。", 20), "", TooLong},
		"asks back":               {qa.Japanese, "どの部分を縮めますか。", "", Asks},
		"another language":        {qa.Japanese, "I moved stock checks to a delta sync.", "", OtherLanguage},
		"the prompt":              {qa.Japanese, "30秒で言い終わる答えに縮めます。", "", BreaksRole},
		"refuses":                 {qa.Japanese, "申し訳ありませんが、お手伝いできません。", "", BreaksRole},
		"nothing":                 {qa.Japanese, "", "", Empty},
		"in English": {
			qa.English, "I cut wrong shipments from forty to six a month in weekly sessions with the pickers.",
			"I cut wrong shipments from forty to six a month in weekly sessions with the pickers.", nil,
		},
		"in English, a number":     {qa.English, "I cut wrong shipments from 40 to 5 a month.", "", Invents},
		"in English, a name":       {qa.English, "At Amazon I cut wrong shipments.", "", Invents},
		"in English, longer":       {qa.English, strings.Repeat("I cut wrong shipments with the pickers. ", 20), "", TooLong},
		"in English, markup":       {qa.English, "{\"answer\": \"I cut wrong shipments\"}", "", BreaksRole},
		"in English, its own word": {qa.English, "We shorten it.", "We shorten it.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			in := shortSample(t, c.lang)
			got, err := ReadShortAnswer(in, Reply{Text: c.reply})
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func FuzzReadShortAnswer(f *testing.F) {
	f.Add("誤出荷を減らしました。", uint8(30))
	f.Add("「差分同期です。」", uint8(0))
	f.Fuzz(func(t *testing.T, reply string, seconds uint8) {
		in := shortSample(t, qa.Japanese)
		in.Time = time.Duration(seconds) * time.Second
		text, err := ReadShortAnswer(in, Reply{Text: reply})
		if (err == nil) != (text != "") {
			t.Fatalf("%q, %v", text, err)
		}
		if took := qa.SpeakingTime(qa.Japanese, text); float64(took) > tolerance*float64(in.time()) {
			t.Fatalf("%v in %v", took, in.time())
		}
	})
}
