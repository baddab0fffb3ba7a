package speechtest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Dialect is how a server speaks OpenAI's API for transcriptions.
type Dialect struct {
	name       string
	takes      []string // fields; any other is refused. None: what is not known is ignored
	formats    []string // of the answer; none is all
	wavOnly    bool
	oneAtATime bool
	write      func(w http.ResponseWriter, r Request, words []Word)
}

// Name is what the command line calls it.
func (d Dialect) Name() string { return d.name }

// Dialects are all of them.
func Dialects() []Dialect {
	return []Dialect{OpenAI(), GPT4o(), Keywords(), Speaches(), WhisperCpp(), LocalAI(), VLLM(), Plain(), Bare()}
}

// OpenAI is whisper-1, which knows times.
func OpenAI() Dialect {
	return Dialect{
		name:  "openai",
		takes: []string{"model", "language", "prompt", "response_format", "temperature", "timestamp_granularities[]"},
		write: writeVerbose,
	}
}

// GPT4o is a model without times: it refuses verbose_json.
func GPT4o() Dialect {
	return Dialect{
		name:    "gpt-4o",
		takes:   []string{"model", "language", "prompt", "response_format", "temperature"},
		formats: []string{"json", "text"},
		write:   writeText,
	}
}

// Keywords is a model that takes keywords[] and languages[] instead of prompt
// and language.
func Keywords() Dialect {
	return Dialect{
		name:    "keywords",
		takes:   []string{"model", "languages[]", "keywords[]", "response_format"},
		formats: []string{"json"},
		write:   writeText,
	}
}

// Speaches is faster-whisper behind FastAPI: it ignores what it does not know.
func Speaches() Dialect { return Dialect{name: "speaches", write: writeVerbose} }

// WhisperCpp is whisper.cpp's own server: WAV only, one at a time, words inside
// segments, lines that begin with a space, and English unless told otherwise.
func WhisperCpp() Dialect {
	return Dialect{name: "whisper.cpp", wavOnly: true, oneAtATime: true, write: writeWhisperCpp}
}

// LocalAI counts in nanoseconds and gives no words.
func LocalAI() Dialect { return Dialect{name: "localai", write: writeLocalAI} }

// VLLM gives the duration as a string and refuses what it does not know.
func VLLM() Dialect {
	return Dialect{
		name:  "vllm",
		takes: []string{"model", "language", "prompt", "response_format", "temperature", "timestamp_granularities[]"},
		write: writeVLLM,
	}
}

// Plain answers with text, whatever was asked for.
func Plain() Dialect { return Dialect{name: "plain", write: writePlain} }

// Bare takes a file, a model and a language, and says no more than "bad request"
// about anything else.
func Bare() Dialect {
	return Dialect{name: "bare", takes: []string{"model", "language"}, write: writeText}
}

// unknown is a field that the dialect refuses.
func (d Dialect) unknown(r Request) (string, bool) {
	if d.takes != nil {
		for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
			if !slices.Contains(d.takes, name) {
				if d.name == "bare" {
					name = "?"
				}
				return name, true
			}
		}
	}
	if f := r.Field("response_format"); f != "" && d.formats != nil && !slices.Contains(d.formats, f) {
		return "response_format", true
	}
	return "", false
}

// text is the words as one line, with spaces where their script has them.
func text(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && w.Text != "" && w.Text[0] < 0x80 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
