package server

import (
	"errors"
	"strings"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/llm"
)

// modelProblems say what keeps a model from being used, and what to do.
var modelProblems = map[string]fault{
	llm.NoModel: {
		en: "No model is set up.",
		ja: "モデルが設定されていません。",
	},
	llm.Unreachable: {
		en: "The model server cannot be reached. Is it running, and is the address right?",
		ja: "モデルのサーバーにつながりません。起動しているか、アドレスが正しいかを確認してください。",
	},
	llm.TooSlow: {
		en: "The model took too long. A smaller model, or one that is loaded already, answers sooner.",
		ja: "モデルの応答に時間がかかりすぎました。小さいモデルか、読み込み済みのモデルなら早く返ります。",
	},
	llm.KeyRefused: {
		en: "The model server refuses the key, or the key may not use this model.",
		ja: "キーが受け付けられません。キーが正しいか、このモデルを使えるキーかを確認してください。",
	},
	llm.NotFound: {
		en: "There is no such model or API at this address. Check the model's name; the address mostly ends in /v1.",
		ja: "そのモデルか API がこのアドレスにありません。モデル名を確認してください。アドレスはたいてい /v1 で終わります。",
	},
	llm.Rejected: {
		en: "The model server refuses the request.",
		ja: "モデルのサーバーがリクエストを受け付けませんでした。",
	},
	llm.TooLong: {
		en: "The question is longer than the model's context. A model with a longer context can read it.",
		ja: "モデルが一度に読める長さを超えました。もっと長い文脈を扱えるモデルを使ってください。",
	},
	llm.Filtered: {
		en: "The model server's content filter withheld the reply.",
		ja: "モデルのサーバーのフィルターが返答を止めました。",
	},
	llm.Overloaded: {
		en: "The model server has too much to do just now.",
		ja: "モデルのサーバーが混み合っています。",
	},
	llm.QuotaSpent: {
		en: "The account at the model server has no credit left.",
		ja: "モデルのサーバーで使える残高がありません。",
	},
	llm.Failed: {
		en: "The model server failed. Its own log may say why.",
		ja: "モデルのサーバーで問題が起きました。サーバー側のログを確認してください。",
	},
	llm.CutOff: {
		en: "The model's reply ended in the middle.",
		ja: "モデルの返答が途中で切れました。",
	},
	llm.Nonsense: {
		en: "What answers at this address is no model server. The address mostly ends in /v1.",
		ja: "このアドレスの応答は、モデルのサーバーのものではないようです。アドレスはたいてい /v1 で終わります。",
	},
	llm.BudgetSpent: {
		en: "The budget for the model is used up.",
		ja: "モデルに使える予算を使い切りました。",
	},
	llm.Busy: {
		en: "Too many calls wait for the model.",
		ja: "モデルへの問い合わせが混み合っています。",
	},
	llm.Resting: {
		en: "The model server failed several times and is left alone for a while.",
		ja: "モデルのサーバーが続けて失敗したため、しばらく間を置いています。",
	},
	llm.Closed: {
		en: "The model was changed in the meantime.",
		ja: "途中でモデルが変更されました。",
	},
	interview.UnjudgedSlow: {
		en: "The model took too long to read the answer.",
		ja: "モデルが回答を読むのに時間がかかりすぎました。",
	},
}

// choiceProblems say what is wrong with a choice of models, and what to do; %s is
// what was given.
var choiceProblems = map[string]fault{
	llm.NoBaseURL: {
		en: "Enter the model server's address, such as http://localhost:11434/v1.",
		ja: "モデルのサーバーのアドレスを入力してください（例：http://localhost:11434/v1）。",
	},
	llm.OddBaseURL: {
		en: "The address must begin with http:// or https:// and name a host, such as http://localhost:11434/v1.",
		ja: "アドレスは http:// か https:// で始まり、ホスト名が続く形で入力してください（例：http://localhost:11434/v1）。",
	},
	llm.BaseURLWithKey: {
		en: "The address must be a plain one. A key goes into its own field.",
		ja: "アドレスにキーやパラメーターを含めないでください。キーは専用の欄に入力します。",
	},
	llm.KeyWithoutURL: {
		en: "A key for one model alone needs that model's own address.",
		ja: "一方のモデルだけに別のキーを使うには、そのアドレスも必要です。",
	},
	llm.OddKey: {
		en: "The key has a character that no key has. Perhaps a line end was copied with it.",
		ja: "キーに使えない文字が入っています。コピーしたときに改行や全角文字が混ざっていないか確認してください。",
	},
	llm.UnknownAPI: {
		en: "The API %q is not known: choose openai or azure.",
		ja: "API の種類 %q は使えません。openai か azure を選んでください。",
	},
	llm.NoAPIVersion: {
		en: "Azure needs an API version, such as 2024-10-21.",
		ja: "Azure では API バージョンが必要です（例：2024-10-21）。",
	},
	llm.NoModelName: {
		en: "Enter the model's name, as its server calls it.",
		ja: "モデル名を、サーバーでの名前どおりに入力してください。",
	},
	llm.OddDeployment: {
		en: "%q cannot be the name of an Azure deployment.",
		ja: "%q は Azure のデプロイ名として使えません。",
	},
	llm.BudgetNeedsPrice: {
		en: "There is a budget in money, so the price of %s must be known. Start Mondo with --model-price.",
		ja: "予算が金額で指定されているため、%s の単価が必要です。--model-price を付けて Mondo を起動してください。",
	},
}

// choiceFault is what a client is told about a choice that cannot be used. What
// only the command line can get wrong has no sentence of its own.
func choiceFault(err error) error {
	var wrong *llm.ConfigError
	if !errors.As(err, &wrong) {
		return err
	}
	f := *errModelChoice
	if said, ok := choiceProblems[wrong.Code]; ok {
		f.en, f.ja = said.en, said.ja
		if wrong.Value != "" {
			f.args = []any{wrong.Value}
		}
	}
	return &f
}

// ModelProblem says what a code of a model's failure means, and what to do.
func ModelProblem(code string, lang qa.Lang) string {
	if f, ok := modelProblems[code]; ok {
		return f.sentence(lang)
	}
	if lang == qa.Japanese {
		return "モデルを使えませんでした。"
	}
	return "The model could not be used."
}

// modelNotice is what a candidate reads when the interviewer goes on without the
// model; false when the code is about something else.
func modelNotice(code string, lang qa.Lang) (string, bool) {
	problem, ok := strings.CutPrefix(code, live.NoticeModel)
	if !ok {
		return "", false
	}
	if lang == qa.Japanese {
		return "用意した言い回しで続けます。" + ModelProblem(problem, lang), true
	}
	return "The interviewer goes on with prepared lines. " + ModelProblem(problem, lang), true
}
