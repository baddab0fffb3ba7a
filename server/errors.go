package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/labstack/echo/v4"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/live"
	"mondo/server/store"
)

// fault is an error as a client sees it. It is the only place where an error
// gets a status, a code and a sentence.
type fault struct {
	status int
	code   string // stable: clients act on it
	en, ja string // what is wrong, and what to do
	args   []any
}

func (f *fault) Error() string        { return "server: " + f.code }
func (f *fault) Is(target error) bool { t, ok := target.(*fault); return ok && t.code == f.code }

// with fills in the numbers of the sentence.
func (f *fault) with(args ...any) *fault {
	g := *f
	g.args = args
	return &g
}

func (f *fault) sentence(lang qa.Lang) string {
	if lang == qa.Japanese {
		return fmt.Sprintf(f.ja, f.args...)
	}
	return fmt.Sprintf(f.en, f.args...)
}

// The faults of requests.
var (
	errNoRoute = &fault{
		status: http.StatusNotFound, code: "not_found",
		en: "There is nothing at this address.",
		ja: "このアドレスには何もありません。",
	}
	errMethod = &fault{
		status: http.StatusMethodNotAllowed, code: "method_not_allowed",
		en: "This address does not take such a request.",
		ja: "このアドレスでは、その操作はできません。",
	}
	errBadRequest = &fault{
		status: http.StatusBadRequest, code: "bad_request",
		en: "The request could not be read. Reload the page and try again.",
		ja: "リクエストを読み取れませんでした。ページを読み込み直して、もう一度お試しください。",
	}
	errMediaType = &fault{
		status: http.StatusUnsupportedMediaType, code: "json_wanted",
		en: "The request must be JSON, with Content-Type: application/json.",
		ja: "リクエストは JSON で、Content-Type: application/json を付けて送ってください。",
	}
	errBodyTooLarge = &fault{
		status: http.StatusRequestEntityTooLarge, code: "body_too_large",
		en: "The request is too large.",
		ja: "リクエストが大きすぎます。",
	}
	errSubprotocol = &fault{
		status: http.StatusBadRequest, code: "subprotocol_wanted",
		en: "The socket needs a WebSocket upgrade with the subprotocol mondo.v1.",
		ja: "この接続には、サブプロトコル mondo.v1 を指定した WebSocket が必要です。",
	}
	errInternal = &fault{
		status: http.StatusInternalServerError, code: "internal",
		en: "Something went wrong in the server. What you sent may not have been kept; its log says more.",
		ja: "サーバーで問題が起きました。送った内容は保存されていない可能性があります。詳しくはサーバーのログを確認してください。",
	}
	errUnavailable = &fault{
		status: http.StatusServiceUnavailable, code: "unavailable",
		en: "The server cannot answer just now. Try again in a moment.",
		ja: "サーバーが一時的に応答できません。少し待ってから、もう一度お試しください。",
	}
	errDiskFull = &fault{
		status: http.StatusInsufficientStorage, code: "disk_full",
		en: "The server's disk is full, so nothing more can be kept. Make room and try again.",
		ja: "サーバーのディスクがいっぱいで、これ以上保存できません。空きを作ってから、もう一度お試しください。",
	}
	errReadOnly = &fault{
		status: http.StatusInternalServerError, code: "read_only",
		en: "The server may not write to its database. Check the permissions of its data folder.",
		ja: "サーバーがデータベースに書き込めません。データフォルダーの権限を確認してください。",
	}
)

