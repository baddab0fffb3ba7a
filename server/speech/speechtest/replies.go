package speechtest

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// writeText is the text alone.
func writeText(w http.ResponseWriter, r Request, words []Word) {
	if r.Field("response_format") == "text" {
		writePlain(w, r, words)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"text": text(words), "usage": map[string]any{"type": "duration", "seconds": 1}})
}

func writePlain(w http.ResponseWriter, _ Request, words []Word) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, text(words)+"\n")
}

// writeVerbose gives times as far as they were asked for.
func writeVerbose(w http.ResponseWriter, r Request, words []Word) {
	if r.Field("response_format") != "verbose_json" {
		writeText(w, r, words)
		return
	}
	out := map[string]any{
		"task": "transcribe", "language": "japanese", "duration": seconds(r.File.Duration), "text": text(words),
		"segments": []any{segment(words, time.Second)},
	}
	if slices.Contains(r.Fields["timestamp_granularities[]"], "word") {
		out["words"] = timed(words)
	}
	writeJSON(w, http.StatusOK, out)
}

// writeWhisperCpp puts words into segments, and a line break between those.
func writeWhisperCpp(w http.ResponseWriter, r Request, words []Word) {
	if r.Field("language") == "" {
		words = []Word{{"(speaking in foreign language)", 0, r.File.Duration}}
	}
	if r.Field("response_format") != "verbose_json" {
		writeJSON(w, http.StatusOK, map[string]any{"text": " " + text(words) + "\n"})
		return
	}
	var segments []any
	whole := ""
	for half := range slices.Chunk(words, max(1, (len(words)+1)/2)) {
		s := segment(half, time.Second)
		s["words"] = timed(half)
		segments, whole = append(segments, s), whole+" "+text(half)+"\n"
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"task": "transcribe", "language": "japanese", "duration": seconds(r.File.Duration), "text": whole, "segments": segments,
	})
}

func writeLocalAI(w http.ResponseWriter, _ Request, words []Word) {
	s := segment(words, time.Nanosecond)
	s["tokens"] = []int{50364, 1}
	writeJSON(w, http.StatusOK, map[string]any{"segments": []any{s}, "text": text(words)})
}

func writeVLLM(w http.ResponseWriter, r Request, words []Word) {
	if r.Field("response_format") != "verbose_json" {
		writeText(w, r, words)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"duration": strconv.FormatFloat(seconds(r.File.Duration), 'f', -1, 64), "language": "ja", "text": text(words),
		"segments": []any{segment(words, time.Second)}, "words": nil,
	})
}

// segment is one stretch of all the words, with times in a unit.
func segment(words []Word, unit time.Duration) map[string]any {
	s := map[string]any{"id": 0, "text": " " + text(words), "start": 0, "end": 0, "no_speech_prob": 0.01, "avg_logprob": -0.2}
	if len(words) > 0 {
		s["start"] = float64(words[0].Start) / float64(unit)
		s["end"] = float64(words[len(words)-1].End) / float64(unit)
	}
	return s
}

func timed(words []Word) []any {
	all := []any{}
	for _, w := range words {
		all = append(all, map[string]any{"word": w.Text, "start": seconds(w.Start), "end": seconds(w.End)})
	}
	return all
}
