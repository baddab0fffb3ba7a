package server

import (
	"net/http"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
)

// refusals are what a candidate reads when a command may not happen now.
var refusals = map[interview.RefusalCode]fault{
	interview.RefusedFinished: {
		en: "The interview is over.",
		ja: "この面接はすでに終わっています。",
	},
	interview.RefusedPaused: {
		en: "The interview is paused. Resume it first.",
		ja: "面接を一時停止しています。再開してから続けてください。",
	},
	interview.RefusedNotPaused: {
		en: "The interview is not paused.",
		ja: "面接は一時停止していません。",
	},
	interview.RefusedNotYourTurn: {
		en: "The interviewer is still speaking. Wait a moment.",
		ja: "面接官がまだ話しています。少しお待ちください。",
	},
	interview.RefusedStale: {
		en: "This question has been dealt with already, perhaps in another tab.",
		ja: "この質問はすでに終わっています。別のタブで進んだ可能性があります。",
	},
	interview.RefusedEmpty: {
		en: "The answer is empty. To pass, skip the question.",
		ja: "回答が空です。答えない場合は、スキップしてください。",
	},
	interview.RefusedTooLong: {
		en: "The answer is longer than one answer may be (64 KB). Shorten it.",
		ja: "回答が長すぎます（上限 64 KB）。短くしてください。",
	},
	interview.RefusedNoHint: {
		en: "There is no hint left to give.",
		ja: "出せるヒントはもうありません。",
	},
	interview.RefusedTooEarly: {
		en: "The marks of this question are not shown yet. Wait until it is done with.",
		ja: "この質問の採点はまだ出ていません。終わってからお試しください。",
	},
	interview.RefusedNoSuchPoint: {
		en: "There is no such key point or answer in this interview. Reload the page.",
		ja: "この面接には、その要点または回答がありません。ページを読み込み直してください。",
	},
	interview.RefusedNoSummary: {
		en: "What the model wrote does not fit this interview. Try again.",
		ja: "モデルの講評がこの面接の内容と合いませんでした。もう一度お試しください。",
	},
	interview.RefusedUnknown: {
		en: "The server does not know this command. Reload the page.",
		ja: "サーバーの知らない操作です。ページを読み込み直してください。",
	},
}

func refusal(code interview.RefusalCode) *fault {
	f, ok := refusals[code]
	if !ok {
		f = refusals[interview.RefusedUnknown]
	}
	f.status, f.code = http.StatusConflict, string(code)
	return &f
}

// planFaults are what a person reads when an interview cannot be planned so.
var planFaults = map[interview.PlanErrorCode]fault{
	interview.PlanNoQuestions: {
		en: "The sheet has no question to ask. Look at its problems.",
		ja: "このシートには聞ける質問がありません。シートの問題点を確認してください。",
	},
	interview.PlanUnknownQuestion: {
		en: "A chosen question is no longer in the sheet. Reload the page and choose again.",
		ja: "選んだ質問がシートにありません。ページを読み込み直して、選び直してください。",
	},
	interview.PlanCount: {
		en: "The number of questions must be 0 (all of them) or more.",
		ja: "質問の数は 0（すべて）以上にしてください。",
	},
	interview.PlanOrder: {
		en: "The order must be sheet, shuffled or weakest.",
		ja: "順番は sheet、shuffled、weakest のどれかにしてください。",
	},
	interview.PlanFollowUps: {
		en: "Follow-ups per question must be 0 to 5.",
		ja: "深掘りの回数は 0 から 5 にしてください。",
	},
	interview.PlanMode: {
		en: "The mode must be mock or coach.",
		ja: "モードは mock か coach にしてください。",
	},
	interview.PlanPersona: {
		en: "The interviewer must be friendly, neutral or demanding.",
		ja: "面接官は friendly、neutral、demanding のどれかにしてください。",
	},
	interview.PlanLang: {
		en: "The language must be ja or en.",
		ja: "言語は ja か en にしてください。",
	},
}

func planFault(e *interview.PlanError) *fault {
	f, ok := planFaults[e.Code]
	if !ok {
		return errBadRequest
	}
	f.status, f.code = http.StatusUnprocessableEntity, "settings_"+string(e.Code)
	return &f
}

// noticeSound: the answer is kept and its recording is not.
const noticeSound = "sound_failed"

// notices are what a candidate reads when the interview goes on under other
// circumstances than usual.
var notices = map[string]fault{
	live.NoticeDictionary: {
		en: "The Japanese dictionary is still loading. The first scoring takes a moment longer.",
		ja: "日本語の辞書を読み込んでいます。最初の採点に少し時間がかかります。",
	},
	live.NoticeScoring: {
		en: "Your answer is kept, but could not be scored yet. Scoring is tried again.",
		ja: "回答は保存しましたが、まだ採点できていません。採点をもう一度試みています。",
	},
	live.NoticeSpeaking: {
		en: "The interviewer's words did not come. They are tried again.",
		ja: "面接官の発言を用意できませんでした。もう一度試みています。",
	},
	live.NoticeStoring: {
		en: "The server cannot write to its storage just now. It is tried again.",
		ja: "サーバーが保存先に書き込めません。もう一度試みています。",
	},
	live.NoticeReading: {
		en: "The model is still reading your answer.",
		ja: "モデルが回答を読んでいます。",
	},
	noticeSound: {
		en: "Your answer is kept, but its sound could not be.",
		ja: "回答は保存しましたが、録音は保存できませんでした。",
	},
	live.NoticeJudging: {
		en: "The model could not read this answer. It is scored by its words.",
		ja: "この回答はモデルでは読めませんでした。言葉の一致で採点しています。",
	},
}

func notice(code string, lang qa.Lang) string {
	if sentence, ok := modelNotice(code, lang); ok {
		return sentence
	}
	f, ok := notices[code]
	if !ok {
		return code
	}
	return f.sentence(lang)
}
