// Package prompts is every word that Mondo says. So far that is the scripted
// interviewer, who needs no model: greetings, questions with their bridges,
// follow-ups, hints, feedback and a closing, in Japanese and English, in the
// voice of each persona. It does not choose what is asked (server/interview
// does), keeps nothing and does no I/O.
//
// Start from [NewScript]. What the interviewer can say stands in lines/, one
// folder for each language, as plain text that a native speaker can edit;
// lines/README.md says how. The code here decides which situation it is, what
// goes into a line's slots, and that nothing of a target slips out with it.
package prompts