// The faults of models.
var (
	errModelFixed = &fault{
		status: http.StatusConflict, code: "model_fixed",
		en: "The model was chosen on the command line, so it cannot be changed here.",
		ja: "モデルはコマンドラインで指定されているので、ここでは変更できません。",
	}
	errNoModel = &fault{
		status: http.StatusConflict, code: "no_model",
		en: "No model is set up. Choose one in the settings.",
		ja: "モデルが設定されていません。設定画面で選んでください。",
	}
	errModelWords = &fault{
		status: http.StatusBadGateway, code: "model_words",
		en: "What the model wrote could not be used. Try again, or with another model.",
		ja: "モデルの文章が使えるものではありませんでした。もう一度試すか、別のモデルを使ってください。",
	}
	errNotFinished = &fault{
		status: http.StatusConflict, code: "not_finished",
		en: "The interview is not over yet. Finish it first.",
		ja: "面接がまだ終わっていません。終えてからお試しください。",
	}
	errNothingToSumUp = &fault{
		status: http.StatusConflict, code: "nothing_to_sum_up",
		en: "No question of this interview was answered and scored, so there is nothing to sum up.",
		ja: "採点された答えがないので、講評できることがありません。",
	}
	errSeconds = &fault{
		status: http.StatusUnprocessableEntity, code: "seconds",
		en: "The time must be %d to %d seconds.",
		ja: "時間は %d〜%d 秒にしてください。",
	}
	errNoQuestion = &fault{
		status: http.StatusNotFound, code: "no_question",
		en: "The sheet has no such question. It may have been edited; reload the page.",
		ja: "その質問はシートにありません。編集された可能性があります。ページを読み込み直してください。",
	}
	errNoKeyPoint = &fault{
		status: http.StatusNotFound, code: "no_key_point",
		en: "The question has no such key point. The sheet may have been edited; reload the page.",
		ja: "その要点は質問にありません。シートが編集された可能性があります。ページを読み込み直してください。",
	}
	errNoteTooLong = &fault{
		status: http.StatusUnprocessableEntity, code: "note_too_long",
		en: "That is more than can be kept beside one key point.",
		ja: "一つの要点に残せる量を超えています。",
	}
	errModelChoice = &fault{
		status: http.StatusUnprocessableEntity, code: "model_unusable",
		en: "This model cannot be used as it is set up here.",
		ja: "この設定ではモデルを使えません。",
	}
)

// The faults of access.
var (
	errLoginWanted = &fault{
		status: http.StatusUnauthorized, code: "login_required",
		en: "Enter the server's token to go on.",
		ja: "続けるには、サーバーのトークンを入力してください。",
	}
	errWrongToken = &fault{
		status: http.StatusUnauthorized, code: "wrong_token",
		en: "This is not the server's token.",
		ja: "トークンが違います。",
	}
	errTooManyLogins = &fault{
		status: http.StatusTooManyRequests, code: "too_many_attempts",
		en: "Too many wrong tokens. Wait a minute and try again.",
		ja: "トークンの間違いが続きました。1分ほど待ってから、もう一度お試しください。",
	}
	errOrigin = &fault{
		status: http.StatusForbidden, code: "origin_refused",
		en: "Requests from this page's address are not allowed. If the address is right, start the server with --allow-origin.",
		ja: "このページのアドレスからの操作は許可されていません。アドレスが正しければ、--allow-origin を付けてサーバーを起動してください。",
	}
	errHost = &fault{
		status: http.StatusMisdirectedRequest, code: "host_refused",
		en: "The server does not answer to this host name. Open it as localhost, or start it with --allow-origin.",
		ja: "サーバーはこのホスト名では応答しません。localhost で開くか、--allow-origin を付けて起動してください。",
	}
)

