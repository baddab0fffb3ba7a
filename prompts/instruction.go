package prompts

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// Instructions finds what in an answer or a sheet speaks to a model instead of a
// person: asks for a mark, names the marker, plays a system message or another
// speaker's turn, wants a prompt read out. The spans are whole sentences of the
// text, in order and without overlap; a heading of such kind ("SYSTEM:" on a line
// of its own) takes the paragraph under it along. It errs on the side of finding:
// what is found may be looked at with doubt, and never be thrown away unseen.
func Instructions(text string) []qa.Span {
	var found []qa.Span
	for at := 0; at < len(text); {
		end := sentenceAt(text, at)
		sentence := plainForm(text[at:end])
		if !instructs(sentence) {
			at = end
			continue
		}
		if heads(sentence) {
			end = paragraphEnd(text, end)
		}
		found = appendSpan(found, text, at, end)
		at = end
	}
	return found
}

// appendSpan adds a span without the white space at its edges, or makes the last
// one longer when nothing stands between them.
func appendSpan(found []qa.Span, text string, start, end int) []qa.Span {
	inner := strings.TrimLeft(text[start:end], " \t\r\n　")
	start = end - len(inner)
	end = start + len(strings.TrimRight(inner, " \t\r\n　"))
	if n := len(found); n > 0 && strings.TrimSpace(text[found[n-1].End:start]) == "" {
		start = found[n-1].Start
		found = found[:n-1]
	}
	if start == end {
		return found
	}
	return append(found, qa.Span{Start: start, End: end, Text: text[start:end]})
}

// longestSentence is where a text without marks (a transcript) is cut, in bytes,
// so that one sign of an instruction does not take all of it along.
const longestSentence = 900

// sentenceAt is where the sentence that starts at a byte ends, its mark included.
func sentenceAt(text string, at int) int {
	comma := 0
	for i, r := range text[at:] {
		next := at + i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[at+i:])
			next = at + i + size
		}
		switch r {
		case '\n', '。', '！', '？', '!', '?', '．', '｡':
			return next
		case '.':
			if next == len(text) || text[next] == ' ' || text[next] == '\n' {
				return next
			}
		case '、', ',', ';', ' ', '　':
			comma = next
		}
		if i > longestSentence {
			return max(comma, at+i)
		}
	}
	return len(text)
}

// paragraphEnd is where the paragraph ends that begins behind white space at a byte.
func paragraphEnd(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	if blank := blankLine.FindStringIndex(text[at:]); blank != nil {
		return at + blank[0]
	}
	return len(text)
}

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// plainForm is a sentence as it is searched for instructions: nothing hidden, one
// width and case, Latin letters for those of other alphabets that look like them.
func plainForm(sentence string) string {
	return strings.TrimSpace(lookAlikes.Replace(fold(visible(sentence, MaxForeign))))
}

var lookAlikes = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "ԁ", "d", "ɡ", "g", "һ", "h", "к", "k", "м", "m", "т", "t",
	"α", "a", "ο", "o", "ρ", "p", "ν", "v", "ι", "i", "κ", "k", "τ", "t",
)

func instructs(sentence string) bool {
	return qa.Instructs(sentence) || hinted(sentence) && (turnMark.MatchString(sentence) || toModel.MatchString(sentence))
}

// hinted spares most sentences the search, which takes a hundred times as long.
func hinted(sentence string) bool {
	return slices.ContainsFunc(signHints, func(hint string) bool { return strings.Contains(sentence, hint) })
}

// signHints: whatever turnMark or toModel match has one of them.
var signHints = strings.Split("<|[|#|=|system|assistant|developer|システム|status|presence|verdict|level|quote|"+
	"prompt|instruction|rule|rubric|model|english|japanese|french|german|spanish|chinese|korean|latin|rhyme|emoji|"+
	"you are now|act as|pretend|role|imagine|note|notice|message|memo|attention|whoever|anyone|the one|the person|"+
	"full marks|point|all of them|top score|プロンプト|なりきって|として|で答え|で話し|で返答|で応答|で出力|で回答|"+
	"指示|命令|連絡|お知らせ|メッセージ|お願い|ものと|ことと|済みと|採点|合格|満点|"+
	"above|so far|tell me|show me|give me|interviewer|examiner|marker|"+
	"語で|あなたは|面接官|審査員|アシスタント|モデル|繰り返|読み上げ|書き出|コピー|候補者|受験者|応募者|の方の|の人の", "|")

// heads reports whether a sentence that instructs is only the heading of what
// does: a turn's mark alone, or words to the marker that end in a colon or bracket.
func heads(sentence string) bool {
	if strings.TrimSpace(turnMark.ReplaceAllString(sentence, "")) == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(sentence)
	return strings.ContainsRune(":】]》>」", last)
}

