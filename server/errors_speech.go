package server

import "net/http"

// The faults of speech.
var (
	errSpeechFixed = &fault{
		status: http.StatusConflict, code: "speech_fixed",
		en: "This speech server was chosen on the command line, so it cannot be changed here.",
		ja: "この音声サーバーはコマンドラインで指定されているので、ここでは変更できません。",
	}
	errSpeechChoice = &fault{
		status: http.StatusUnprocessableEntity, code: "speech_unusable",
		en: "This speech server cannot be used: %s.",
		ja: "この音声サーバーは使えません：%s",
	}
	errNoSpeech = &fault{
		status: http.StatusConflict, code: "no_speech",
		en: "No speech server is set up. Choose one in the settings.",
		ja: "音声サーバーが設定されていません。設定画面で選んでください。",
	}
	errTrySound = &fault{
		status: http.StatusUnprocessableEntity, code: "try_sound",
		en: "The recording to try with must be a short WAV file.",
		ja: "試しに使う録音は、短い WAV ファイルにしてください。",
	}
	errNoRecogniser = &fault{
		status: http.StatusConflict, code: "no_recogniser",
		en: "No speech server is set up that could hear you. Choose one in the settings, or type your answer.",
		ja: "声を聞き取る音声サーバーが設定されていません。設定画面で選ぶか、文字で回答してください。",
	}
	errNoVoice = &fault{
		status: http.StatusNotFound, code: "no_voice",
		en: "No speech server is set up that could speak. Choose one in the settings.",
		ja: "読み上げる音声サーバーが設定されていません。設定画面で選んでください。",
	}
	errSayLength = &fault{
		status: http.StatusUnprocessableEntity, code: "say_length",
		en: "A voice says 1 to %d characters at once.",
		ja: "一度に読み上げられるのは 1〜%d 文字です。",
	}
	errReadings = &fault{
		status: http.StatusUnprocessableEntity, code: "readings",
		en: "These readings cannot be kept. Write one a line, as TERM = READING, and %d at most.",
		ja: "この読み方は保存できません。1行に1つ「用語 = 読み」の形で、%d 件までにしてください。",
	}
	errNoCorrection = &fault{
		status: http.StatusNotFound, code: "correction_not_found",
		en: "This correction is not kept with the sheet any more.",
		ja: "この直しは、すでにシートから外されています。",
	}
	errNoSound = &fault{
		status: http.StatusNotFound, code: "sound_not_found",
		en: "The sound of this answer is not kept.",
		ja: "この回答の録音は残っていません。",
	}
)

// The faults of takes.
var (
	errTooManyTakes = &fault{
		status: http.StatusServiceUnavailable, code: "too_many_takes",
		en: "The server holds as many recordings as it can. Try again in a moment, or type your answer.",
		ja: "サーバーが扱える録音の上限に達しました。少し待ってからもう一度話すか、文字で回答してください。",
	}
	errTakeTooLong = &fault{
		status: http.StatusRequestEntityTooLarge, code: "take_too_long",
		en: "A spoken answer may last 15 minutes. What came after that was not taken.",
		ja: "一つの回答で録音できるのは15分までです。それ以降の音声は受け取っていません。",
	}
	errNoTake = &fault{
		status: http.StatusNotFound, code: "take_unknown",
		en: "The server does not have this recording. Say your answer again, or type it.",
		ja: "この録音はサーバーにありません。もう一度話すか、文字で回答してください。",
	}
)
