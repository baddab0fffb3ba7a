package coverage

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestSoundsDbg(t *testing.T) {
	if os.Getenv("SND") == "" {
		t.Skip()
	}
	src, _ := os.ReadFile("/work/shared/eval/sounds.tsv")
	for _, l := range strings.Split(string(src), "\n")[1:] {
		f := strings.Split(l, "\t")
		if len(f) < 3 {
			continue
		}
		w := strings.ToLower(f[0])
		var parts []string
		for _, x := range strings.FieldsFunc(w, func(c rune) bool { return c == ' ' || c == '/' || c == '-' }) {
			parts = append(parts, latinPhonemes(x))
		}
		lat := strings.Join(parts, "")
		sp := spelled(w, nil)
		fmt.Printf("%-20s lat=%s sp=%s :", f[0], lat, sp)
		for _, r := range strings.Split(f[1]+"|"+f[2], "|") {
			k := kanaPhonemes(r)
			if k == "" {
				continue
			}
			fmt.Printf(" %s=%.2f", r, max(soundLikeness(lat, k), soundLikeness(sp, k)))
		}
		fmt.Println()
	}
}
