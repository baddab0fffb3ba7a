package qa

// plainForm puts the polite endings of a Japanese sentence into plain form.
func plainForm(text string) string { return text }
