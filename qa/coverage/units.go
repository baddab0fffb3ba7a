package coverage

// unit is what a number counts, in a form in which two ways of saying the same
// amount are equal: times of day length in seconds, longer ones in months.
type unit struct {
	name  string  // "" is no unit at all
	scale float64 // what one of it is in terms of name
}

// The units into which durations are converted. Days and months stay apart: a
// month has no fixed number of days.
const (
	unitSecond = "s"
	unitMonth  = "month"
	unitYear   = "calendar year"
	unitShare  = "%"
	unitCent   = "¢" // of whichever currency
)

// japaneseUnits are read right after a number, the longest first.
var japaneseUnits = map[string]unit{
	"ミリ秒": {unitSecond, 0.001}, "マイクロ秒": {unitSecond, 1e-6}, "秒間": {unitSecond, 1}, "秒": {unitSecond, 1},
	"分間": {unitSecond, 60}, "分": {unitSecond, 60}, "時間": {unitSecond, 3600},
	"日間": {unitSecond, 86400}, "日": {"日", 1}, "週間": {unitSecond, 7 * 86400}, "週": {unitSecond, 7 * 86400},
	"か月間": {unitMonth, 1}, "ヶ月間": {unitMonth, 1}, "カ月間": {unitMonth, 1},
	"か月": {unitMonth, 1}, "ヶ月": {unitMonth, 1}, "ケ月": {unitMonth, 1}, "カ月": {unitMonth, 1}, "ヵ月": {unitMonth, 1}, "箇月": {unitMonth, 1}, "個月": {unitMonth, 1},
	"年間": {unitMonth, 12}, "年": {unitMonth, 12}, "年目": {"年目", 1}, "年度": {unitYear, 1}, "年生": {"年生", 1}, "年前": {unitMonth, 12},
	"月": {"月", 1}, "時": {"時", 1},
	"人": {"人", 1}, "名": {"人", 1}, "人前": {"人前", 1}, "件": {"件", 1}, "例": {"件", 1}, "症例": {"件", 1}, "回": {"回", 1}, "度": {"回", 1}, "回目": {"回目", 1},
	"歳": {"歳", 1}, "才": {"歳", 1}, "代": {"代", 1}, "床": {"床", 1}, "台": {"台", 1}, "個": {"個", 1}, "つ": {"個", 1}, "本": {"本", 1}, "枚": {"枚", 1}, "冊": {"冊", 1},
	"社": {"社", 1}, "店": {"店", 1}, "店舗": {"店", 1}, "校": {"校", 1}, "校舎": {"校", 1}, "拠点": {"拠点", 1}, "チーム": {"チーム", 1},
	"システム": {"システム", 1}, "サービス": {"サービス", 1}, "プロジェクト": {"プロジェクト", 1}, "案件": {"案件", 1}, "クラス": {"クラス", 1},
	"円": {"円", 1}, "ドル": {"$", 1}, "ユーロ": {"€", 1}, "元": {"元", 1}, "ポンド": {"£", 1},
	"割": {unitShare, 10}, "パーセント": {unitShare, 1}, "%": {unitShare, 1}, "分の": {"分の", 1},
	"ポイント": {"ポイント", 1}, "点": {"点", 1}, "倍": {"倍", 1}, "位": {"位", 1}, "番": {"番", 1}, "番目": {"番", 1}, "階": {"階", 1}, "章": {"章", 1}, "号": {"号", 1},
	"対": {"対", 1}, "交代": {"交代", 1}, "交替": {"交代", 1}, "次": {"次", 1}, "級": {"級", 1}, "段": {"段", 1}, "種類": {"種類", 1}, "種": {"種類", 1}, "通り": {"通り", 1}, "項目": {"項目", 1},
	"行": {"行", 1}, "文字": {"文字", 1}, "ページ": {"ページ", 1}, "頁": {"ページ", 1}, "単位": {"単位", 1}, "坪": {"坪", 1}, "畳": {"畳", 1}, "皿": {"皿", 1}, "品": {"品", 1}, "杯": {"杯", 1}, "袋": {"袋", 1}, "箱": {"箱", 1}, "便": {"便", 1}, "着": {"着", 1}, "軒": {"軒", 1}, "世帯": {"世帯", 1}, "席": {"席", 1}, "室": {"室", 1}, "頭": {"頭", 1}, "匹": {"匹", 1}, "羽": {"羽", 1}, "機": {"機", 1}, "基": {"基", 1}, "両": {"両", 1}, "票": {"票", 1}, "問": {"問", 1}, "限": {"限", 1}, "コマ": {"コマ", 1}, "期": {"期", 1}, "周": {"周", 1}, "周年": {"周年", 1}, "泊": {"泊", 1}, "食": {"食", 1}, "錠": {"錠", 1}, "滴": {"滴", 1},
	"キロ": {"キロ", 1}, "メートル": {"m", 1}, "センチ": {"m", 0.01}, "ミリ": {"mm", 1}, "キログラム": {"kg", 1}, "グラム": {"g", 1}, "トン": {"t", 1}, "リットル": {"l", 1}, "平米": {"㎡", 1}, "ギガ": {"gb", 1}, "テラ": {"tb", 1}, "メガ": {"mb", 1}, "バイト": {"b", 1},
}

