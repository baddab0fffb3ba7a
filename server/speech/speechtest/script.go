package speechtest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseScript reads words with their times: one a line, start and end in seconds
// and the word, between tabs or spaces; # begins a comment.
func ParseScript(text string) ([]Word, error) {
	var all []Word
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 3 {
			return nil, fmt.Errorf("line %d: want START END WORD, as in 0.5 0.9 監視", n)
		}
		start, err1 := strconv.ParseFloat(f[0], 64)
		end, err2 := strconv.ParseFloat(f[1], 64)
		if err1 != nil || err2 != nil || start < 0 || end < start {
			return nil, fmt.Errorf("line %d: the times must be seconds, the second not before the first", n)
		}
		second := float64(time.Second)
		all = append(all, Word{strings.Join(f[2:], " "), time.Duration(start * second), time.Duration(end * second)})
	}
	return all, nil
}
