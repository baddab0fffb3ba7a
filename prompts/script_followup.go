package prompts

import "mondo/qa"

// FollowUp words what a brief asks for: exactly one question, about the target
// and without its content.
func (s Script) FollowUp(b qa.Brief, used Used) Line {
	secret := unsaid(b.Question, b.Target, b.Answer)
	silent := func(text string) bool { return !reveals(text, secret) }
	fill := s.about(b)
	ways := s.ways(b, fill)
	for _, situation := range ways {
		if line, ok := s.choose(situation, fill, used, silent); ok {
			return line
		}
	}
	// Every line has a word of the target by chance: the last way has no slot,
	// so what it says, it says of anything.
	return s.say(ways[len(ways)-1], fill, used)
}

// about fills the slots that a follow-up may use; those that cannot be filled
// are left out.
func (s Script) about(b qa.Brief) slots {
	fill := slots{}
	put := func(name, text string) {
		if text != "" {
			fill[name] = text
		}
	}
	put("area", areaOf(s.lang, b.Question, b.Target))
	put("topic", topicOf(s.lang, b.Question.Text))
	put("quote", s.quoteOf(b.Evidence))
	if b.Reason == qa.ReasonPartial && fill["quote"] != "" {
		fill["quote"] = thing(fill["quote"])
	}
	put("said", s.saidOf(b))
	return fill
}

// ways are the situations that fit a brief, the most telling first. The last
// one needs no slot.
func (s Script) ways(b qa.Brief, fill slots) []string {
	k := kindOf(b.Question.Text)
	switch {
	case b.DontKnow:
		return fillable(fill, "dont_know.area", "dont_know.topic", "dont_know.plain")
	case b.Reason == qa.ReasonContradicted:
		return fillable(fill, "contradicted.quote", "contradicted.area", "contradicted.plain")
	case b.Reason == qa.ReasonDeepen:
		return fillable(fill, "deepen."+string(k)+".said", "deepen."+string(k)+".plain")
	case b.Vague && k == deed:
		return fillable(fill, "vague.area", "vague.deed")
	case b.Vague:
		return fillable(fill, "vague.area", "vague.view")
	case b.Reason == qa.ReasonPartial:
		return fillable(fill, "partial.quote", "partial.area", "partial.plain")
	default:
		return fillable(fill, "missed.area", "missed.topic", "missed.plain")
	}
}

// fillable keeps the situations whose slots can be filled.
func fillable(fill slots, names ...string) []string {
	var ways []string
	for _, name := range names {
		if situations[name].filledBy(fill) {
			ways = append(ways, name)
		}
	}
	return ways
}

// quoteOf is the most telling piece of evidence, fit to be quoted: the longest
// that needs no cut, else the first.
func (s Script) quoteOf(evidence []qa.Span) string {
	best := ""
	for _, e := range evidence {
		q := quote(s.lang, e.Text)
		if best == "" || len(q) > len(best) && len(q) > 0 {
			best = q
		}
	}
	return best
}

// saidOf is what to go deeper into: a term that the candidate said and the sheet
// knows, looked for in the evidence first; else a short piece of the evidence.
func (s Script) saidOf(b qa.Brief) string {
	var evidence []string
	for _, e := range b.Evidence {
		evidence = append(evidence, e.Text)
	}
	if term := saidTerm(evidence, b.Target); term != "" {
		return requote(s.lang, term)
	}
	if term := saidTerm([]string{b.Answer}, b.Target); term != "" {
		return requote(s.lang, term)
	}
	return thing(s.quoteOf(b.Evidence))
}