// turnMark is how chat templates and transcripts mark a turn, and how our own
// prompts and their replies are made.
var turnMark = regexp.MustCompile(`<\|[^|<>]{1,40}\|>|<｜[^｜<>]{1,40}｜>|</?(?:s|sys|system|user|assistant|human|instructions?|start_of_turn|end_of_turn|answer|data|prompt|model)>|<</?sys>>|\[/?(?:inst|system|system_prompt|assistant)\]|` +
	`^#{1,4} ?(?:system|instructions?|assistant|new instructions?|システム|指示|命令)\b.{0,12}$|^\W{0,3}(?:system|assistant|developer)(?: (?:message|prompt|notice|note|override))? ?[:\]】]|^\W{0,3}システム(?:メッセージ|プロンプト|通知|からの(?:指示|通知|連絡))|` +
	`^=+ ?(?:end|data)\b|["'](?:status|presence|verdict|level|quotes?)["'] ?:|\bstatus ?[:=] ?["']?(?:present|covered)`)

// toModel is what people write to a model and hardly to a person in an interview.
var toModel = regexp.MustCompile(`(?:reveal|print|show|repeat|output|display|recite|read (?:out|aloud)|tell me) .{0,30}(?:\bprompts?\b|your (?:\w+ )?(?:instructions|rules|rubric|model answers?))|` +
	`^(?:please |now |then |and |finally,? )*(?:repeat|print|output|recite|copy|translate) (?:\w+,? ){0,4}(?:above|so far)\b|` +
	`^(?:please |now |then |and )*(?:tell|show|give) me .{0,24}\b(?:other|another|previous|last|next|every|each|before me)\b.{0,12}\b(?:candidates?|applicants?|persons?|people|users?)\b|` +
	`^(?:please |now |then |and )*(?:tell|show|give) me .{0,16}\b(?:candidates?|applicants?|users?)\b.{0,12}\b(?:before me|after me)\b|` +
	`\b(?:interviewer|examiner|marker) (?:should|must|shall|is to|has to) (?:now |only |always )*(?:tell|read|reveal|give away)\b|` +
	`^(?:please |now |from now on,? |you (?:must|should|will|have to) )*(?:only )?(?:respond|reply|answer|speak|talk|switch|continue|write|ask)\b.{0,20} (?:in|to) (?:english|japanese|french|german|spanish|chinese|korean|latin|rhymes?|emojis?)\b|` +
	`^(?:please |now |from now on,? )*(?:you are now|act as|pretend|role-?play|imagine you)\b|\bnew (?:system )?(?:instructions?|prompt) ?:|` +
	`(?:notes?|notices?|messages?|memo|instructions?|attention)(?: \w+){0,3} (?:to|for) .{0,20}(?:\bgrad|\bscor|\bmarker|\bevaluat|\bassess|\bexaminer|\bjudge|\bmodel\b|\bai\b|\bllm\b|\binterviewer)|` +
	`\bto (?:whoever|anyone|the (?:one|person|model)) .{0,12}(?:scor|grad|mark|assess|evaluat|judg|read)|^(?:grader|assessor|marker|examiner|evaluator|judge)s? (?:note|notice|instruction)|` +
	`\b(?:award|give|tick|assign|grant) .{0,30}(?:full marks|every point|all (?:the )?points|all of them|top score)|\brubric\b.{0,40}\b(?:withdrawn|replaced|void|no longer)|` +
	`プロンプトを?.{0,8}(?:教え|表示|出力|見せ|読み上げ|開示)|(?:これ|今|ここ)から(?:は|の)?.{0,16}(?:になりきって|として(?:ふるま|振る舞|答え|応答)|(?:英語|日本語|中国語|韓国語)で(?:答え|話し|返答|応答|出力|回答))|` +
	`(?:面接官|ai|アシスタント|インタビュアー|モデル|審査員)(?:さん|様|の方)?(?:へ|への|宛て?)(?:の)?.{0,4}(?:指示|命令|連絡|お知らせ|メッセージ|お願い)|` +
	`(?:以後|以降|今後|これから|ここから)(?:は|の)?.{0,16}語で.{0,8}(?:して|続けて|進めて|書いて)(?:ください|下さい|くれ)|あなたは(?:もう|今は)?(?:面接官|採点者|審査員|アシスタント)(?:では|じゃ)|` +
	`(?:面接官|採点者|審査員|アシスタント|モデル|ai)は、?.{0,30}(?:ください|下さい|しなさい|せよ)|(?:上|これまで|ここまで|以上)(?:の|に|で).{0,12}(?:文章|文面|内容|テキスト|やり取り|やりとり|会話)を.{0,16}(?:繰り返し|読み上げ|書き出し|コピーし)て(?:ください|下さい|くれ|ほしい)|` +
	`(?:前|他|ほか|別|次)の(?:候補者|受験者|応募者|方|人)の.{0,16}を.{0,6}(?:教え|見せ|読み上げ)て(?:ください|下さい|くれ|ほしい)|` +
	`(?:述べ|説明し|言及し|回答し|話し|満たし)た(?:もの|こと)と(?:して|みなし|する)|(?:説明|言及|回答|確認)済みと(?:して|みな)|この(?:回答|受験者|候補者|文章)(?:の|を|は).{0,12}(?:採点|合格|満点)`)
