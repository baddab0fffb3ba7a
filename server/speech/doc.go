// Package speech turns sound into text and text into sound. It knows sound as
// samples ([Sound]), tells speech from silence ([Activity]), keeps the growing
// recording of one answer ([Take]), asks a transcription server for its words
// ([Transcriber]), refuses what recognisers invent where nobody spoke
// ([Recogniser]), shows words while somebody is still speaking ([Live]), and
// has a text spoken ([Voice]).
//
// It recognises and synthesises nothing itself: a server that speaks OpenAI's
// /v1/audio/transcriptions or /v1/audio/speech does. It scores nothing, stores
// nothing, and opens no microphone. What was said, its text and keys are in no
// error and no log.
//
// Start from [Recogniser.Hear] for a recording, from [Live] for somebody who is
// speaking.
package speech
