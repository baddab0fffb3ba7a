// Package llm talks to a model through any server that speaks OpenAI's chat
// API. It sends a prompt and gives the reply, whole or as it grows, and sees to
// what lies between: time limits, retries, servers that refuse a parameter or
// bend the protocol, thoughts that nobody should see, what a call costs and when
// there have been enough. It knows nothing of interviews and words nothing: a
// prompt goes out as it is, and whoever asks reads the reply.
//
// A model is polish that may be missing. So every failure comes soon, ends its
// request, and has a code (see [Error]) by which the caller goes on without.
//
// Prompts, replies and keys are in no log and in no error, and neither is what
// a server says of a failure, since it may repeat them.
//
// Start from [New]; [Client.Complete] and [Client.Stream] do the work,
// [Client.Try] tells what a server can do.
package llm
