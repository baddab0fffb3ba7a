package main

import (
	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
)

// words are what the terminal says beside the interviewer, in one language.
type words struct {
	help, interviewer, withdrawn, seconds string
	paused, goOn                          string
	interrupted, forgotten                string
	result, coverage, counts, whole       string
	claim, hinted, own                    string
	unsure, quoted, didYou                string            // about what the scorer could not tell
	outcomes                              map[string]string // of a thread
	notices                               map[string]string
	refusals                              map[interview.RefusalCode]string
}

func (w words) refused(code interview.RefusalCode) string {
	if text, ok := w.refusals[code]; ok {
		return text
	}
	return string(code)
}

var screenWords = map[qa.Lang]words{
	qa.English: {
		help:        "Type your answer and end it with an empty line.\n:skip :hint :repeat :pause :finish are commands, :help shows this again.",
		interviewer: "Interviewer",
		withdrawn:   "… (taken back)",
		seconds:     "(about %d seconds)",
		paused:      "Paused. Enter goes on. ",
		goOn:        "Enter goes on. ",
		interrupted: "Interrupted. Your answers are kept: mondo serve lets you go on in the browser, mondo report %s prints what there is.",
		forgotten:   "Interrupted. Nothing was kept.",
		result:      "Result",
		coverage:    "Coverage: %.0f%% in first answers, %.0f%% after follow-ups",
		counts:      "Key points: ◯ %d covered  △ %d partial  ✕ %d missed  – %d not asked",
		whole:       "The whole report: mondo report %s",
		claim:       "You said \"%s\"; the sheet says otherwise (line %d): %s",
		hinted:      "hinted",
		own:         "your own mark",
		unsure:      "Mondo could not tell these.",
		quoted:      "\"%s\"",
		didYou:      "Did you say this? [y/n/Enter skips]",
		outcomes:    map[string]string{"skipped": "– skipped", "not_asked": "– not asked"},
		notices: map[string]string{
			live.NoticeDictionary: "(loading the Japanese dictionary)",
			live.NoticeScoring:    "(scoring failed; it is tried again)",
			live.NoticeSpeaking:   "(the interviewer's words did not come; they are tried again)",
			live.NoticeStoring:    "(the database cannot be written; it is tried again)",
		},
		refusals: map[interview.RefusalCode]string{
			interview.RefusedTooLong: "The answer is too long (64 KB at most). Shorten it.",
			interview.RefusedNoHint:  "There is no hint left to give.",
			interview.RefusedStale:   "This question has been dealt with already.",
			interview.RefusedEmpty:   "The answer is empty. :skip passes on the question.",
		},
	},
	qa.Japanese: {
		help:        "回答を入力し、空行で送信します。\nコマンド：:skip（飛ばす）:hint（ヒント）:repeat（もう一度聞く）:pause（一時停止）:finish（終了）:help（この説明）",
		interviewer: "面接官",
		withdrawn:   "…（言い直します）",
		seconds:     "（目安は%d秒）",
		paused:      "一時停止中です。Enter で再開します。",
		goOn:        "Enter で次へ進みます。",
		interrupted: "中断しました。回答は保存してあります。続きは mondo serve で起動した画面から、ここまでの結果は mondo report %s で確認できます。",
		forgotten:   "中断しました。記録は残していません。",
		result:      "結果",
		coverage:    "網羅率：最初の回答 %.0f%%、深掘りのあと %.0f%%",
		counts:      "要点：◯ 伝わった %d　△ 一部 %d　✕ 抜けた %d　－ 未出題 %d",
		whole:       "レポート全文：mondo report %s",
		claim:       "「%s」はシートの内容と食い違っています（%d行目：%s）",
		hinted:      "ヒントあり",
		own:         "本人の判定",
		unsure:      "判定に迷った要点があります。",
		quoted:      "「%s」",
		didYou:      "言えていましたか？ [y/n/Enter=飛ばす]",
		outcomes:    map[string]string{"skipped": "－ 飛ばしました", "not_asked": "－ 未出題"},
		notices: map[string]string{
			live.NoticeDictionary: "（日本語の辞書を読み込んでいます）",
			live.NoticeScoring:    "（採点できませんでした。もう一度試みています）",
			live.NoticeSpeaking:   "（面接官の発言を用意できませんでした。もう一度試みています）",
			live.NoticeStoring:    "（保存先に書き込めません。もう一度試みています）",
		},
		refusals: map[interview.RefusalCode]string{
			interview.RefusedTooLong: "回答が長すぎます（上限 64 KB）。短くしてください。",
			interview.RefusedNoHint:  "出せるヒントはもうありません。",
			interview.RefusedStale:   "この質問はすでに終わっています。",
			interview.RefusedEmpty:   "回答が空です。答えない場合は :skip で飛ばせます。",
		},
	},
}
