package server

import (
	"errors"
	"net/http"

	"mondo/qa"
	"mondo/server/speech"
)

// speechProblems say what keeps a speech server from being used, and what to do.
var speechProblems = map[string]fault{
	speech.CodeUnreachable: {
		en: "The speech server cannot be reached. Is it running, and is the address right?",
		ja: "音声サーバーにつながりません。起動しているか、アドレスが正しいかを確認してください。",
	},
	speech.CodeTooSlow: {
		en: "The speech server took too long. A smaller model answers sooner.",
		ja: "音声サーバーの応答に時間がかかりすぎました。小さいモデルなら早く返ります。",
	},
	speech.CodeOverloaded: {
		en: "The speech server has too much to do just now. Try again in a moment.",
		ja: "音声サーバーが混み合っています。少し待ってから、もう一度お試しください。",
	},
	speech.CodeFailing: {
		en: "The speech server failed. Its own log may say why.",
		ja: "音声サーバーで問題が起きました。サーバー側のログを確認してください。",
	},
	speech.CodeDenied: {
		en: "The speech server refuses the key.",
		ja: "音声サーバーのキーが受け付けられません。キーが正しいか確認してください。",
	},
	speech.CodeRejected: {
		en: "The speech server does not take the request. Check the model's name and the address, which mostly ends in /v1.",
		ja: "音声サーバーがリクエストを受け付けませんでした。モデル名とアドレスを確認してください。アドレスはたいてい /v1 で終わります。",
	},
	speech.CodeFormat: {
		en: "The speech server cannot read the recording.",
		ja: "音声サーバーが録音を読み取れませんでした。",
	},
	speech.CodeNonsense: {
		en: "What answers at this address is no speech server. The address mostly ends in /v1.",
		ja: "このアドレスの応答は、音声サーバーのものではないようです。アドレスはたいてい /v1 で終わります。",
	},
	speech.CodeUnusable: {
		en: "Nothing could be understood in the recording. Come closer to the microphone and say it again.",
		ja: "録音から言葉を聞き取れませんでした。マイクに近づいて、もう一度話してみてください。",
	},
}

// speechFault is what a client is told when a speech server fails.
func speechFault(err error) error {
	if f, ok := speechProblems[speech.CodeOf(err)]; ok {
		f.status, f.code = http.StatusBadGateway, "speech_"+speech.CodeOf(err)
		return &f
	}
	return err
}

// problemsOf says what is wrong with a server that was tried; nothing for nil.
func problemsOf(err error, lang qa.Lang) []problemView {
	if err == nil {
		return []problemView{}
	}
	if code := speech.CodeOf(err); code != "" {
		f := speechProblems[code]
		return []problemView{{code, f.sentence(lang)}}
	}
	var f *fault
	if !errors.As(err, &f) {
		f = faultOf(err)
	}
	return []problemView{{f.code, f.sentence(lang)}}
}