// The faults of sheets and interviews.
var (
	errNoSheet = &fault{
		status: http.StatusNotFound, code: "sheet_not_found",
		en: "There is no such sheet. It may have been removed.",
		ja: "このシートは見つかりません。削除された可能性があります。",
	}
	errSheetGone = &fault{
		status: http.StatusGone, code: "sheet_gone",
		en: "The sheet's file is no longer where the server looks. Put it back, or start the server with it.",
		ja: "シートのファイルが見つからなくなっています。元の場所に戻すか、そのファイルを指定してサーバーを起動し直してください。",
	}
	errSheetTooLarge = &fault{
		status: http.StatusRequestEntityTooLarge, code: "sheet_too_large",
		en: "The sheet is larger than %s. Split it into several sheets.",
		ja: "シートが %s を超えています。いくつかのシートに分けてください。",
	}
	errSheetEmpty = &fault{
		status: http.StatusUnprocessableEntity, code: "sheet_empty",
		en: "The sheet has no text. Paste your questions and answers first.",
		ja: "シートが空です。質問と回答を貼り付けてください。",
	}
	errFileDenied = &fault{
		status: http.StatusConflict, code: "sheet_denied",
		en: "The server may not read this file. Check its permissions.",
		ja: "このファイルを読む権限がサーバーにありません。ファイルの権限を確認してください。",
	}
	errFileUnread = &fault{
		status: http.StatusConflict, code: "sheet_unreadable",
		en: "This file could not be read as a sheet. It must be a plain text file.",
		ja: "このファイルはシートとして読み込めませんでした。テキストファイルである必要があります。",
	}
	errNotUploaded = &fault{
		status: http.StatusConflict, code: "sheet_is_file",
		en: "This sheet is a file on the server's machine. Change or remove the file itself.",
		ja: "このシートはサーバー側のファイルです。変更や削除は、ファイルそのものに対して行ってください。",
	}
	errTooManySheets = &fault{
		status: http.StatusConflict, code: "too_many_sheets",
		en: "The library is full at %d sheets. Remove one first.",
		ja: "シートは %d 件まで置けます。先にどれかを削除してください。",
	}
	errNoInterview = &fault{
		status: http.StatusNotFound, code: "interview_not_found",
		en: "There is no such interview. It may have been deleted.",
		ja: "この面接は見つかりません。削除された可能性があります。",
	}
	errNoAlias = &fault{
		status: http.StatusNotFound, code: "alias_not_found",
		en: "These words are not kept with the sheet any more.",
		ja: "この言い回しは、すでにシートから外されています。",
	}
	errTooManyInterviews = &fault{
		status: http.StatusConflict, code: "too_many_interviews",
		en: "%d interviews are begun and not finished. Finish or delete one first.",
		ja: "終わっていない面接が %d 件あります。先にどれかを終えるか、削除してください。",
	}
	errTooManySockets = &fault{
		status: http.StatusServiceUnavailable, code: "too_many_connections",
		en: "Too many interviews are open at once. Close a tab and try again.",
		ja: "同時に開いている面接が多すぎます。ほかのタブを閉じてから、もう一度お試しください。",
	}
)

// faultOf finds what a client is told about an error. What it does not know is
// the server's own failure.
func faultOf(err error) *fault {
	var f *fault
	if errors.As(err, &f) {
		return f
	}
	var refused *interview.Refusal
	if errors.As(err, &refused) {
		return refusal(refused.Code)
	}
	var plan *interview.PlanError
	if errors.As(err, &plan) {
		return planFault(plan)
	}
	var large *http.MaxBytesError
	var echoed *echo.HTTPError
	switch {
	case errors.As(err, &large):
		return errBodyTooLarge
	case errors.As(err, &echoed) && echoed.Code == http.StatusMethodNotAllowed:
		return errMethod
	case errors.As(err, &echoed) && echoed.Code == http.StatusNotFound:
		return errNoRoute
	case errors.Is(err, store.ErrFull):
		return errDiskFull
	case errors.Is(err, store.ErrReadOnly):
		return errReadOnly
	case errors.Is(err, live.ErrTooMany):
		return errTooManySockets
	case errors.Is(err, live.ErrClosed), errors.Is(err, store.ErrLocked), errors.Is(err, store.ErrConflict),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return errUnavailable
	default:
		return errInternal
	}
}

// orMissing gives a row that is not there its name.
func orMissing(err error, missing *fault) error {
	if errors.Is(err, store.ErrNotFound) {
		return missing
	}
	return err
}

// faultOfFile is what is wrong with a sheet's file that could not be read.
func faultOfFile(err error) *fault {
	var f *fault
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, fs.ErrPermission):
		return errFileDenied
	default:
		return errFileUnread
	}
}