// maxUnitRunes is the length of the longest of japaneseUnits, in runes.
const maxUnitRunes = 6

// latinUnits are read after a number, with or without a space, as whole words.
var latinUnits = map[string]unit{
	"ms": {unitSecond, 0.001}, "msec": {unitSecond, 0.001}, "millis": {unitSecond, 0.001}, "millisecond": {unitSecond, 0.001}, "milliseconds": {unitSecond, 0.001},
	"s": {unitSecond, 1}, "sec": {unitSecond, 1}, "secs": {unitSecond, 1}, "second": {unitSecond, 1}, "seconds": {unitSecond, 1},
	"min": {unitSecond, 60}, "mins": {unitSecond, 60}, "minute": {unitSecond, 60}, "minutes": {unitSecond, 60},
	"h": {unitSecond, 3600}, "hr": {unitSecond, 3600}, "hrs": {unitSecond, 3600}, "hour": {unitSecond, 3600}, "hours": {unitSecond, 3600},
	"day": {unitSecond, 86400}, "days": {unitSecond, 86400}, "week": {unitSecond, 7 * 86400}, "weeks": {unitSecond, 7 * 86400}, "fortnight": {unitSecond, 14 * 86400},
	"month": {unitMonth, 1}, "months": {unitMonth, 1}, "year": {unitMonth, 12}, "years": {unitMonth, 12}, "yr": {unitMonth, 12}, "yrs": {unitMonth, 12}, "decade": {unitMonth, 120}, "decades": {unitMonth, 120}, "quarter": {unitMonth, 3}, "quarters": {unitMonth, 3},
	"percent": {unitShare, 1}, "pct": {unitShare, 1}, "%": {unitShare, 1},
	"people": {"人", 1}, "persons": {"人", 1}, "person": {"人", 1},
	"case": {"件", 1}, "cases": {"件", 1}, "times": {"回", 1}, "time": {"回", 1}, "bed": {"床", 1}, "beds": {"床", 1},
	"yen": {"円", 1}, "jpy": {"円", 1}, "dollar": {"$", 1}, "dollars": {"$", 1}, "usd": {"$", 1}, "cent": {unitCent, 0.01}, "cents": {unitCent, 0.01}, "pence": {unitCent, 0.01}, "euro": {"€", 1}, "euros": {"€", 1}, "eur": {"€", 1}, "pound": {"£", 1}, "pounds": {"£", 1}, "gbp": {"£", 1},
	"kg": {"kg", 1}, "g": {"g", 1}, "mg": {"mg", 1}, "km": {"km", 1}, "kilometres": {"km", 1}, "kilometers": {"km", 1}, "m": {"m", 1}, "metres": {"m", 1}, "meters": {"m", 1}, "cm": {"m", 0.01}, "mm": {"mm", 1}, "miles": {"mile", 1}, "mile": {"mile", 1}, "l": {"l", 1}, "ml": {"ml", 1}, "kb": {"kb", 1}, "mb": {"mb", 1}, "gb": {"gb", 1}, "tb": {"tb", 1}, "gigabytes": {"gb", 1}, "terabytes": {"tb", 1}, "megabytes": {"mb", 1},
	"points": {"ポイント", 1}, "point": {"ポイント", 1}, "pages": {"ページ", 1}, "lines": {"行", 1}, "engineers": {"engineer", 1}, "rows": {"row", 1}, "fold": {"倍", 1}, "x": {"倍", 1}, "degrees": {"degree", 1},
}

// currencies stand before their number.
var currencies = map[rune]string{'$': "$", '€': "€", '£': "£", '¥': "円", '￥': "円"}

// englishNumbers are the number words; tens and below add, the rest multiply.
var englishNumbers = map[string]float64{
	"zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"one": 1, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var englishMultipliers = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12, "k": 1e3, "mn": 1e6, "bn": 1e9}

// englishMonths give dates the unit that 月 has.
var englishMonths = map[string]float64{
	"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var kanjiDigits = map[rune]int{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

var kanjiTens = map[rune]float64{'十': 10, '百': 100, '千': 1000}

var kanjiMyriads = map[rune]float64{'万': 1e4, '億': 1e8, '兆': 1e12}
