package qa_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"mondo/qa"
)

// BenchmarkParse reads a sheet of usual length, and one of the largest that a
// server takes.
func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"product-manager-ja.md", "phd-defence-en.md"} {
		source, err := os.ReadFile("../examples/" + name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) { parse(b, source) })
		large := bytes.NewBuffer(nil)
		for n := 0; large.Len() < 2<<20; n++ {
			large.Write(bytes.ReplaceAll(source, []byte("### Q"), fmt.Appendf(nil, "### Q%d", n)))
		}
		b.Run("2 MB of "+name, func(b *testing.B) { parse(b, large.Bytes()) })
	}
}

func parse(b *testing.B, source []byte) {
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if s := qa.Parse(source); len(s.Sections) == 0 {
			b.Fatal("nothing was read")
		}
	}
}
