package server

import (
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
)

// guarded does what reads somebody's words outside of a request: those must not
// end everybody's interviews. A panic is logged, without its value unless that is
// the runtime's own, because it may hold what was said.
func guarded(log *slog.Logger, what string, do func()) {
	defer func() {
		if v := recover(); v != nil {
			log.Error("panic", "in", what, "panic", panicWords(v), "stack", string(debug.Stack()))
		}
	}()
	do()
}

// panicWords is what may be told of a panic.
func panicWords(v any) string {
	if rt, ok := v.(runtime.Error); ok {
		return rt.Error()
	}
	return fmt.Sprintf("%T", v)
}
