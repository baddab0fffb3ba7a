// Package prompts is every word that Mondo says.
//
// To the candidate, with no model, the scripted interviewer says it: greetings,
// questions with their bridges, follow-ups, hints, feedback and a closing, in
// Japanese and English, in the voice of each persona. Start from [NewScript]. What
// the interviewer can say stands in lines/, one folder for each language, as plain
// text that a native speaker can edit; lines/README.md says how. The code here
// decides which situation it is, what goes into a line's slots, and that nothing
// of a target slips out with it.
//
// To a model it is prompts, each a template, a function that fills it and one that
// reads the reply. Start from [Prompt] and [FollowUpPrompt]; the templates of what
// an interviewer is asked stand in models/, those of a judge in judging/. A reply
// is somebody else's text: a reader lets nothing through that it cannot vouch for,
// and says why with a [Breach].
//
// The package does not choose what is asked (server/interview does), calls no
// model, keeps nothing and does no I/O.
package prompts
