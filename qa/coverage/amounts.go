package coverage

import "math"

// same reports whether two numbers say the same amount.
func (n number) same(o number) bool {
	if n.per > 0 && o.per > 0 && n.per != o.per {
		return n.unit == o.unit && near(n.value*n.per, o.value*o.per, true)
	}
	a, b := n.value, o.value
	switch {
	case n.duration() && o.duration() && n.unit != o.unit:
		return near(n.inDays(), o.inDays(), true)
	case n.money() && o.money() && (n.unit == unitCent || o.unit == unitCent):
		return near(a, b, n.approx || o.approx)
	}
	if n.unit != o.unit {
		if n.unit != "" && o.unit != "" && !dayLike(n, o) || n.plain() && o.measured() || o.plain() && n.measured() {
			return false
		}
		a, b = n.raw, o.raw
		if dayLike(n, o) {
			a, b = n.days(), o.days()
		}
	}
	return near(a, b, n.approx || o.approx)
}

// duration reports a length of time.
func (n number) duration() bool { return n.unit == unitSecond || n.unit == unitMonth }

// inDays is a length of time in days, months at their mean length.
func (n number) inDays() float64 {
	if n.unit == unitMonth {
		return n.value * 30.44
	}
	return n.value / 86400
}

// money reports an amount of money.
func (n number) money() bool {
	switch n.unit {
	case "$", "€", "£", "円", unitCent:
		return true
	}
	return false
}

// plain reports a small count without a unit ("two options"), which is not the
// same as as many days or percent.
func (n number) plain() bool { return n.unit == "" && n.raw <= 12 }

// measured reports an amount that is no count of things.
func (n number) measured() bool {
	switch n.unit {
	case unitSecond, unitMonth, unitYear, unitShare, unitFrequency, "日", "月", "時", "歳", "年目", "円", "$", "€", "£", "倍":
		return true
	}
	return false
}

// roughly is how far two rough amounts may lie apart and still be one: "about
// forty" for 42, "十日余り" for 11.
const roughly = 0.12

func near(a, b float64, rough bool) bool {
	d := math.Abs(a - b)
	if rough {
		return d <= roughly*math.Max(math.Abs(a), math.Abs(b))
	}
	return d <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// dayLike: 日 is a day of the month or a length, which only its company tells.
func dayLike(n, o number) bool {
	return n.unit == "日" && o.unit == unitSecond || n.unit == unitSecond && o.unit == "日"
}

func (n number) days() float64 {
	if n.unit == unitSecond {
		return n.value / 86400
	}
	return n.raw
}

// firm reports an amount that another one can contradict.
func (n number) firm() bool { return !n.weak || n.of != "" }

// comparable reports whether two numbers count the same thing, so that a
// difference between them means something.
func (n number) comparable(o number) bool {
	if n.unit == "" && o.unit == "" {
		return n.of != "" && n.of == o.of
	}
	if n.weak || o.weak || n.unit == "" {
		return false
	}
	return n.unit == o.unit || n.duration() && o.duration() || n.money() && o.money() && (n.unit == unitCent || o.unit == unitCent)
}
