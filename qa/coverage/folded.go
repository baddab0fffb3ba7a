package coverage

// Fold brings text into the form in which Mondo compares texts: one width and
// case, compatibility forms undone, one kind of dash. start and end give, for
// each rune of the form, the bytes of text that it came from. It accepts any text.
func Fold(text string) (form []rune, start, end []int32) {
	f := fold(text)
	return f.r, f.from, f.to
}
